"""A configuration with everything that follows from it."""

from pathlib import Path
from typing import Literal, Self

from pydantic import PrivateAttr

from configurator.catalog.product import Product
from configurator.catalog.production import WorkStep
from configurator.catalog.swatch import Swatch
from configurator.configuration import Configuration
from configurator.language import LanguageCode
from configurator.price import PriceBreakdown
from configurator.resolve.choice import Choice
from configurator.resolve.name_files import locate
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.violation import Warning
from renderer.recipe import Blob, Frozen
from renderer.store import Store


class BillLine(Frozen):
    """Something that is put into the product, for purchasing and for the line."""

    kind: Literal["base", "part", "swatch", "decal"]
    code: str
    name: str
    supplier: str = ""
    note: str = ""
    quantity: int


class ResolvedConfiguration(Frozen):
    """Valid, priced and complete; JSON-ready, so that it can cross a process boundary."""

    configuration: Configuration
    product: Product
    market: str
    """Name of the market."""
    language: LanguageCode = "en"
    """Of documents."""
    choices: tuple[Choice, ...]
    """One a feature, in the product's order."""
    slots: dict[str, Swatch]
    """Material slot → swatch."""
    shown_nodes: tuple[str, ...]
    hidden_nodes: tuple[str, ...]
    personalizations: tuple[ResolvedPersonalization, ...]
    """In the order of the product's zones."""
    price: PriceBreakdown
    parts: tuple[BillLine, ...]
    """The bill of materials."""
    work: tuple[WorkStep, ...] = ()
    """What is done to make it, in the order of the line."""
    warnings: tuple[Warning, ...] = ()
    files: dict[str, Blob]
    """`models/…` or `materials/…` → SHA-256 of what it is drawn from."""
    environments: dict[str, str]
    """Environment → its name in `files`."""
    _folders: dict[str, Path] = PrivateAttr(default_factory=dict)

    def within(self, models: Path, materials: Path) -> Self:
        """This configuration with its `files` below these folders."""
        placed = self.model_copy()
        placed._folders = {"models": models, "materials": materials}
        return placed

    def put(self, name: str, store: Store) -> Blob:
        """Make sure that the file called `name` is in the store."""
        blob = self.files[name]
        return blob if store.has(blob) else store.put(self.path(name).read_bytes())

    def path(self, name: str) -> Path:
        """Where the file called `name` lies."""
        return locate(name, self._folders)
