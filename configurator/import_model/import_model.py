"""From a glTF file to a folder under `models/` that the catalog accepts."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.import_model.name_slots import name_slots
from configurator.import_model.stand import stand
from configurator.import_model.write_product import price_list, product_table
from renderer.errors import InputError
from renderer.export.load_model import load_model
from renderer.gltf.document import Document

BASE, PRODUCT, PRICES = "base.glb", "product.toml", "prices.toml"
SIDES_M = (0.02, 30.0)
"""A product whose longest side is shorter or longer was hardly drawn in metres."""


@dataclass(frozen=True)
class Imported:
    """What was written, and what its owner should look at."""

    folder: Path
    product: Product
    remarks: tuple[str, ...]


def import_model(
    file: Path, folder: Path, library: Catalog, *, placement: str = "floor", scale: float = 1.0
) -> Imported:
    """Write base model, product and price list into `folder`, whose name becomes the product's code.

    `scale` turns the model's unit into metres. Raises `ModelError`; `InputError` FOLDER_TAKEN where a product lies
    there, `CatalogInvalid` where the folder's name is no code.
    """
    if (folder / PRODUCT).exists():
        message = f"{folder} holds a product. Remove it, or name another folder."
        raise InputError(message, code="FOLDER_TAKEN")
    document = stand(name_slots(load_model(file)), placement, scale)
    table = product_table(folder.name, document, library, placement)
    with tempfile.TemporaryDirectory(prefix="livery-import-") as spare:
        draft = Path(spare) / "models" / folder.name
        draft.mkdir(parents=True)
        (draft / BASE).write_bytes(document.to_glb())
        (draft / PRODUCT).write_text(tomlkit.dumps(table), encoding="utf-8")
        (draft / PRICES).write_text(tomlkit.dumps(price_list()), encoding="utf-8")
        # Nothing is laid down that the catalog would not read.
        product = Catalog.load(draft.parent, library.materials).products[folder.name]
        folder.mkdir(parents=True, exist_ok=True)
        for name in (BASE, PRICES, PRODUCT):
            shutil.copyfile(draft / name, folder / name)
    return Imported(folder, product, tuple(remarks(document, product)))


def remarks(document: Document, product: Product) -> list[str]:
    """What may be wrong with a model that is read without complaint."""
    longest = max(product.size_mm) / 1000
    found = []
    if not SIDES_M[0] <= longest <= SIDES_M[1]:
        found.append(f"Its longest side is {longest:,.4g} m. If it was not drawn in metres, import it with --scale.")
    if any("TEXCOORD_0" not in placed.primitive["attributes"] for placed in document.visible_primitives()):
        found.append("Some of it has no texture coordinates: swatches with a grain are drawn smooth there.")
    return found
