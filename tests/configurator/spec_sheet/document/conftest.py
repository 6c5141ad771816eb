"""The document of a tiny order with everything on it."""

import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from configurator.recipe import scene_recipe
from configurator.spec_sheet import SpecSheet, spec_sheet, spec_sheet_json
from configurator.spec_sheet.agreement import Agreement, SealFacts
from configurator.spec_sheet.document import spec_sheet_document
from configurator.spec_sheet.document.attachment import carried, shown
from renderer.asset import Asset
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import logo, words

NOON = datetime(2027, 5, 4, 12, 0, 0, tzinfo=UTC)
AGREED = Agreement(
    spec="spec-0001", approver="Ann", at=NOON, terms_version="1", terms="# Terms\n\n1. **Made** to order."
)
SEAL = SealFacts(NOON, "ab" * 32)
Write = Callable[..., bytes]


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (160, 120), "#f2b41b").save(data, "PNG")
    return data.getvalue()


LINK = "https://carts.example/ar/shared/xN5dQkZ0r1vYbA3mWcT7uJp2LsE9fHgKo4iVXyBqDzM/"
ASSETS: Sequence[Asset] = (
    Asset("images/hero.png", "image/png", picture()),
    Asset("images/zone-panel.png", "image/png", picture()),
    Asset("model.glb", "model/gltf-binary", b"glTF" * 5_000),
    Asset("order/order.json", "application/json", b"{}"),
)


@pytest.fixture
def write(choose: Choose) -> Write:
    """`write(language=…, approver=…, …)`: the document of a tiny order with everything on it."""

    def written(*, approver: str = "Ann", seal: SealFacts | None = SEAL, **fields: object) -> bytes:
        made = choose(**{"personalizations": [words("panel"), logo(zone="tail")], "quantity": 2, **fields})
        store = MemoryStore()
        scene_recipe(made, store)
        agreed = AGREED.model_copy(update={"approver": approver})
        sheet: SpecSheet = spec_sheet(made, ASSETS, 2, link=LINK, arrives_on=date(2027, 6, 1), agreement=agreed)
        data = Asset("spec_sheet.json", "application/json", spec_sheet_json(sheet))
        return spec_sheet_document(sheet, shown(ASSETS), store, carried([*ASSETS, data]), seal)

    return written
