"""The material model where glTF is exact about it: cut-outs, and dielectrics of no index."""

import pytest

from renderer.studio.shade.light import cover
from renderer.studio.shade.materials import read_material

OPAQUE, MASK, BLEND = 0, 1, 2


@pytest.mark.parametrize("cutoff", [0.0, 0.01, 0.05, 0.5, 0.95, 1.0])
def test_of_a_cut_out_nothing_is_left_at_alpha_0_and_all_of_it_at_1(cutoff: float) -> None:
    kind = (MASK, cutoff, False, 0.04)
    assert cover(kind, 1.0) == pytest.approx(1)
    assert cover(kind, 0.0) == pytest.approx(0 if cutoff else 1)
    if 0 < cutoff < 1:
        assert cover(kind, cutoff) == pytest.approx(0.5)


def test_a_cutoff_beyond_1_leaves_nothing() -> None:
    assert cover((MASK, 1.2, False, 0.04), 1.0) == 0


def test_alpha_is_cover_where_it_is_blended_and_nothing_where_it_is_opaque() -> None:
    assert cover((BLEND, 0.5, False, 0.04), 0.3) == pytest.approx(0.3)
    assert cover((OPAQUE, 0.5, False, 0.04), 0.3) == 1


@pytest.mark.parametrize(("ior", "f0"), [(None, 0.04), (1.0, 0.0), (1.5, 0.04), (0.0, 1.0)])
def test_the_index_0_stands_for_a_surface_that_sends_back_all(ior: float | None, f0: float) -> None:
    extensions = {} if ior is None else {"KHR_materials_ior": {"ior": ior}}
    assert read_material({"extensions": extensions}).f0 == pytest.approx(f0)
