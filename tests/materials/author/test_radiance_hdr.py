import numpy as np
import pytest

from materials.author.environments.radiance_hdr import radiance_hdr
from renderer.environment.hdr import read_hdr


@pytest.mark.parametrize("width", [8, 130, 1024])
def test_what_is_written_reads_back_within_a_mantissa_step(width: int) -> None:
    random = np.random.default_rng(width)
    picture = random.random((6, width, 3)) * 10.0 ** random.integers(-3, 3, (6, width, 1))
    picture[2] = 0.25
    picture[3] = 0.0
    read = read_hdr(radiance_hdr(picture))
    np.testing.assert_allclose(read, picture, atol=float(picture.max()) / 255, rtol=0)
    assert (np.abs(read - picture).max(axis=-1) <= picture.max(axis=-1) / 127).all()


def test_even_rows_pack_small() -> None:
    assert len(radiance_hdr(np.ones((64, 512, 3)))) < 64 * 4 * 16
