"""`product.toml` and `prices.toml` of a model that nobody wrote them for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import tomlkit
from numpy.typing import NDArray
from tomlkit.items import Table
from tomlkit.toml_document import TOMLDocument

from configurator.catalog import Catalog
from configurator.catalog.swatch import Swatch
from renderer.framing import bounds, box_corners, frame_corners, toward
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.pose import posed

MOST_FEATURES = 12
"""The slots that show most of themselves; with more, nobody finds the one he looks for."""
METALLIC = 0.5
AS_MODELLED = "as-modelled"
ENVIRONMENT, BACKGROUND, FOV_DEG = "softbox_studio", "#f4f4f2", 24.0
VIEWS = {
    "hero": ("Three-quarter view", 35.0, 14.0, (1600, 1200)),
    "front": ("Front", 0.0, 5.0, (960, 960)),
    "left": ("Left side", 90.0, 5.0, (1120, 840)),
    "right": ("Right side", -90.0, 5.0, (1120, 840)),
    "rear": ("Rear", 180.0, 5.0, (960, 960)),
    "top": ("From above", 35.0, 50.0, (1120, 840)),
}
"""Name → title, azimuth from the front toward +X and elevation in degrees, size in pixels."""


def product_table(code: str, document: Document, library: Catalog, placement: str) -> TOMLDocument:
    """What can be chosen of `document`, and how it is photographed."""
    table = tomlkit.document()
    table.add(
        tomlkit.comment("Written by `livery import`: a beginning. docs/author-your-own-product.md says what else")
    )
    table.add(tomlkit.comment("there may be: options that show parts, personalization zones, rules, translations."))
    box = bounds(document)
    table["id"] = code
    table["name"] = _title(code)
    table["description"] = f"{_title(code)}, in your colours."
    table["base"] = "base.glb"
    table["size_mm"] = [round(float(side), 1) for side in np.ptp(box, axis=0) * 1000]
    table["placement"] = placement
    table["features"] = _tables(_features(document, library))
    table["shots"] = _tables(_shots(box, placement))
    return table


def price_list() -> TOMLDocument:
    """One market where everything is included, for its owner to fill in."""
    table = tomlkit.document()
    table.add(tomlkit.comment("What it costs: see docs/author-your-own-product.md. Until you say so, nothing."))
    table["markets"] = {"US": {"name": "United States", "currency": "USD", "base": 0}}
    return table


def _tables(entries: Iterator[dict[str, Any]]) -> Any:  # noqa: ANN401 - tomlkit's arrays of tables have no public type
    listed = tomlkit.aot()
    for entry in entries:
        listed.append(_table(entry))
    return listed


def _table(entry: dict[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in entry.items():
        table[key] = _inline(value) if isinstance(value, dict) else value
    return table


def _inline(value: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
    table = tomlkit.inline_table()
    table.update(value)
    return table


def _features(document: Document, library: Catalog) -> Iterator[dict[str, Any]]:
    codes: Counter[str] = Counter()
    for number in _largest(document):
        material = document.json["materials"][number]
        swatches = _offered(material, library)
        if not swatches:
            continue
        code = _code(material["name"])
        codes[code] += 1
        unique = code if codes[code] == 1 else f"{code}-{codes[code]}"
        options: list[dict[str, Any]] = [{"code": AS_MODELLED, "name": "As modelled"}]
        options += [{"code": each.code, "name": each.name, "fill": {material["name"]: each.code}} for each in swatches]
        listed = tomlkit.array().multiline(multiline=True)
        listed.extend(_inline(option) for option in options)
        yield {"code": unique, "name": _title(material["name"]), "default": AS_MODELLED, "options": listed}


def _largest(document: Document) -> list[int]:
    """Materials by the area they cover, the largest first."""
    area: defaultdict[int, float] = defaultdict(float)
    for placed in document.visible_primitives():
        points = posed(document, placed, "POSITION") @ placed.world[:3, :3].T
        box = np.ptp(points, axis=0)
        area[placed.primitive["material"]] += float(box[0] * box[1] + box[1] * box[2] + box[2] * box[0])
    return sorted(sorted(area), key=lambda number: -area[number])[:MOST_FEATURES]


def _offered(material: Json, library: Catalog) -> list[Swatch]:
    """Paints, or metals for a metal; what lets light through or shines by itself stays what it is."""
    if material.get("alphaMode") == "BLEND" or "KHR_materials_transmission" in material.get("extensions", {}):
        return []
    if any(material.get("emissiveFactor", ())) and "emissiveTexture" not in material:
        return []
    surface = material.get("pbrMetallicRoughness", {})
    metal = "metallicRoughnessTexture" not in surface and surface.get("metallicFactor", 1.0) >= METALLIC
    return [each for each in library.swatches.values() if each.family == ("metal" if metal else "paint")]


def _shots(box: NDArray[np.float64], placement: str) -> Iterator[dict[str, Any]]:
    for name, (title, azimuth_deg, elevation_deg, size) in VIEWS.items():
        if placement == "wall" and abs(azimuth_deg) > 90:
            continue
        side = toward(azimuth_deg, elevation_deg)
        camera = frame_corners(box_corners(box), side, size[0] / size[1], FOV_DEG)
        where = {key: [round(each, 3) for each in getattr(camera, key)] for key in ("position", "target")}
        yield {
            "name": name,
            "title": title,
            "camera": where | {"vertical_fov_deg": FOV_DEG},
            "size": list(size),
            "environment": ENVIRONMENT,
            "background": BACKGROUND,
            "ground": placement != "wall",
            "gallery": True,
        }


def _code(name: str) -> str:
    """A name as machines write it."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:40] or "slot"


def _title(name: str) -> str:
    """A name as people read it."""
    words = re.sub(r"[\s_.-]+", " ", name).strip()
    return (words[:1].upper() + words[1:])[:80] or "Material"
