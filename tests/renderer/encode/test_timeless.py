"""When an animation was written is not in it, and nothing else is gone."""

import io

import numpy as np
from PIL import Image, ImageSequence

from renderer.encode.timeless import timeless
from tests.renderer.encode.test_moving import frames


def written() -> bytes:
    """As Pillow writes it, with the time in it."""
    first, *others = (Image.fromarray(frame) for frame in frames())
    file = io.BytesIO()
    first.save(file, "AVIF", save_all=True, append_images=others, duration=80)
    return file.getvalue()


def shown(data: bytes) -> list[np.ndarray]:
    return [np.asarray(frame) for frame in ImageSequence.Iterator(Image.open(io.BytesIO(data)))]


def test_times_are_gone_and_nothing_else() -> None:
    data = written()
    cleared = timeless(data)
    at = data.index(b"mvhd\x01") + 8
    assert any(data[at : at + 16])
    assert not any(cleared[at : at + 16])
    assert len(cleared) == len(data)
    assert sum(one != other for one, other in zip(data, cleared, strict=True)) < 100
    assert np.array_equal(shown(data), shown(cleared))


def test_what_is_no_such_file_is_left_as_it_is() -> None:
    for data in (b"", b"RIFF\0\0\0\0WEBP", bytes(40)):
        assert timeless(data) == data
