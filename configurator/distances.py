"""How far each shot of a product, as the studio engine draws it, was found to be from the path-traced picture.

`models/<id>/distances.toml`, written by `livery bake PRODUCT --measure`: measured once, at low resolution, and kept
with the product, so that every asset can say it and no build waits for it.
"""

from pathlib import Path

from configurator.catalog.product import Product
from configurator.catalog.toml_file import read_toml
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.name_files import base_model_name
from renderer.recipe import Blob, Frozen
from renderer.store import write_atomically

FILE = "distances.toml"
FARTHEST = 4.0
"""Mean ΔE00 from which on a shot is to be looked at: colours side by side are plainly different."""
WORDS = """\
# How far pictures of the studio engine are from path-traced ones: mean ΔE00 over the product, at low resolution, in its
# default configuration. Written by `livery bake {product} --measure`.

base = "{base}"

[shots]
"""


class Distances(Frozen):
    """Mean ΔE00 by shot, and the base model that it was measured on."""

    base: Blob
    shots: dict[str, float]


def read_distances(models: Path, product: Product) -> Distances | None:
    """What was measured of `product`, nothing where it was not; raises `CatalogInvalid`."""
    file = models / product.id / FILE
    return read_toml(file, Distances) if file.exists() else None


def write_distances(models: Path, product: Product, distances: Distances) -> Path:
    """Keep what was measured with the product; returns the file."""
    file = models / product.id / FILE
    rows = [f"{name} = {distance:.2f}\n" for name, distance in distances.shots.items()]
    write_atomically(file, (WORDS.format(product=product.id, base=distances.base) + "".join(rows)).encode())
    return file


def distances_of(resolved: ResolvedConfiguration) -> dict[str, float]:
    """Mean ΔE00 by shot, where it was measured on the base model that is there now."""
    file = resolved.path(f"models/{resolved.product.id}/{FILE}")
    found = read_toml(file, Distances) if file.exists() else None
    is_current = found is not None and found.base == resolved.files[base_model_name(resolved.product)]
    return found.shots if found and is_current else {}
