"""What a path-traced picture owes to its scene."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from renderer.color import srgb_to_linear
from renderer.digest import digest_bytes
from renderer.reference import draw
from renderer.reference.variant import works
from tests.renderer.studio.studio_scene import Pixels, StudioScene, ball, slab

WHITE = [1.0, 1.0, 1.0, 1.0]
RED = [0.8, 0.02, 0.02, 1.0]
SAMPLES = 16
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory) -> StudioScene:
    return StudioScene(tmp_path_factory.getbasetemp() / "reference")


def drawn(scene: StudioScene, samples: int = SAMPLES) -> Pixels:
    return draw(scene.document, scene.shot(), scene.store, scene.cache, samples)


def linear(picture: Pixels) -> np.ndarray:
    return srgb_to_linear(picture[..., :3] / 255)


@pytest.mark.parametrize(("roughness", "metallic"), [(0.1, 1.0), (0.8, 1.0), (0.5, 0.0)])
def test_a_white_ball_in_white_light_can_hardly_be_seen(scene: StudioScene, roughness: float, metallic: float) -> None:
    """The furnace: on the whole, what comes in goes out."""
    scene.add(ball(subdivisions=5), "body", baseColorFactor=WHITE, roughnessFactor=roughness, metallicFactor=metallic)
    picture = drawn(scene)
    shown = linear(picture)[picture[..., 3] == 255]
    assert shown.mean() == pytest.approx(0.46, abs=0.015)
    assert shown.std() < 0.033


def test_coat_and_sheen_make_no_light(scene: StudioScene) -> None:
    extensions = {
        "KHR_materials_clearcoat": {"clearcoatFactor": 1.0, "clearcoatRoughnessFactor": 0.1},
        "KHR_materials_sheen": {"sheenColorFactor": [1.0, 1.0, 1.0], "sheenRoughnessFactor": 0.4},
    }
    scene.add(ball(), "body", baseColorFactor=WHITE, extensions=extensions)
    picture = drawn(scene)
    assert linear(picture)[picture[..., 3] == 255].mean() == pytest.approx(0.46, abs=0.03)


def test_glass_before_nothing_lets_the_page_through(scene: StudioScene) -> None:
    glass = {"KHR_materials_transmission": {"transmissionFactor": 1.0}}
    scene.add(slab((2.0, 2.0, 0.01), (0.0, 0.5, 0.5)), "pane", roughnessFactor=0.0, extensions=glass)
    assert 0 < drawn(scene)[32, 32, 3] < 80


def test_a_tinted_pane_keeps_as_much_of_the_page_as_its_colour_says(scene: StudioScene) -> None:
    glass = {"KHR_materials_transmission": {"transmissionFactor": 0.5}}
    pane = slab((2.0, 2.0, 0.01), (0.0, 0.5, 0.5))
    scene.add(pane, "pane", roughnessFactor=0.05, baseColorFactor=[0.9, 0.4, 0.1, 1.0], extensions=glass)
    scene.document.items("materials")[0]["doubleSided"] = False
    scene.background = "#ffffff"
    before_white = linear(drawn(scene))[28:36, 28:36].mean(axis=(0, 1))
    scene.background = "#000000"
    passed = before_white - linear(drawn(scene))[28:36, 28:36].mean(axis=(0, 1))
    assert passed == pytest.approx(0.5 * 0.96 * np.array([0.9, 0.4, 0.1]), abs=0.03)


def test_what_shines_by_itself_is_seen_and_lights_its_neighbour(scene: StudioScene) -> None:
    scene.environment = scene.environment * 0.02
    scene.add(slab((0.1, 1.0, 1.0), (-0.6, 0.5, 0.0)), "lamp")
    scene.add(slab((0.1, 1.0, 1.0), (0.3, 0.5, 0.0)), "wall", baseColorFactor=WHITE)
    scene.position = (0.0, 0.8, 4.0)
    dark = linear(drawn(scene))
    scene.document.items("materials")[0]["emissiveFactor"] = [1.0, 0.2, 0.2]
    lit = linear(drawn(scene))
    brighter = lit - dark
    assert brighter.max() > 0.5
    assert (brighter[..., 0] > 0.02).sum() > 1.2 * (brighter[..., 0] > 0.5).sum()


def test_the_ground_is_darkest_where_the_product_stands_and_unseen_elsewhere(scene: StudioScene) -> None:
    scene.ground, scene.background = True, "#ffffff"
    scene.position, scene.target = (0.0, 1.5, 4.0), (0.0, 0.3, 0.0)
    scene.add(slab((0.6, 0.6, 0.6), (0.0, 0.3, 0.0)), "body")
    picture = drawn(scene)
    below = picture[:, 32, 0].astype(int)
    contact = int(np.flatnonzero(below < 200).max())
    assert below[contact + 1] < below[min(contact + 14, 63)]
    assert (picture[0, 0] == 255).all()


def test_backs_of_single_sided_faces_are_not_there(scene: StudioScene) -> None:
    scene.add(slab((1.0, 1.0, 1.0), (0.0, 0.5, 0.0)), "room", baseColorFactor=WHITE)
    scene.add(ball(0.2, (0.0, 0.5, 0.0)), "inside", baseColorFactor=RED)
    room = scene.document.items("materials")[0]
    assert linear(drawn(scene))[32, 32, 1] > 0.2
    room["doubleSided"] = False
    for mesh in scene.document.items("meshes")[:1]:
        corners = scene.document.accessor(mesh["primitives"][0]["indices"]).reshape(-1, 3)[:, ::-1]
        mesh["primitives"][0]["indices"] = scene.document.add_accessor(corners.astype(np.uint32).reshape(-1), 34963)
    middle = linear(drawn(scene))[32, 32]
    assert middle[0] > 3 * middle[1]


def test_runs_and_numbers_of_threads_make_the_same_bytes(scene: StudioScene) -> None:
    here = digest_bytes(red_ball(scene).tobytes())
    program = (
        "import sys; from pathlib import Path; from renderer.reference.variant import mitsuba; mitsuba();"
        "import drjit; drjit.set_thread_count(int(sys.argv[2]));"
        "from tests.renderer.reference.test_reference import *;"
        "print(digest_bytes(red_ball(StudioScene(Path(sys.argv[1]))).tobytes()))"
    )
    threads = "1" if (os.cpu_count() or 1) > 1 else "2"
    command = [sys.executable, "-c", program, str(scene.cache), threads]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip() == here


def red_ball(scene: StudioScene) -> Pixels:
    scene.add(ball(), "body", baseColorFactor=RED, roughnessFactor=0.3)
    return drawn(scene)


@pytest.mark.slow
def test_without_llvm_the_picture_is_the_same_to_the_eye(scene: StudioScene) -> None:
    compiled = red_ball(scene).astype(int)
    program = (
        "import sys; from pathlib import Path; from tests.renderer.reference.test_reference import *;"
        "np.save(sys.argv[1], red_ball(StudioScene(Path(sys.argv[1]).parent)))"
    )
    file = scene.cache / "scalar.npy"
    environment = {**os.environ, "DRJIT_LIBLLVM_PATH": "/nowhere"}
    subprocess.run([sys.executable, "-c", program, str(file)], check=True, cwd=ROOT, env=environment)
    scalar = np.load(file).astype(int)
    assert np.abs(compiled - scalar).mean() < 1


def test_a_library_that_does_not_work_is_found_out_by_a_child() -> None:
    assert not works("/nowhere/libLLVM.so")
