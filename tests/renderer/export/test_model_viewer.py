"""The exported GLB in the viewer that shops use, in a real browser, without any network."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Route

from renderer.assemble.assemble import assemble
from renderer.errors import EngineUnavailable
from renderer.export.export_glb import export_glb
from renderer.export.v8 import npm_file
from renderer.export.web.export_web import export_web
from renderer.gltf.document import Document
from renderer.store import MemoryStore
from tests.support.browser import page, served
from tests.support.tiny_product import SIZE_MM, checkered_png, tiny_recipe

pytestmark = pytest.mark.browser
__all__ = ["page"]

LOAD_MS = 60_000
PAGE = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>AR</title>
<link rel="icon" href="data:,"><script type="module" src="/model-viewer.js"></script>
<body style="margin:0;background:#eee">
<script>
  self.ModelViewerElement = { meshoptDecoderLocation: "/meshopt_decoder.js" };
  const outcome = new Promise(resolve => addEventListener("DOMContentLoaded", () => {
    const viewer = document.querySelector("model-viewer");
    viewer.addEventListener("load", () => resolve("load"));
    viewer.addEventListener("error", event => resolve("error: " + event.detail.type));
  }));
</script>
<model-viewer src="/model.glb" camera-orbit="65deg 75deg 105%" interaction-prompt="none" shadow-intensity="1"
  style="width:480px;height:360px;background:#eee"></model-viewer></body></html>"""


LETTER_F = b"""<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="100mm" viewBox="0 0 80 100">
<path fill="#ffffff" d="M10 5h60v20h-35v20h25v18h-25v32h-25z"/></svg>"""


@dataclass
class Seen:
    """What went on in the browser while the page was open."""

    outcome: str = ""
    size_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def view(page: Page, glb: bytes, picture: Path) -> Seen:
    try:
        script = npm_file("@google", "model-viewer", "dist", "model-viewer.min.js").read_bytes()
        decoder = npm_file("meshoptimizer", "meshopt_decoder.cjs").read_bytes()
    except EngineUnavailable as missing:
        pytest.skip(missing.message)
    files = {
        "/": ("text/html", PAGE),
        "/model-viewer.js": ("text/javascript", script),
        "/meshopt_decoder.js": ("text/javascript", decoder),
        "/model.glb": ("model/gltf-binary", glb),
    }
    with served(files.get) as address:
        return _watch(page, address, picture)


def _watch(page: Page, address: str, picture: Path) -> Seen:
    seen = Seen()

    def only_inside(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    page.route("**/*", only_inside)
    page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.set_default_timeout(LOAD_MS)
    page.goto(address)
    seen.outcome = page.evaluate("outcome")
    if seen.outcome == "load":
        size = page.evaluate("(({x, y, z}) => [x, y, z])(document.querySelector('model-viewer').getDimensions())")
        seen.size_m = (size[0], size[1], size[2])
        page.wait_for_timeout(1500)
    page.screenshot(path=picture)
    page.unroute_all()
    return seen


@pytest.fixture(scope="module")
def painted() -> Document:
    """The tiny product in red over a checker, a letter on its side."""
    store = MemoryStore()
    checker = {"blob": store.put(checkered_png()), "extensions": {"KHR_texture_transform": {"scale": [10.0, 10.0]}}}
    paint = {
        "pbrMetallicRoughness": {
            "baseColorFactor": [0.6, 0.02, 0.02, 1.0],
            "metallicFactor": 0.0,
            "baseColorTexture": checker,
        },
        "extensions": {"KHR_materials_clearcoat": {"clearcoatFactor": 1.0, "clearcoatRoughnessFactor": 0.05}},
    }
    decal = {"zone": "panel", "artwork": store.put(LETTER_F), "width_mm": 80, "height_mm": 100}
    slots = {"body": {"name": "paint.test-red", "material": paint}}
    recipe = tiny_recipe(store, slots=slots, decals=(decal,))
    return assemble(recipe, store)


@pytest.fixture(scope="module")
def glb(painted: Document) -> bytes:
    return export_glb(painted).data


def test_model_viewer_shows_it_in_real_size_and_colour(page: Page, glb: bytes, tmp_path: Path) -> None:
    seen = view(page, glb, tmp_path / "viewer.png")
    assert seen.outcome == "load"
    assert seen.complaints == []
    assert seen.outside == []
    assert seen.size_m == pytest.approx([side / 1000 for side in SIZE_MM], rel=0.01)
    pixels = np.asarray(Image.open(tmp_path / "viewer.png").convert("RGB")).astype(int)
    red = (pixels[..., 0] > 2 * pixels[..., 1]) & (pixels[..., 0] > 80)
    assert red.mean() > 0.03


@pytest.mark.slow
def test_the_web_variant_looks_the_same(page: Page, painted: Document, glb: bytes, tmp_path: Path) -> None:
    pictures = []
    for name, data in (("plain", glb), ("web", export_web(painted).data)):
        seen = view(page, data, tmp_path / f"{name}.png")
        assert (seen.outcome, seen.complaints, seen.outside) == ("load", [], [])
        assert seen.size_m == pytest.approx([side / 1000 for side in SIZE_MM], rel=0.001)
        pictures.append(np.asarray(Image.open(tmp_path / f"{name}.png").convert("RGB")).astype(int))
    off = np.abs(pictures[0] - pictures[1]).max(axis=-1)
    assert (off > 8).mean() < 0.002


def test_model_viewer_reports_a_broken_file(page: Page, glb: bytes, tmp_path: Path) -> None:
    assert view(page, glb[: len(glb) // 2], tmp_path / "broken.png").outcome.startswith("error")
