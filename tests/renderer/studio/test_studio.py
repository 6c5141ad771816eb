"""What a picture owes to its scene: relations between pictures, and light that adds up."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from renderer.digest import digest_bytes
from renderer.studio import bake
from tests.renderer.studio.studio_scene import SIDE, Pixels, StudioScene, ball, plain, slab

WHITE = [1.0, 1.0, 1.0, 1.0]
RED = [0.8, 0.02, 0.02, 1.0]
GREY = [0.5, 0.5, 0.5, 1.0]


def linear(picture: Pixels) -> np.ndarray:
    value = picture[..., :3] / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def two_balls(scene: StudioScene) -> StudioScene:
    scene.add(ball(0.4, (-0.5, 0.5, 0)), "left", baseColorFactor=GREY)
    scene.add(ball(0.4, (0.5, 0.5, 0)), "right", baseColorFactor=GREY)
    return scene


def test_another_colour_changes_its_slot_and_leaves_the_rest(scene: StudioScene) -> None:
    before = two_balls(scene).draw().astype(int)
    scene.paint("left", RED)
    change = np.abs(scene.draw().astype(int) - before).max(axis=-1)
    assert (change[:, : SIDE // 2 - 8][before[:, : SIDE // 2 - 8, 3] == 255] > 20).all()
    assert change[:, SIDE // 2 + 12 :].max() <= 1


def test_a_brighter_environment_brightens(scene: StudioScene) -> None:
    dark = two_balls(scene).draw()
    scene.environment = plain(0.8)
    bright = scene.draw()
    seen = dark[..., 3] == 255
    assert (linear(bright)[seen] > linear(dark)[seen] + 0.02).all()


def test_outside_the_product_a_transparent_picture_is_clear(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    alpha = scene.draw()[..., 3]
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5 - SIDE / 2
    radius = 0.5 / 4 / np.tan(np.radians(15)) * SIDE / 2
    away = np.hypot(x, y)
    # Half the width of the pixel filter and half a pixel's diagonal.
    assert (alpha[away > radius * 1.02 + 2] == 0).all()
    assert (alpha[away < radius - 2] == 255).all()
    assert len(np.unique(alpha)) > 8, "the edge has levels between"


def test_the_background_is_exactly_the_colour_asked_for(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    scene.background = "#f4f4f2"
    picture = scene.draw()
    assert (picture[0, 0] == (0xF4, 0xF4, 0xF2, 255)).all()


@pytest.mark.parametrize("roughness", [0.0, 0.15, 0.4, 0.7, 1.0])
@pytest.mark.parametrize("metallic", [0.0, 1.0])
def test_a_white_ball_in_white_light_cannot_be_seen(scene: StudioScene, roughness: float, metallic: float) -> None:
    """The furnace: what comes in goes out, at every angle."""
    scene.environment = plain(0.5)
    scene.add(ball(subdivisions=6), "body", baseColorFactor=WHITE, roughnessFactor=roughness, metallicFactor=metallic)
    picture = scene.draw()
    shown = linear(picture)[picture[..., 3] == 255]
    # PBR Neutral takes 0.04 off; a step of 8 bits, with the grain, is 0.006 here.
    assert shown.mean() == pytest.approx(0.46, abs=0.01 * 0.5)
    assert shown == pytest.approx(0.46, abs=0.02 * 0.5 + 0.009)


def test_coat_and_sheen_make_no_light(scene: StudioScene) -> None:
    extensions = {
        "KHR_materials_clearcoat": {"clearcoatFactor": 1.0, "clearcoatRoughnessFactor": 0.1},
        "KHR_materials_sheen": {"sheenColorFactor": [1.0, 1.0, 1.0], "sheenRoughnessFactor": 0.4},
    }
    scene.add(ball(), "body", baseColorFactor=WHITE, extensions=extensions)
    picture = scene.draw()
    assert linear(picture)[picture[..., 3] == 255].max() < 0.46 + 0.02 * 0.5 + 0.006


def test_chrome_shows_the_side_of_the_sky_that_it_faces(scene: StudioScene) -> None:
    scene.environment = plain(0.02, 128)
    columns = np.arange(128)
    toward_right = np.abs((columns + 0.5) / 128 - 0.5) < 0.2  # u = ½ is +X
    scene.environment[:, toward_right] = (0.6, 0.1, 0.1)
    scene.add(ball(), "body", baseColorFactor=WHITE, metallicFactor=1.0, roughnessFactor=0.0)
    picture = linear(scene.draw())
    middle = SIDE // 2
    assert picture[middle, middle + 8, 0] > 5 * picture[middle, middle - 8, 0]


def test_red_beside_white_bleeds_red_and_follows_the_new_colour(scene: StudioScene) -> None:
    scene.position, scene.target = (0.0, 1.2, 3.0), (0.0, 0.4, 0.0)
    scene.add(slab((0.05, 1.0, 1.0), (-0.3, 0.5, 0.0)), "wall", baseColorFactor=RED)
    scene.add(slab((0.8, 0.05, 1.0), (0.15, 0.0, 0.0)), "floor", baseColorFactor=[0.8, 0.8, 0.8, 1.0])
    near = (slice(42, 46), slice(30, 33))
    red = linear(scene.draw())[near].mean(axis=(0, 1))
    scene.paint("wall", [0.02, 0.02, 0.8, 1.0])
    blue = linear(scene.draw())[near].mean(axis=(0, 1))
    assert red[0] > red[2] * 1.05
    assert blue[2] > blue[0] * 1.05


def test_the_ground_is_darkest_where_the_product_stands(scene: StudioScene) -> None:
    scene.ground, scene.background = True, "#ffffff"
    scene.position, scene.target = (0.0, 1.5, 4.0), (0.0, 0.3, 0.0)
    scene.add(slab((0.6, 0.6, 0.6), (0.0, 0.3, 0.0)), "body", baseColorFactor=GREY)
    row = scene.draw()[45, :, 0].astype(int)
    below = scene.draw()[:, SIDE // 2, 0].astype(int)
    contact = int(np.flatnonzero(below < 200).max())
    assert below[contact + 2] < below[min(contact + 14, SIDE - 1)]
    assert row[2] > 245


def test_glass_shows_what_is_behind_it_and_shines(scene: StudioScene) -> None:
    scene.add(slab((2.0, 2.0, 0.05), (0.0, 0.5, -0.5)), "wall", baseColorFactor=RED)
    bare = linear(scene.draw())[32, 32]
    glass = {"KHR_materials_transmission": {"transmissionFactor": 1.0}}
    scene.add(slab((0.5, 0.5, 0.01), (0.0, 0.5, 0.5)), "pane", roughnessFactor=0.0, extensions=glass)
    behind = linear(scene.draw())[32, 32]
    assert behind[0] == pytest.approx(bare[0] * 0.92, rel=0.06)
    assert behind[2] > bare[2] + 0.01, "its two faces reflect the sky"


def test_a_bake_is_made_once_and_every_shade_of_it_is_the_same(scene: StudioScene) -> None:
    first = two_balls(scene).draw()
    folders = sorted((scene.cache / "bakes").iterdir())
    scene.paint("left", RED)
    scene.draw()
    scene.paint("left", GREY)
    assert (scene.draw() == first).all()
    assert sorted((scene.cache / "bakes").iterdir()) == folders


def test_another_process_makes_the_same_bytes(scene: StudioScene, tmp_path: Path) -> None:
    here = digest_bytes(two_balls(scene).draw().tobytes())
    program = (
        "import sys; from pathlib import Path; from renderer.digest import digest_bytes;"
        "from tests.renderer.studio.test_studio import two_balls;"
        "from tests.renderer.studio.studio_scene import StudioScene;"
        "print(digest_bytes(two_balls(StudioScene(Path(sys.argv[1]))).draw().tobytes()))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "elsewhere")]
    root = Path(__file__).resolve().parents[3]
    there = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout.strip()
    assert there == here


def test_a_bake_can_be_read_by_another_reader(scene: StudioScene) -> None:
    shot = two_balls(scene).shot()
    made = bake(scene.document, shot, scene.store, scene.cache)
    assert len(made.stack_first) == len(made.stack_pixel) + 1
    assert made.stack_weight.max() <= 1 + 1e-6
    assert np.isfinite(made.light).all()


def glass_before_stripes(scene: StudioScene, roughness: float, **extensions: object) -> np.ndarray:
    """A row of pixels through a ball of glass, and of the striped wall behind it."""
    for number in range(9):
        grey = 0.8 if number % 2 else 0.05
        stripe = slab((0.12, 2.0, 0.05), (0.12 * (number - 4), 0.5, -0.6))
        scene.add(stripe, f"stripe {number}", baseColorFactor=[grey, grey, grey, 1.0])
    glass = {"KHR_materials_transmission": {"transmissionFactor": 1.0}, **extensions}
    scene.add(ball(0.4), "glass", roughnessFactor=roughness, extensions=glass)
    scene.document.json["materials"][-1]["doubleSided"] = False
    return linear(scene.draw())[SIDE // 2, 22:42, 0]


def test_a_thin_ball_bends_nothing_and_a_solid_one_turns_round_what_is_behind(scene: StudioScene) -> None:
    thin = glass_before_stripes(scene, 0.0)
    solid = glass_before_stripes(
        StudioScene(scene.cache),
        0.0,
        KHR_materials_volume={"thicknessFactor": 0.8},
        KHR_materials_ior={"ior": 1.5},
    )
    assert np.abs(thin - solid).max() > 0.1
    assert solid == pytest.approx(solid[::-1], abs=0.12), "what is even behind the ball stays so"


def test_rough_glass_blurs_what_is_behind(scene: StudioScene) -> None:
    clear = glass_before_stripes(scene, 0.0)
    frosted = glass_before_stripes(StudioScene(scene.cache), 0.7)
    assert frosted.std() < 0.4 * clear.std()
    assert frosted.mean() == pytest.approx(clear.mean(), rel=0.35)
