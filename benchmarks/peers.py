"""What others draw of the same scene: libraries from pip, each in a process of its own.

python -m benchmarks.peers PEER MODEL HDR CAMERA.json WIDTH HEIGHT OUT.png prints seconds as JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.scenes import Scene
from renderer.camera import view_from
from renderer.recipe import Camera

if TYPE_CHECKING:
    from pyrender import Scene as Scene3D

Pixels = NDArray[np.uint8]
Draw = Callable[[Camera], Pixels]
TIMEOUT = 120
MARK = (1, 2, 3, 255)


def f3d(model: Path, hdr: Path, size: tuple[int, int]) -> Draw:
    """VTK's physically based shading under the environment. https://f3d.app."""
    import f3d as library  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415

    engine = library.Engine.create(True)
    engine.options.update(
        {
            "render.hdri.file": str(hdr),
            "render.hdri.ambient": True,
            "render.grid.enable": False,
            "render.effect.antialiasing.mode": "ssaa",
            "render.effect.tone_mapping": True,
        }
    )
    engine.window.size = size
    engine.scene.add(str(model))

    def draw(camera: Camera) -> Pixels:
        engine.window.camera.position = camera.position
        engine.window.camera.focal_point = camera.target
        engine.window.camera.view_up = camera.up
        engine.window.camera.view_angle = camera.vertical_fov_deg
        image = engine.window.render_to_image(no_background=True)
        rgba = np.frombuffer(image.content, np.uint8).reshape(image.height, image.width, image.channel_count)
        return np.ascontiguousarray(rgba[::-1])

    return draw


def filly(model: Path, hdr: Path, size: tuple[int, int]) -> Draw:
    """Google Filament under the environment. https://pypi.org/project/filly."""
    import filly as library  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415

    renderer = library.Renderer()
    scene = renderer.create_scene()
    scene.load(str(model))
    scene.environment = renderer.load_environment(str(hdr))
    scene.transparent, scene.background = True, [0.0, 0.0, 0.0, 0.0]
    scene.tone_mapping, scene.msaa = "pbr_neutral", 4
    target = renderer.create_render_target(width=size[0], height=size[1])

    def draw(camera: Camera) -> Pixels:
        eye = renderer.create_camera()
        eye.set_perspective(fov_y_deg=camera.vertical_fov_deg, aspect=size[0] / size[1])
        eye.position = camera.position
        eye.look_at(camera.target, camera.up)
        # Filament exposes like a camera; this makes the environment's 1 a 1.
        scene.environment_intensity = 1.2 * 2.0**eye.exposure
        renderer.render(scene, target, camera=eye)
        return np.array(target.read(), np.uint8)

    return draw


def pyrender(model: Path, hdr: Path, size: tuple[int, int]) -> Draw:
    """pyrender as it comes: point lights in place of the environment. https://pyrender.readthedocs.io."""
    del hdr
    return drawing(pyrender_scene(model), size)


def pyrender_scene(model: Path, mark: str = "") -> "Scene3D":
    """The model under an even light. Materials named `mark` get the colour `MARK`: pyrender forgets their names."""
    os.environ.update(PYOPENGL_PLATFORM="egl", PYGLET_HEADLESS="1")
    import pyrender as library  # noqa: PLC0415
    import trimesh  # noqa: PLC0415

    loaded = trimesh.load_scene(model)
    for part in loaded.geometry.values() if mark else ():
        if part.visual.material.name == mark:
            part.visual.material.baseColorFactor = MARK
    return library.Scene.from_trimesh_scene(loaded, bg_color=np.zeros(4), ambient_light=np.ones(3) * 0.3)


def drawing(scene: "Scene3D", size: tuple[int, int]) -> Draw:
    """What draws a pyrender scene, with a light beside the camera."""
    import pyrender as library  # noqa: PLC0415

    renderer = library.OffscreenRenderer(*size)

    def draw(camera: Camera) -> Pixels:
        view = view_from(camera, *size)
        pose = np.eye(4)
        pose[:3, 0], pose[:3, 1], pose[:3, 2], pose[:3, 3] = view.right, view.up, -view.forward, view.position
        eye = scene.add(library.PerspectiveCamera(np.radians(camera.vertical_fov_deg), znear=1e-3), pose=pose)
        light = scene.add(library.DirectionalLight(intensity=3.0), pose=pose)
        scene.main_camera_node = eye
        color, _ = renderer.render(scene, flags=library.RenderFlags.RGBA)
        scene.remove_node(eye)
        scene.remove_node(light)
        return np.array(color)

    return draw


PEERS: dict[str, Callable[[Path, Path, tuple[int, int]], Draw]] = {"f3d": f3d, "filly": filly, "pyrender": pyrender}


def measure_peer(peer: str, scene: Scene, hdr: Path) -> tuple[dict[str, tuple[float, float]], Pixels] | str:
    """CPU and wall seconds by task and the first picture, or why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        camera, out = Path(folder) / "camera.json", Path(folder) / "out.png"
        camera.write_text(scene.shot.camera.model_dump_json())
        size = (str(scene.shot.width), str(scene.shot.height))
        command = [sys.executable, "-m", "benchmarks.peers", peer, str(scene.model), str(hdr), str(camera), *size]
        try:
            done = subprocess.run([*command, str(out)], capture_output=True, text=True, timeout=TIMEOUT, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            return str(getattr(error, "stderr", "") or error).strip().splitlines()[-1]
        seconds = {task: (cpu, wall) for task, (cpu, wall) in json.loads(done.stdout.splitlines()[-1]).items()}
        return seconds, np.asarray(Image.open(out).convert("RGBA"))


def timed(work: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    """What `work` returns, and its CPU and wall seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, (round(time.process_time() - cpu, 3), round(time.perf_counter() - wall, 3))


def main(peer: str, model: str, hdr: str, camera_file: str, width: str, height: str, out: str) -> None:
    """Draw two pictures with one peer."""
    camera = Camera.model_validate_json(Path(camera_file).read_text())
    size = (int(width), int(height))

    def first() -> tuple[Draw, Pixels]:
        draw = PEERS[peer](Path(model), Path(hdr), size)
        return draw, draw(camera)

    (draw, picture), first_seconds = timed(first)
    _, again = timed(lambda: draw(moved(camera)))
    Image.fromarray(picture).save(out)
    print(json.dumps({"first": first_seconds, "camera": again}), flush=True)
    # Some of these libraries do not survive the interpreter's end.
    os._exit(0)


def moved(camera: Camera) -> Camera:
    """The camera a twentieth of the way to the right."""
    position, target = np.array(camera.position), np.array(camera.target)
    aside = np.cross(target - position, camera.up) * 0.05
    return camera.model_copy(update={"position": tuple((position + aside).tolist())})


if __name__ == "__main__":
    main(*sys.argv[1:])
