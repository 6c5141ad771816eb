"""Movies hold every frame, turn for ever, and come out the same; what this machine cannot write is said in time."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from renderer.encode import moving as room
from renderer.encode.format import MovieKind
from renderer.encode.moving import moving
from renderer.errors import SystemFailure


def frames() -> list[NDArray[np.uint8]]:
    """A bar that walks over grey."""
    pictures = []
    for step in range(8):
        picture = np.full((48, 64, 4), 200, np.uint8)
        picture[..., 3] = 255
        picture[:, step * 8 : step * 8 + 8, 1:3] = 20
        pictures.append(picture)
    return pictures


@pytest.mark.parametrize("kind", ["webp", "avif"])
def test_an_animation_holds_every_frame_in_its_order(kind: MovieKind) -> None:
    data = moving(frames(), kind, 12)
    assert data == moving(frames(), kind, 12)
    movie = Image.open(io.BytesIO(data))
    assert (movie.n_frames, movie.size) == (8, (64, 48))  # type: ignore[attr-defined]
    for number, frame in enumerate(frames()):
        movie.seek(number)
        assert np.abs(np.asarray(movie.convert("RGB")).astype(int) - frame[..., :3]).mean() < 6


def test_mp4_is_h264_that_plays_everywhere() -> None:
    av = pytest.importorskip("av", reason="PyAV is an extra")
    with av.open(io.BytesIO(moving([frame[:47] for frame in frames()], "mp4", 12))) as movie:
        shown = [frame.to_ndarray(format="rgb24") for frame in movie.decode(video=0)]
        assert movie.streams.video[0].codec_context.name == "h264"
    assert np.stack(shown).shape == (8, 46, 64, 3), "an odd edge is left out"


def test_without_pyav_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "find_spec", lambda _: None)
    assert "pip install av" in room.lacks("mp4")
    assert not room.lacks("avif")
    with pytest.raises(SystemFailure, match="webp or avif"):
        moving(frames(), "mp4", 12)
