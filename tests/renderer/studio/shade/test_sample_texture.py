"""What is read of a texture for fragments that have a name is kept, and is what a fresh reading finds."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from renderer.gltf.document import Document
from renderer.studio.shade.materials import TextureUse
from renderer.studio.shade.pyramids import COLOR, DATA, NORMAL
from renderer.studio.shade.surface import Coordinates, sample_texture

IDENTITY = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
SHIFTED = np.array([[1.0, 0.0, 0.4], [0.0, 1.0, 0.0]])
ANSWERS = (
    (TextureUse(0, 0, IDENTITY, 0.0, 1.0), DATA),
    (TextureUse(1, 0, IDENTITY, 0.0, 1.0), DATA),
    (TextureUse(2, 0, IDENTITY, 0.0, 1.0), DATA),
    (TextureUse(0, 0, SHIFTED, 0.0, 1.0), DATA),
    (TextureUse(0, 1, IDENTITY, 0.0, 1.0), DATA),
    (TextureUse(0, 0, IDENTITY, 0.0, 1.0), COLOR),
    (TextureUse(0, 0, IDENTITY, 0.0, 1.0), NORMAL),
)
"""One texture, then with another sampler, another picture, another place, other UVs, and read as something else."""


@pytest.fixture
def document() -> Document:
    """A document with two pictures, one of them in two samplers."""
    made = Document({"asset": {"version": "2.0"}}, [])
    first, second = (made.add_image(noise(seed), "image/png") for seed in (1, 2))
    clamped = {"wrapS": 33071, "extras": {"note": ["any", "word"]}}
    made.json["samplers"] = [{}, clamped]
    made.json["textures"] = [{"source": first, "sampler": 0}, {"source": first, "sampler": 1}, {"source": second}]
    return made


def noise(seed: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.random.default_rng(seed).integers(0, 256, (32, 32, 3), np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def places(name: str) -> Coordinates:
    uv = np.random.default_rng(3).uniform(-1, 2, (40, 4)).astype(np.float32)
    return Coordinates(uv, np.full((40, 8), 0.01, np.float32), np.ones((0, 4), np.float32), name)


def test_every_use_has_its_own_answer_and_it_is_that_of_a_fresh_reading(document: Document) -> None:
    kept = [sample_texture(document, use, places("a ball"), kind) for use, kind in ANSWERS]
    fresh = [sample_texture(document, use, places(""), kind) for use, kind in ANSWERS]
    assert all((one == other).all() for one, other in zip(kept, fresh, strict=True))
    assert len({each.tobytes() for each in kept}) == len(ANSWERS)


def test_named_fragments_are_read_once_and_others_each_time(document: Document) -> None:
    use, kind = ANSWERS[0]
    kept = sample_texture(document, use, places("a ball"), kind)
    assert sample_texture(document, replace(use, scale=0.3), places("a ball"), kind) is kept
    assert sample_texture(document, use, places("a cube"), kind) is not kept
    assert sample_texture(document, use, places(""), kind) is not kept
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 0


def test_some_of_named_fragments_are_taken_from_what_was_read_of_all(document: Document) -> None:
    use, kind = ANSWERS[0]
    whole, some = places("a cone"), np.array([3, 7, 31])
    few = Coordinates(whole.uv[some], whole.spread[some], whole.color, "a cone", part=some)
    before = sample_texture(document, use, few, kind)
    kept = sample_texture(document, use, whole, kind)
    assert (before == kept[some]).all()
    assert (sample_texture(document, use, few, kind) == kept[some]).all()
    lost = replace(few, uv=few.uv + np.float32(0.3))
    assert (sample_texture(document, use, lost, kind) == kept[some]).all(), "it is not read again"
