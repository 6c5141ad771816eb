"""Decals and the example logo: paths in flat colours, in millimetres, and something to see."""

import re
import tomllib
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import resvg_py
from PIL import Image

from configurator.catalog.library import DecalFile

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = [*sorted((ROOT / "materials" / "decals").glob("*.svg")), ROOT / "examples" / "wildcats.svg"]
SVG = "{http://www.w3.org/2000/svg}"
each = pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)


def test_the_list_names_every_file_once(materials: Path) -> None:
    listed = DecalFile.model_validate(tomllib.loads((materials / "decals" / "decals.toml").read_text("utf-8"))).items
    assert sorted(decal.file for decal in listed) == sorted(path.name for path in DRAWINGS[:-1])
    assert len({decal.code for decal in listed}) == len(listed)
    assert {f"number-{digit}" for digit in range(10)} <= {decal.code for decal in listed}
    assert sum(decal.code.startswith("crest-") for decal in listed) >= 4


@each
def test_drawing_is_paths_only_in_at_most_six_flat_colours(drawing: Path) -> None:
    root = ET.fromstring(drawing.read_text("utf-8"))
    assert root.tag == f"{SVG}svg"
    assert {element.tag for element in root} == {f"{SVG}path"}
    colors = {element.get("fill") for element in root}
    assert all(re.fullmatch("#[0-9a-f]{6}", color or "") for color in colors)
    assert len(colors) <= 6


@each
def test_user_units_are_millimetres(drawing: Path) -> None:
    root = ET.fromstring(drawing.read_text("utf-8"))
    width, height = (root.attrib[side].removesuffix("mm") for side in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {width} {height}"


@each
def test_drawing_fills_its_box_and_leaves_its_corners_free(drawing: Path) -> None:
    png = resvg_py.svg_to_bytes(svg_string=drawing.read_text("utf-8"), width=300, dpi=96.0, skip_system_fonts=True)
    with Image.open(BytesIO(bytes(png))) as picture:
        alpha = np.asarray(picture.convert("RGBA"))[..., 3]
    rows, columns = np.nonzero(alpha > 128)
    assert np.ptp(columns) > 0.6 * alpha.shape[1]
    assert np.ptp(rows) > 0.35 * alpha.shape[0]
    assert 0.03 < (alpha > 128).mean() < 0.95
