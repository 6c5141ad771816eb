"""Turns: every frame keeps scale, middle and light, and nothing is cut."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from configurator.batch.plan import Framing, Spin
from configurator.catalog import Catalog
from renderer.camera import view_from
from renderer.framing import box_corners
from renderer.recipe import Camera, Shot
from tests.workers.batch.conftest import Carry
from workers.batch.deliver import manifest
from workers.batch.frames import framed, spin_shots

BOX = np.array([[-0.3, 0.0, -0.5], [0.3, 0.5, 0.5]])
BLOB = "0" * 64


@pytest.mark.parametrize("rows", [(9.0,), (5.0, 35.0)])
def test_no_frame_cuts_the_product_and_all_have_one_scale(rows: tuple[float, ...]) -> None:
    spin = Spin(frames=36, rows=rows)
    shots = [shot for _, shot in spin_shots(spin, BOX, BLOB)]
    assert len(shots) == 36 * len(rows)
    seen = [view_from(shot.camera, shot.width, shot.height).project(box_corners(BOX)) for shot in shots]
    assert all((each[:, :2] > 0).all() and (each[:, :2] < spin.size).all() for each in seen)
    assert max(np.ptp(each[:, 0]).max() / spin.size[0] for each in seen) > 0.5, "it fills the picture somewhere"
    distances = [np.linalg.norm(np.subtract(shot.camera.position, shot.camera.target)) for shot in shots]
    assert np.ptp(distances) < 1e-9
    assert len({shot.camera.target for shot in shots}) == 1


def test_steps_between_neighbours_are_equal_also_from_last_to_first() -> None:
    shots = [shot for _, shot in spin_shots(Spin(frames=24), BOX, BLOB)]
    places = np.array([shot.camera.position for shot in shots])
    steps = np.linalg.norm(places - np.roll(places, 1, axis=0), axis=1)
    assert np.ptp(steps) < 1e-9


def test_framing_fills_alike_and_never_cuts() -> None:
    camera = Camera(position=(3, 1, 4), target=(0, 0.3, 0), vertical_fov_deg=24)
    shot = Shot(name="hero", camera=camera, width=800, height=600, environment=BLOB)
    for box in (BOX, BOX * 3, BOX * [1, 5, 1]):
        view = framed(shot, Framing(fill=0.8), box).camera
        at = view_from(view, 800, 600).project(box_corners(box))[:, :2] / (800, 600) * 2 - 1
        assert np.abs(at).max() == pytest.approx(0.8, abs=1e-6)


def test_one_scale_is_one_scale_for_products_of_any_size() -> None:
    camera = Camera(position=(3, 1, 4), target=(0, 0.3, 0), vertical_fov_deg=24)
    shot = Shot(name="hero", camera=camera, width=800, height=600, environment=BLOB)
    scale = Framing(scale_mm=4000)
    widths = []
    for box in (BOX, BOX * 1.5):
        view = view_from(framed(shot, scale, box).camera, 800, 600)
        center = box.mean(axis=0)
        pair = view.project(np.stack([center, center + view.right * 0.1]))
        widths.append(pair[1, 0] - pair[0, 0])
    assert widths == pytest.approx([800 * 0.1 / 4.0] * 2)


def test_a_spin_is_drawn_as_frames_and_as_movies(carry: Carry, catalog: Catalog, tmp_path: Path) -> None:
    spin = {"frames": 8, "size": [96, 72], "environment": "grey", "formats": ["png"], "movies": ["webp", "avif"]}
    done = carry(combinations={"choose": "sample", "count": 2}, pictures={"shots": []}, spins=[spin])
    assert not done.failed
    entries = [entry for entry, _ in done.delivered]
    assert [entry.frames for entry in entries] == [*[0] * 8, 8, 8] * 2
    rows = {row["file"]: row for row in manifest(done, catalog)}
    assert rows["tiny/00002/spin.avif"]["media_type"] == "image/avif"
    assert rows["tiny/00002/spin.avif"]["alt"].startswith("Turntable view of the Tiny Cart")
    folder = tmp_path / "out" / "tiny"
    frames = [np.asarray(Image.open(io.BytesIO((folder / "00001" / "spin" / f"{n:02}.png").read_bytes()))).astype(float)
              for n in range(1, 9)]  # fmt: skip
    empty = np.array([frame[0, 0] for frame in frames])
    assert np.ptp(empty, axis=0).max() <= 1, "what is behind does not flicker"
    turn = Image.open(io.BytesIO((folder / "00001" / "spin.webp").read_bytes()))
    assert (turn.n_frames, turn.size) == (8, (96, 72))  # type: ignore[attr-defined]
    shown = (folder / "00002" / "spin.avif").read_bytes()
    (folder / "00002" / "spin.avif").unlink()
    assert carry(combinations={"choose": "sample", "count": 2}, pictures={"shots": []}, spins=[spin]).drawn == 0
    assert (folder / "00002" / "spin.avif").read_bytes() == shown


@pytest.mark.slow
def test_light_does_not_flicker_and_the_last_frame_leads_to_the_first(carry: Carry, tmp_path: Path) -> None:
    spin = {"frames": 36, "size": [96, 72], "environment": "grey", "formats": ["png"]}
    carry(combinations={"choose": "sample", "count": 1}, pictures={"shots": []}, spins=[spin])
    files = sorted((tmp_path / "out" / "tiny" / "00001" / "spin").glob("*.png"))
    frames = np.array([np.asarray(Image.open(file).convert("RGB")) for file in files]).astype(float)
    assert np.ptp(frames[:, :4], axis=0).max() == 0, "the backdrop stands still"
    ground = frames[:, -4:].mean(axis=(1, 2, 3))
    bends = np.roll(ground, -1) - 2 * ground + np.roll(ground, 1)
    assert np.abs(bends).max() < 1.5, "light on the ground comes and goes without a jerk; of 255"
    steps = np.sqrt(((np.roll(frames, -1, axis=0) - frames) ** 2).mean(axis=(1, 2, 3)))
    assert steps[:-1].min() * 0.9 < steps[-1] < steps[:-1].max() * 1.1, "the last step is like the others"
