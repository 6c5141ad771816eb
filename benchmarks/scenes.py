"""Scenes to draw: public models under public environments, each with a path-traced picture of it."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

from renderer.recipe import Camera, Shot
from renderer.store import Store

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Scene:
    """A model file and how it is seen; `truth` is the path-traced picture."""

    name: str
    model: Path
    shot: Shot
    truth: Path
    judged: bool

    def scaled(self, scale: float) -> "Scene":
        """The same in another size."""
        size = {"width": max(16, round(self.shot.width * scale)), "height": max(16, round(self.shot.height * scale))}
        return replace(self, shot=self.shot.model_copy(update=size))


def shared_folder() -> Path:
    """Where models, environments and pictures lie: `LIVERY_SHARED`, or `shared` beside the checkout."""
    return Path(os.environ.get("LIVERY_SHARED", ROOT.parent / "shared"))


def read_scenes(folder: Path, store: Store) -> list[Scene]:
    """The scenes in `folder`/fidelity/scenes by name; their environments are put into `store`."""
    files = sorted(path for path in (folder / "fidelity" / "scenes").glob("*.json") if ".camera" not in path.name)
    return [read_scene(path, folder, store) for path in files]


def read_scene(path: Path, folder: Path, store: Store) -> Scene:
    """One scene file."""
    words = json.loads(path.read_text())
    shot = Shot(
        name=words["name"],
        camera=Camera.model_validate(words["camera"]),
        width=words["width"],
        height=words["height"],
        environment=store.put((folder / words["environment"]).read_bytes()),
        ground=False,
    )
    return Scene(words["name"], folder / words["model"], shot, path.with_suffix(".png"), words.get("judged", True))
