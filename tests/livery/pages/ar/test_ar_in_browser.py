"""The page in a real browser: the model is there, in its size, with its name; nobody is shut out, nobody is told."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Error, Page

from livery.pages.ar.page import POLICY
from livery.pages.ar.view import view_of
from renderer.color import delta_e_2000, linear_to_lab, srgb_to_linear
from renderer.engines import draw
from renderer.errors import EngineUnavailable
from renderer.export.v8 import npm_file
from renderer.gltf.document import Document
from renderer.recipe import Camera, Shot
from tests.livery.pages.ar.conftest import Made
from tests.support.browser import File, browser, served
from tests.support.npm import skip_without
from tests.support.tiny_product import SIZE_MM

pytestmark = pytest.mark.browser
__all__ = ["browser"]

LOAD_MS = 120_000
TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "hdr": "image/vnd.radiance"}
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@dataclass
class Opened:
    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


Pixels = NDArray[np.float64]
Open = Callable[..., Opened]


def beside(made: Made) -> Callable[[str], File | None]:
    def find(path: str) -> File | None:
        name = path.partition("?")[0].removeprefix("/") or "index.html"
        media_type = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        return (media_type, made.files[name]) if name in made.files else None

    return find


@pytest.fixture(scope="module")
def open_page(browser: Browser, made: Made) -> Iterator[Open]:
    """`open_page(…)`: the page in a window of its own, `…` as playwright's new_context has it."""
    with served(beside(made)) as address:

        def opened(script: str = "", **how: Any) -> Opened:  # noqa: ANN401 - playwright's own
            context = browser.new_context(**{"viewport": {"width": 900, "height": 520}, **how})
            context.set_default_timeout(LOAD_MS)
            if script:
                context.add_init_script(script)
            found = Opened(context.new_page())
            found.page.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
            found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
            found.page.on("request", lambda asked: keep_outside(found, asked.url, address))
            found.page.goto(address)
            wait_until(found.page, "document.querySelector('model-viewer').loaded")
            return found

        yield opened


def keep_outside(opened: Opened, url: str, address: str) -> None:
    if not url.startswith((address, "data:", "blob:")):
        opened.outside.append(url)


def wait_until(page: Page, expression: str) -> None:
    """Ask again and again from outside: the page's policy lets nobody evaluate a string inside. It may be left for
    another while it is asked, as a page is that waits for what it shows."""
    for _ in range(LOAD_MS // 200):
        try:
            if page.evaluate(expression):
                return
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
        page.wait_for_timeout(200)
    pytest.fail(f"{expression} does not come true.")


def ask(page: Page, expression: str) -> Any:  # noqa: ANN401 - whatever it gives
    return page.evaluate(f"(viewer => {expression})(document.querySelector('model-viewer'))")


@pytest.fixture(scope="module")
def desk(open_page: Open) -> Opened:
    return open_page()


def test_the_model_has_its_size_and_all_its_looks(desk: Opened, made: Made) -> None:
    size = ask(desk.page, "(({x, y, z}) => [x, y, z])(viewer.getDimensions())")
    assert size == pytest.approx([side / 1000 for side in SIZE_MM], rel=0.01)
    assert ask(desk.page, "viewer.availableVariants") == [look.name for look in made.content.looks]


def test_nobody_else_is_asked_and_nothing_is_complained_of(desk: Opened) -> None:
    desk.page.wait_for_timeout(500)
    assert desk.outside == []
    assert desk.complaints == []
    assert "default-src 'none'" in POLICY and "unsafe-inline" not in POLICY


def test_a_look_shows_its_price_and_its_variant(desk: Opened, made: Made) -> None:
    own, other = made.content.looks[:2]
    desk.page.focus("#looks input:checked")
    desk.page.keyboard.press("ArrowRight")
    assert ask(desk.page, "viewer.variantName") == other.name
    assert desk.page.inner_text("#price") == other.total
    assert ask(desk.page, "viewer.iosSrc") is None
    desk.page.keyboard.press("ArrowLeft")
    assert desk.page.inner_text("#price") == own.total
    assert ask(desk.page, "viewer.iosSrc").startswith("model.usdz#allowsContentScaling=0")


def test_dimensions_are_drawn_to_scale(desk: Opened, made: Made) -> None:
    desk.page.focus("#measure")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_timeout(1500)
    assert desk.page.get_attribute("#measure", "aria-pressed") == "true"
    names = [side.id for side in made.content.sides]
    lengths = desk.page.evaluate(
        """names => names.map(name => [0, 1].map(end =>
            document.querySelector('model-viewer').queryHotspot(`hotspot-${name}-${end}`).position))
            .map(([a, b]) => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z))""",
        names,
    )
    assert lengths == pytest.approx([side / 1000 for side in SIZE_MM], rel=0.01)
    boxes = "[...document.querySelectorAll('.lines line')].map(line => line.getBBox())"
    drawn = desk.page.evaluate(f"{boxes}.map(box => Math.hypot(box.width, box.height))")
    assert min(drawn) > 20
    desk.page.keyboard.press("Enter")
    assert desk.page.get_attribute("#measure", "aria-pressed") == "false"


def test_axe_finds_nothing(desk: Opened, open_page: Open) -> None:
    skip_without("axe-core", "axe.min.js")
    phone = open_page(color_scheme="dark", viewport={"width": 390, "height": 844}).page
    assert [violations(page) for page in (desk.page, phone)] == [[], []]
    phone.context.close()


def violations(page: Page) -> list[object]:
    """What axe-core finds, https://github.com/dequelabs/axe-core."""
    # The page's own policy lets no script of others in, but debuggers are above it.
    client = page.context.new_cdp_session(page)
    client.send("Runtime.evaluate", {"expression": npm_file("axe-core", "axe.min.js").read_text(encoding="utf-8")})
    told = "violations.map(({ id, nodes }) => [id, nodes.map(each => each.html)])"
    found: list[object] = page.evaluate(f"axe.run().then(({{ violations }}) => {told})")
    return found


HELD = "HTMLAnchorElement.prototype.click = function () { self.opened = [this.rel, this.href]; };"
QUICK_LOOK = "DOMTokenList.prototype.supports = () => true;"


def test_android_is_sent_to_scene_viewer(open_page: Open) -> None:
    page = open_page(HELD, user_agent=ANDROID).page
    wait_until(page, "document.querySelector('model-viewer').canActivateAR")
    ask(page, "viewer.activateAR()")
    wait_until(page, "self.opened")
    _, link = page.evaluate("self.opened")
    assert link.startswith("intent://arvr.google.com/scene-viewer/1.2?title=Tiny")
    for words in ("resizable=false", "mode=ar_preferred", "link=https%3A%2F%2Fshop.example%2Forder", "family.glb"):
        assert words in link
    page.context.close()


def test_iphone_is_sent_to_quick_look(open_page: Open) -> None:
    page = open_page(HELD + QUICK_LOOK, user_agent=IPHONE).page
    wait_until(page, "document.querySelector('model-viewer').canActivateAR")
    ask(page, "viewer.activateAR()")
    wait_until(page, "self.opened")
    rel, link = page.evaluate("self.opened")
    assert rel == "ar"
    for words in ("/model.usdz#", "allowsContentScaling=0", "callToAction=Order%20it", "price="):
        assert words in link
    page.context.close()


VIEW = Camera(position=(1.5, 0.45, 0.25), target=(0.2, 0.225, 0.0), vertical_fov_deg=24.0)
WIDTH, HEIGHT = 480, 360
LIGHT_INK = 150
MOST_DELTA_E, MOST_PIXELS = 6.0, 3.0
"""Between model-viewer and the draft engine: the colour of the lettering, and where its middle is."""


def in_viewer(page: Page) -> Pixels:
    """What model-viewer shows from `VIEW`, before black."""
    view = view_of(VIEW)
    page.evaluate(
        """async ([orbit, target, fov, width, height]) => {
            const viewer = document.querySelector("model-viewer");
            customElements.get("model-viewer").minimumRenderScale = 1;
            document.querySelector(".stage").classList.add("close");
            document.querySelector(".tools").hidden = true;
            document.querySelector(".stage").style.background = "#000";
            Object.assign(viewer.style, { width: `${width}px`, height: `${height}px` });
            await new Promise(wake => setTimeout(wake, 500));
            Object.assign(viewer, { cameraOrbit: orbit, cameraTarget: target, fieldOfView: fov, shadowIntensity: 0 });
            viewer.jumpCameraToGoal();
            await new Promise(wake => setTimeout(wake, 2500));
        }""",
        [view.orbit, view.target, view.fov, WIDTH, HEIGHT],
    )
    picture = Image.open(io.BytesIO(page.locator("model-viewer").screenshot())).convert("RGB")
    return np.asarray(picture, np.float64)


def in_draft(made: Made) -> Pixels:
    """What the draft engine draws from `VIEW` of the file that model-viewer shows, before black."""
    light = made.home.store.put(made.files["light.hdr"])
    words = {"name": "check", "camera": VIEW, "width": WIDTH, "height": HEIGHT, "environment": light, "ground": False}
    document = Document.from_glb(made.files["family.glb"])
    try:
        drawn = draw("draft", document, Shot.model_validate(words), made.home.store, made.home.bakes)
    except EngineUnavailable as missing:
        pytest.skip(missing.message)
    if drawn.engine != "draft":
        pytest.skip(drawn.note)
    rgba = drawn.pixels.astype(np.float64)
    shown: Pixels = rgba[..., :3] * (rgba[..., 3:] / 255.0)
    return shown


@pytest.mark.slow
def test_the_name_is_where_the_draft_engine_draws_it(open_page: Open, made: Made, tmp_path: Path) -> None:
    page = open_page(viewport={"width": 500, "height": 900}).page
    pictures = in_viewer(page), in_draft(made)
    page.context.close()
    for name, picture in zip(("viewer", "draft"), pictures, strict=True):
        Image.fromarray(picture.astype(np.uint8)).save(tmp_path / f"{name}.png")
    ink = [picture.min(axis=-1) > LIGHT_INK for picture in pictures]
    assert all(each.sum() > 100 for each in ink)
    middles = [np.argwhere(each).mean(axis=0) for each in ink]
    assert np.abs(middles[0] - middles[1]).max() < MOST_PIXELS
    colors = [np.median(picture[each], axis=0) / 255.0 for picture, each in zip(pictures, ink, strict=True)]
    labs = [linear_to_lab(srgb_to_linear(color)) for color in colors]
    assert float(delta_e_2000(*labs)) < MOST_DELTA_E
