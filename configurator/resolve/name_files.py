"""Which files the configuration will be drawn from, by name and digest."""

from pathlib import Path

from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.catalog.swatch import Swatch
from configurator.file_memory import made_once
from renderer.digest import digest_bytes
from renderer.recipe import Blob


def name_files(product: Product, slots: dict[str, Swatch], catalog: Catalog) -> dict[str, Blob]:
    """`models/…` or `materials/…` → SHA-256 of the base model, the textures of its swatches and its environments."""
    folders = {"models": catalog.models, "materials": catalog.materials}
    names = {base_model_name(product), *(environment_name(catalog, shot.environment) for shot in product.shots)}
    names |= {
        texture_name(file) for swatch in slots.values() if swatch.textures for file in swatch.textures.files.values()
    }
    return {name: _digest(locate(name, folders)) for name in sorted(names)}


def base_model_name(product: Product) -> str:
    """The base model in a `files` table."""
    return f"models/{product.id}/{product.base}"


def texture_name(file: str) -> str:
    """A swatch's texture in a `files` table."""
    return f"materials/swatches/textures/{file}"


def environment_name(catalog: Catalog, code: str) -> str:
    """An environment in a `files` table."""
    return f"materials/environments/{catalog.environments[code].file}"


def locate(name: str, folders: dict[str, Path]) -> Path:
    """Where the file called `name` lies."""
    root, _, rest = name.partition("/")
    return folders[root] / rest


@made_once(4096)
def _digest(path: Path) -> Blob:
    return digest_bytes(path.read_bytes())
