"""`livery render`: one picture, of a configuration or of anyone's model."""

import json
import re
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from configurator.recipe import scene_recipe, shots
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import read_bytes, resolved
from livery.cli.picture_file import kind_of, picture_file
from livery.opened import catalog, home
from renderer.assemble.assemble import assemble
from renderer.camera import view_from
from renderer.closest import closest
from renderer.digest import digest_bytes
from renderer.engines import ENGINES, draw
from renderer.errors import InputError
from renderer.export.load_model import load_model
from renderer.framing import frame_document
from renderer.gltf.document import Document
from renderer.recipe import Camera, Shot
from renderer.store import write_atomically

SIDES = range(16, 4097)
"""Pixels along a side that a picture may have."""
DEFAULT_SIZE = (1024, 1024)
DEFAULT_ENVIRONMENT = "softbox_studio"
ANYWHERE = Camera(position=(0.0, 0.0, 1.0), target=(0.0, 0.0, 0.0), vertical_fov_deg=30.0)
ANY_SHOT = Shot(name="any", camera=ANYWHERE, width=SIDES[0], height=SIDES[0], environment="")
FILE = click.Path(path_type=Path, dir_okay=False)


@main.command()
@click.argument("config", type=FILE, required=False)
@click.option("--model", type=FILE, help="A .glb or .gltf in place of a configuration.")
@click.option(
    "-o", "--output", type=FILE, required=True, help="The picture: .png, .webp, .avif, .tif, or .jpg on white."
)
@click.option("--shot", "shot_name", help="A shot of the product; the first one where none is named.")
@click.option("--camera", type=FILE, help="JSON: position, target, up, vertical_fov_deg.")
@click.option("--environment", type=FILE, help="An equirectangular .hdr.")
@click.option("--engine", type=click.Choice(list(ENGINES)), help="What draws: the shot's own wish, or studio.")
@click.option("--size", help="WIDTHxHEIGHT in pixels, 16 to 4096.")
@click.option("--background", help="transparent, #rrggbb, gradient(#top,#bottom) or environment.")
@click.option("--ground/--no-ground", default=None, help="Whether the ground catches a shadow.")
@json_option
def render(output: Path, *, as_json: bool, **wishes: Any) -> None:  # noqa: ANN401 - click hands options over by name
    """One picture, of CONFIG or of --model FILE."""
    asked = {"camera": wishes["camera"] and read_camera(wishes["camera"])} | overrides(wishes)
    wanted = {name: value for name, value in asked.items() if value is not None}
    # What no shot and no file can have is said before anything is drawn or sewn, which takes seconds.
    kind_of(output)
    changed(ANY_SHOT, wanted)
    document, shot = subject(wishes)
    shot = changed(shot, wanted)
    drawn = draw(shot.engine, document, shot, home().store, home().bakes)
    data = picture_file(drawn.pixels, output)
    write_atomically(output, data)
    if as_json:
        words = {"width": shot.width, "height": shot.height, "engine": drawn.engine, "note": drawn.note}
        print_json({"ok": True, "file": str(output), **words, "sha256": digest_bytes(data)})
    else:
        stdout.print(f"{escape(str(output))}  {shot.width} × {shot.height}  {drawn.engine}")
        if drawn.note:
            stdout.print(escape(drawn.note))


def subject(wishes: dict[str, Any]) -> tuple[Document, Shot]:
    """What to draw and how, before the wishes of the command line change the shot."""
    if (wishes["config"] is None) == (wishes["model"] is None):
        raise InputError("Name either a configuration or --model FILE.", code="USAGE")
    if wishes["model"] is not None:
        if wishes["shot_name"] is not None:
            raise InputError("--model has no shots to name. Leave --shot out, or point a --camera.", code="USAGE")
        size = parse_size(wishes["size"]) if wishes["size"] else DEFAULT_SIZE
        document = load_model(wishes["model"])
        return document, posed(document, size)
    wanted = resolved(wishes["config"])
    recipe = scene_recipe(wanted, home().store)
    return assemble(recipe, home().store, home().bakes), chosen_shot(shots(wanted, home().store), wishes["shot_name"])


def posed(document: Document, size: tuple[int, int]) -> Shot:
    """A shot of a model that nobody wrote shots for."""
    width, height = size
    library = catalog()
    lit_by = library.materials / "environments" / library.environments[DEFAULT_ENVIRONMENT].file
    environment = home().store.put(read_bytes(lit_by))
    camera = frame_document(document, width / height)
    return Shot(name="model", camera=camera, width=width, height=height, environment=environment)


def chosen_shot(offered: tuple[Shot, ...], name: str | None) -> Shot:
    """The shot called `name`, or the first."""
    found = next((shot for shot in offered if name in (None, shot.name)), None)
    if found is None:
        names = ", ".join(shot.name for shot in offered)
        near = {"suggestions": list(closest(name or "", [shot.name for shot in offered]))}
        message = f"This configuration has no shot {name!r}. It has: {names}."
        raise InputError(message, code="SHOT_UNKNOWN", details=near)
    return found


def overrides(wishes: dict[str, Any]) -> dict[str, Any]:
    """The fields of a shot that the command line changes."""
    width, height = parse_size(wishes["size"]) if wishes["size"] else (None, None)
    hdr = wishes["environment"]
    return {
        "width": width,
        "height": height,
        "background": wishes["background"],
        "ground": wishes["ground"],
        "engine": wishes["engine"],
        "environment": home().store.put(read_bytes(hdr)) if hdr else None,
    }


def changed(shot: Shot, fields: dict[str, Any]) -> Shot:
    """`shot` with `fields` replaced and checked again."""
    try:
        return Shot.model_validate({**shot.model_dump(), **fields})
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.", code="SHOT_INVALID") from None


def parse_size(text: str) -> tuple[int, int]:
    """`1600x1200` as two numbers; raises `InputError` where it is no size or one that cannot be drawn."""
    found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
    if not found:
        raise InputError(f"--size {text!r} is no size. Write it as 1600x1200.", code="SIZE_INVALID")
    width, height = int(found[1]), int(found[2])
    if width not in SIDES or height not in SIDES:
        raise InputError(f"--size {text!r}: either side is {SIDES[0]} to {SIDES[-1]} pixels.", code="SIZE_INVALID")
    return width, height


def read_camera(path: Path) -> Camera:
    """A camera file; raises `InputError` with the field that is wrong, and for one that looks nowhere."""
    try:
        camera = Camera.model_validate(json.loads(read_bytes(path)))
        view_from(camera, width=1, height=1)
    except (ValidationError, ValueError, InputError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error).rstrip(".")
        example = '{"position": [2, 1, 3], "target": [0, 0.5, 0], "vertical_fov_deg": 28}'
        raise InputError(f"{path}: {reason}. A camera reads {example}.", code="CAMERA_INVALID") from None
    return camera
