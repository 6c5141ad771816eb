"""What a rasterized picture owes to its scene."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from renderer.color import srgb_to_linear
from renderer.digest import digest_bytes
from renderer.draft import draw
from renderer.draft.context import describe
from renderer.draft.refine import longest_edge, refined
from renderer.errors import EngineUnavailable
from renderer.studio.scene import read_scene
from tests.renderer.studio.studio_scene import Pixels, StudioScene, ball, slab

WHITE = [1.0, 1.0, 1.0, 1.0]
RED = [0.8, 0.02, 0.02, 1.0]
AMBER = np.array([0.9, 0.4, 0.1])


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory) -> StudioScene:
    try:
        describe()
    except EngineUnavailable as error:
        pytest.skip(error.message)
    return StudioScene(tmp_path_factory.getbasetemp() / "draft")


def drawn(scene: StudioScene) -> Pixels:
    return draw(scene.document, scene.shot(), scene.store, scene.cache)


def linear(picture: Pixels) -> np.ndarray:
    return srgb_to_linear(picture[..., :3] / 255)


@pytest.mark.parametrize(("roughness", "metallic"), [(0.15, 1.0), (0.7, 1.0), (1.0, 0.0)])
def test_a_white_ball_in_white_light_cannot_be_seen(scene: StudioScene, roughness: float, metallic: float) -> None:
    scene.add(ball(subdivisions=5), "body", baseColorFactor=WHITE, roughnessFactor=roughness, metallicFactor=metallic)
    picture = drawn(scene)
    shown = linear(picture)[picture[..., 3] == 255]
    assert shown == pytest.approx(0.46, abs=0.03)


def test_a_mirrored_part_is_seen_from_outside(scene: StudioScene) -> None:
    scene.environment[:16] = 2.0
    scene.add(ball(), "body", baseColorFactor=RED, roughnessFactor=0.2)
    scene.document.json["materials"][0]["doubleSided"] = False
    plain = drawn(scene)
    scene.document.json["nodes"][0]["scale"] = [-1, 1, 1]
    assert np.abs(drawn(scene).astype(int) - plain).mean() < 0.5


def test_vertex_colours_colour_what_is_beside_them_as_factors_do(scene: StudioScene) -> None:
    scene.add(slab((3.0, 0.05, 2.0), (0.0, 0.0, 0.0)), "floor", baseColorFactor=RED)
    scene.add(ball(center=(0.0, 0.6, 0.0), subdivisions=3), "grey", baseColorFactor=[0.5, 0.5, 0.5, 1.0])
    by_factor = drawn(scene).astype(int)
    scene.paint("floor", WHITE)
    attributes = scene.document.json["meshes"][0]["primitives"][0]["attributes"]
    count = len(scene.document.accessor(attributes["POSITION"]))
    attributes["COLOR_0"] = scene.document.add_accessor(np.tile(np.array(RED, np.float32), (count, 1)))
    assert np.abs(drawn(scene) - by_factor).max() <= 2
    assert by_factor[40, 32, 0] > by_factor[40, 32, 1] + 20


def test_edges_have_levels_and_the_background_its_colour(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    assert len(np.unique(drawn(scene)[..., 3])) > 8
    scene.background = "#f4f4f2"
    assert (drawn(scene)[0, 0] == (0xF4, 0xF4, 0xF2, 255)).all()


def test_glass_shows_what_is_behind_it_in_its_colour(scene: StudioScene) -> None:
    scene.add(slab((2.0, 2.0, 0.05), (0.0, 0.5, -0.5)), "wall", baseColorFactor=WHITE)
    glass = {"KHR_materials_transmission": {"transmissionFactor": 1.0}}
    scene.add(slab((0.5, 0.5, 0.01), (0.0, 0.5, 0.5)), "pane", roughnessFactor=0.0, extensions=glass)
    clear = linear(drawn(scene))[32, 32]
    scene.paint("pane", RED)
    tinted = linear(drawn(scene))[32, 32]
    assert clear[2] == pytest.approx(clear[0], rel=0.05)
    assert tinted[0] > 3 * tinted[2]


def test_glass_before_nothing_lets_the_page_through(scene: StudioScene) -> None:
    glass = {"KHR_materials_transmission": {"transmissionFactor": 1.0}}
    scene.add(slab((2.0, 2.0, 0.01), (0.0, 0.5, 0.5)), "pane", roughnessFactor=0.0, extensions=glass)
    assert 0 < drawn(scene)[32, 32, 3] < 80


def test_panes_keep_as_much_of_the_page_as_their_colours_say(scene: StudioScene) -> None:
    glass = {"KHR_materials_transmission": {"transmissionFactor": 0.5}}
    one = AMBER * 0.5 * 0.96
    for number, expected in enumerate((one, one * one)):
        pane = slab((0.5, 0.5, 0.01), (0.0, 0.5, 0.5 - number))
        scene.add(pane, f"pane {number}", roughnessFactor=0.05, baseColorFactor=[*AMBER, 1.0], extensions=glass)
        scene.document.items("materials")[number]["doubleSided"] = False
        assert page_through(scene) == pytest.approx(expected, abs=0.01)


def test_a_colour_that_is_half_there_hides_half_of_the_page(scene: StudioScene) -> None:
    scene.add(slab((0.5, 0.5, 0.01), (0.0, 0.5, 0.5)), "film", baseColorFactor=[*AMBER, 0.5])
    scene.document.items("materials")[0] |= {"alphaMode": "BLEND", "doubleSided": False}
    assert page_through(scene) == pytest.approx([0.5, 0.5, 0.5], abs=0.01)


def test_glass_that_is_cut_out_lets_the_page_through_where_it_is_left(scene: StudioScene) -> None:
    glass = {"KHR_materials_transmission": {"transmissionFactor": 1.0}}
    pane = slab((0.5, 0.5, 0.01), (0.0, 0.5, 0.5))
    scene.add(pane, "pane", roughnessFactor=0.05, baseColorFactor=[*AMBER, 0.8], extensions=glass)
    scene.document.items("materials")[0] |= {"alphaMode": "MASK", "alphaCutoff": 0.5, "doubleSided": False}
    assert page_through(scene) == pytest.approx(AMBER * 0.96, abs=0.02)


def page_through(scene: StudioScene) -> np.ndarray:
    """What the middle of the picture shows more of a grey page than of a black one, as a share of it (3,)."""
    page = {}
    for scene.background in ("#000000", "#bababa"):
        picture = linear(drawn(scene))
        page[scene.background] = picture[28:36, 28:36].mean(axis=(0, 1)), picture[0, 0, 0]
    (dark, black), (light, grey) = page.values()
    return np.asarray((light - dark) / (grey - black))


def test_the_ground_is_dark_where_the_product_stands(scene: StudioScene) -> None:
    scene.ground, scene.background = True, "#ffffff"
    scene.position, scene.target = (0.0, 1.5, 4.0), (0.0, 0.3, 0.0)
    scene.add(slab((0.6, 0.6, 0.6), (0.0, 0.3, 0.0)), "body")
    below = drawn(scene)[:, 32, 0].astype(int)
    contact = int(np.flatnonzero(below < 200).max())
    assert below[contact + 1] < below[min(contact + 14, 63)]


def test_large_triangles_are_cut_and_nothing_moves(scene: StudioScene) -> None:
    scene.add(slab((1.0, 1.0, 1.0), (0.0, 0.5, 0.0)), "body")
    before = read_scene(scene.document)
    after = refined(before)
    assert longest_edge(after.positions).max() < longest_edge(before.positions).max() / 8
    assert len(after.material) == len(after.faces) == len(after.positions)
    areas = [
        np.linalg.norm(np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]), axis=1).sum()
        for p in (before.positions, after.positions)
    ]
    assert areas[0] == pytest.approx(areas[1], rel=1e-5)


@pytest.mark.slow
def test_another_process_makes_the_same_bytes(scene: StudioScene) -> None:
    scene.add(ball(), "body", baseColorFactor=RED)
    scene.add(slab((2.0, 0.1, 2.0), (0.0, 0.0, 0.0)), "base")
    here = digest_bytes(drawn(scene).tobytes())
    program = (
        "import sys; from pathlib import Path; from renderer.digest import digest_bytes;"
        "from tests.renderer.draft.test_draft import *; scene = StudioScene(Path(sys.argv[1]));"
        "scene.add(ball(), 'body', baseColorFactor=RED);"
        "scene.add(slab((2.0, 0.1, 2.0), (0.0, 0.0, 0.0)), 'base');"
        "print(digest_bytes(drawn(scene).tobytes()))"
    )
    command = [sys.executable, "-c", program, str(scene.cache)]
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout.strip() == here
