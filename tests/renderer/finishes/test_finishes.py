import numpy as np
import pytest
from scipy.ndimage import maximum_filter

from renderer.artwork.drawing import svg_document
from renderer.artwork.ink_blocks import BLOCK_PX
from renderer.errors import RecipeError
from renderer.finishes.apply_finish import FINISHES, apply_finish
from renderer.finishes.maps import Maps, far_from_ink
from renderer.gltf.references import check_material

BAR = svg_document(40, 20, b'<path d="M5 7.5H35V12.5H5Z" fill="#f2b41b"/>')
DOT = svg_document(60, 60, b'<path d="M27 27H33V33H27Z" fill="#f2b41b"/>')
BLOCK = svg_document(40, 40, b'<path d="M5 5H35V35H5Z" fill="#5b2a86"/>')


@pytest.fixture(scope="module")
def stitched() -> Maps:
    return apply_finish("embroidered", BAR, 40, 20)


@pytest.mark.parametrize("finish", FINISHES)
def test_every_finish_is_a_gltf_material_with_maps_that_fit(finish: str) -> None:
    maps = apply_finish(finish, BAR, 40, 20)
    check_material(maps.material)
    shape = maps.base_color.shape[:2]
    assert maps.normal is None or maps.normal.shape == (*shape, 3)
    coarse = shape if maps.metallic_roughness is None else maps.metallic_roughness.shape[:2]
    assert not np.mod(shape, coarse).any()
    assert all(side & (side - 1) == 0 and 512 <= side <= 2048 for side in shape)


@pytest.mark.parametrize("finish", FINISHES)
def test_colour_and_place_are_those_of_the_artwork(finish: str) -> None:
    maps = apply_finish(finish, BAR, 40, 20)
    height, width = maps.base_color.shape[:2]
    inside = maps.base_color[round(height * 0.45) : round(height * 0.55), width // 4 : 3 * width // 4].astype(float)
    assert inside[..., 3].mean() > 250
    assert inside[..., :3].mean(axis=(0, 1)) == pytest.approx((242, 180, 27), abs=64)
    assert maps.base_color[: height // 5, :, 3].max() <= 8


@pytest.mark.parametrize("finish", FINISHES)
def test_relief_ends_where_nobody_sees_it_and_never_sooner(finish: str) -> None:
    maps = apply_finish(finish, DOT, 60, 60)
    away = far_from_ink(maps.base_color[..., 3])
    near = maximum_filter(maps.base_color[..., 3], 2 * BLOCK_PX + 1) > 0
    assert away.any()
    assert not (away & near).any()
    for each in (maps.normal, maps.metallic_roughness):
        step = 1 if each is None else len(away) // len(each)
        assert each is None or np.ptp(each[away[::step, ::step]], axis=0).max() == 0
    assert maps.normal is None or (maps.normal[away][0] == (128, 128, 255)).all()


def test_a_beam_has_one_colour() -> None:
    """Of two inks the darker is burnt deeper; both are marks; of one, the colour is the customer's."""
    halves = svg_document(40, 20, b'<path d="M5 5H20V15H5Z" fill="#2e1650"/><path d="M20 5H35V15H20Z" fill="#f2b41b"/>')
    base = apply_finish("laser", halves, 40, 20).base_color
    height, width = base.shape[:2]
    dark, light = (base[height // 2, round(width * part)].astype(int) for part in (0.25, 0.75))
    assert np.abs(dark[:3] - light[:3]).max() < 12, "no purple and no gold"
    assert dark[3] > light[3] + 60
    assert light[3] > 128


def test_an_unknown_finish_is_refused() -> None:
    with pytest.raises(RecipeError, match="embroidered"):
        apply_finish("tattooed", BAR, 40, 20)


def test_satin_runs_across_a_bar(stitched: Maps) -> None:
    """Threads stand upright in a bar that lies: the relief changes along it, turn by turn, and less across it."""
    assert stitched.normal is not None
    height, width = stitched.normal.shape[:2]
    middle = stitched.normal[round(height * 0.45) : round(height * 0.55), width // 4 : 3 * width // 4, :2].astype(float)
    assert middle[..., 0].std() > 3 * middle[..., 1].std()
    wave = np.abs(np.fft.rfft(middle[len(middle) // 2, :, 0] - middle[len(middle) // 2, :, 0].mean()))
    pitch_mm = 20 / int(np.argmax(wave))
    assert 0.18 < pitch_mm < 0.6


def test_the_pile_is_rounded_at_its_edges(stitched: Maps) -> None:
    """Above the middle the surface leans up, below it down."""
    assert stitched.normal is not None
    height, width = stitched.normal.shape[:2]
    upper = stitched.normal[round(height * 0.38) : round(height * 0.40), width // 4 : 3 * width // 4, 1]
    lower = stitched.normal[round(height * 0.60) : round(height * 0.62), width // 4 : 3 * width // 4, 1]
    assert upper.mean() > 140
    assert lower.mean() < 115


def test_the_same_artwork_gives_the_same_stitches(stitched: Maps) -> None:
    apply_finish.cache_clear()
    again = apply_finish("embroidered", BAR, 40, 20)
    assert (again.base_color == stitched.base_color).all()
    assert again.normal is not None
    assert stitched.normal is not None
    assert (again.normal == stitched.normal).all()


def test_a_block_in_rows_keeps_its_square_shape() -> None:
    alpha = apply_finish("embroidered", BLOCK, 40, 40).base_color[..., 3] > 128
    assert alpha.mean() == pytest.approx((30 / 40) ** 2, abs=0.02)


def test_engraved_walls_are_bare_and_the_floor_is_paint() -> None:
    """From the edge inward: metal that leans, then paint that is less glossy and lies deeper."""
    maps = apply_finish("engraved", BAR, 40, 20)
    assert maps.metallic_roughness is not None
    assert maps.height is not None
    height, width = maps.height.shape
    wall, floor = (
        (round(height * y / 20), slice(round(width * 12 / 40), round(width * 28 / 40))) for y in (7.5 + 0.3, 10.0)
    )
    assert maps.metallic_roughness[wall][..., 2].min() > 200
    assert maps.metallic_roughness[floor][..., 2].max() == 0
    assert maps.metallic_roughness[wall][..., 1].max() < maps.metallic_roughness[floor][..., 1].min()
    assert maps.height[wall].min() > maps.height[floor].max()
    assert maps.base_color[wall][..., 3].min() > 128, "a model's outline is where its alpha is more than half"


def test_walls_of_what_is_pressed_lean_away_from_each_other_within_the_ink() -> None:
    """Where the ink is seen, the upper wall looks down and the lower one up, so that light tells them apart."""
    maps = apply_finish("debossed", BAR, 40, 20)
    assert maps.normal is not None
    assert maps.height is not None
    rows = [round(len(maps.height) * y / 20) for y in (7.5 + 0.5, 10.0, 12.5 - 0.5)]
    upper, floor, lower = (maps.normal[row, len(maps.normal[0]) // 2, 1].astype(int) for row in rows)
    assert upper < 80
    assert floor == pytest.approx(128, abs=4)
    assert lower > 176
    assert maps.height[rows[1]].min() < maps.height[0].max() - 1


def test_hairlines_are_engraved_in_the_artworks_own_colour() -> None:
    hair = svg_document(40, 20, b'<path d="M5 9.8H35V10.2H5Z" fill="#2b2724"/>')
    maps = apply_finish("engraved", hair, 40, 20)
    assert maps.metallic_roughness is not None
    inked = maps.base_color[..., 3] > 200
    assert inked.any()
    assert maps.metallic_roughness[inked][:, 2].max() < 64
