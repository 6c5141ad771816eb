"""One engine on one scene: a first picture, another camera, another colour, another texture."""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.distance import decibel, flip
from benchmarks.peers import Pixels, measure_peer, moved, timed
from benchmarks.scenes import Scene
from renderer.engines import ENGINES
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import MemoryStore


@dataclass(frozen=True)
class Row:
    """What one task cost; `dB` and `flip` are the distance of the first picture from the truth."""

    engine: str
    task: str
    scene: str
    size: tuple[int, int]
    cpu_seconds: float
    wall_seconds: float
    dB: float | None = None
    flip: float | None = None
    judged: bool = True


def measure(name: str, scene: Scene, store: MemoryStore, cache: Path) -> list[Row]:
    """The four tasks, in the order in which a customer comes by them."""
    document = Document.load(scene.model)
    elsewhere = scene.shot.model_copy(update={"camera": moved(scene.shot.camera)})
    tasks: dict[str, tuple[Document, Shot]] = {
        "first": (document, scene.shot),
        "camera": (document, elsewhere),
        "colour": (recoloured(document), scene.shot),
        "texture": (retextured(document), scene.shot),
    }
    rows = []
    for task, (model, shot) in tasks.items():
        picture, seconds = timed(drawing(name, model, shot, store, cache))
        rows.append(row_of(name, task, scene, seconds, picture if task == "first" else None))
    return rows


def drawing(
    name: str, document: Document, shot: Shot, store: MemoryStore, cache: Path
) -> Callable[[], Pixels]:  # fmt: skip
    """The work of one task."""
    return lambda: ENGINES[name](document, shot, store, cache)


def measure_other(name: str, scene: Scene, store: MemoryStore) -> list[Row]:
    """What somebody else's library needs for the first picture and the next camera; nothing where it does not run."""
    with tempfile.NamedTemporaryFile(suffix=".hdr") as hdr:
        hdr.write(store.get(scene.shot.environment))
        hdr.flush()
        found = measure_peer(name, scene, Path(hdr.name))
    if isinstance(found, str):
        print(f"{name} does not draw {scene.name}: {found}", file=sys.stderr)
        return []
    seconds, picture = found
    return [row_of(name, task, scene, spent, picture if task == "first" else None) for task, spent in seconds.items()]


def row_of(name: str, task: str, scene: Scene, seconds: tuple[float, float], picture: Pixels | None) -> Row:
    """The row of a task, scored where there is a picture."""
    size = (scene.shot.width, scene.shot.height)
    row = Row(name, task, scene.name, size, *seconds, judged=scene.judged)
    if picture is None or picture.shape[:2] != size[::-1]:
        return row
    truth = np.asarray(Image.open(scene.truth).convert("RGBA").resize(size, Image.Resampling.BOX))
    scores = round(decibel(picture, truth), 2), round(flip(picture, truth), 4)
    return Row(name, task, scene.name, size, *seconds, *scores, judged=scene.judged)


def recoloured(document: Document) -> Document:
    """A copy whose first material has another colour."""
    changed = document.copy()
    shading = changed.items("materials")[0].setdefault("pbrMetallicRoughness", {})
    shading["baseColorFactor"] = [0.4, 0.5, 0.2, shading.get("baseColorFactor", (1, 1, 1, 1))[3]]
    return changed


def retextured(document: Document) -> Document:
    """A copy whose first material has another texture, checks of 512 × 512."""
    changed = document.copy()
    rows, columns = np.indices((512, 512)) // 32
    checks = ((rows + columns) % 2 * 128 + 64).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(checks).save(buffer, "PNG")
    texture = changed.add_texture(changed.add_image(buffer.getvalue(), "image/png"))
    changed.items("materials")[0].setdefault("pbrMetallicRoughness", {})["baseColorTexture"] = {"index": texture}
    return changed
