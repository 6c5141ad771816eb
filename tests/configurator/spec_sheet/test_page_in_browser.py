"""The page in a real browser: it fits, asks for nothing from outside, and can be walked by keyboard."""

import io
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser

from configurator.recipe import scene_recipe
from configurator.spec_sheet import spec_sheet, spec_sheet_page
from renderer.asset import Asset
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words
from tests.support.browser import browser

pytestmark = pytest.mark.browser
__all__ = ["browser"]


@pytest.fixture(scope="module")
def sheet_file(choose: Choose, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "images").mkdir()
    picture = io.BytesIO()
    Image.new("RGB", (160, 120), "#f4f4f2").save(picture, "PNG")
    resolved, store = choose(personalizations=[words()], quantity=2), MemoryStore()
    scene_recipe(resolved, store)
    assets = [Asset(f"images/{name}.png", "image/png", picture.getvalue()) for name in ("hero", "zone-panel")]
    for asset in assets:
        (folder / asset.name).write_bytes(asset.data)
    model = Asset("model.glb", "model/gltf-binary", b"glTF")
    (folder / "spec_sheet.html").write_bytes(spec_sheet_page(spec_sheet(resolved, [*assets, model]), store))
    return folder / "spec_sheet.html"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_stays_at_home(
    browser: Browser, sheet_file: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(sheet_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(("data:", sheet_file.parent.as_uri())) for url in asked)
    assert page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).length") == 0
    assert not faults
    page.close()


def test_every_link_is_reached_by_keyboard(browser: Browser, sheet_file: Path) -> None:
    page = browser.new_page()
    page.goto(sheet_file.as_uri())
    links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    reached = []
    for _ in links:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert reached == links
    page.close()
