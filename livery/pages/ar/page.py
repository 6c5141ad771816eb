"""The AR page and all that lies beside it: one folder, any host, no request to another."""

from functools import lru_cache
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from configurator.language.language import Language
from configurator.resolve import ResolvedConfiguration
from livery.pages.ar.content import Content
from livery.pages.ar.launch import quick_look, scene_viewer, with_offer
from livery.pages.ar.structured import merchant_feed, product_json, script_json
from renderer.digest import digest_bytes
from renderer.export.v8 import npm_file
from renderer.store import Store

HERE = Path(__file__).parent
PAGE, VIEWER, LIGHT, FEED = "index.html", "model-viewer.js", "light.hdr", "merchant.tsv"
OWN = ("ar.css", "ar.js")
VIEWER_STYLE = "'sha256-PXtZZkJMMyc18o/DN1ZEFOJ2qEGq95IQbVaJFMOXOb0='"
"""Of the style element that model-viewer 4.4 puts into its shadow tree; a browser test says when it is another."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        f"style-src 'self' {VIEWER_STYLE}",
        "img-src 'self' data: blob:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""Nothing from another host, no script and no style but ours; model-viewer makes workers and pictures of its own."""


def ar_page(content: Content, resolved: ResolvedConfiguration) -> bytes:
    """The page; what it names lies beside it."""
    offer, page = content.offer, content.address
    launchers = {"quick_look": quick_look("model.usdz", offer, page), "model": with_offer(content.model, offer)}
    intent = scene_viewer(content.model, offer, page, on_wall=content.on_wall) if page else ""
    html = _template().render(
        page=content,
        policy=POLICY,
        launch={**launchers, "scene_viewer": intent},
        json_ld=script_json(product_json(content, resolved)),
        code=qr_code(page) if page else "",
        light=LIGHT if content.view else "",
        version={name: digest_bytes((HERE / name).read_bytes())[:8] for name in OWN},
    )
    return html.encode()


def ar_folder(content: Content, resolved: ResolvedConfiguration, store: Store) -> dict[str, bytes]:
    """All files of the page by name; with the feed, where the page's address is known."""
    feed = {FEED: merchant_feed(content, resolved)} if content.address else {}
    models = {name: store.get(asset.blob) for name, asset in content.files.items()}
    return {PAGE: ar_page(content, resolved), **models, **feed, **static_files(), **light(resolved, store)}


@lru_cache
def static_files() -> dict[str, bytes]:
    """What every page has: style, script, and model-viewer as npm brings it. Raises `EngineUnavailable`."""
    viewer = npm_file("@google", "model-viewer", "dist", "model-viewer.min.js").read_bytes()
    return {**{name: (HERE / name).read_bytes() for name in OWN}, VIEWER: viewer}


def light(resolved: ResolvedConfiguration, store: Store) -> dict[str, bytes]:
    """The environment of the poster, so that the model stands in its light."""
    first = next((plan for plan in resolved.product.shots if plan.gallery and plan.camera), None)
    return {LIGHT: store.get(resolved.put(resolved.environments[first.environment], store))} if first else {}


def qr_code(address: str) -> str:
    """The address for a phone's camera, as SVG; it stays readable with a seventh of it covered."""
    code = segno.make(address, error="m", micro=False)
    svg: str = code.svg_inline(scale=4, border=0, dark="#17181a", omitsize=True)
    return svg


def waiting_page(name: str) -> bytes:
    """What stands there while the models are being made; it looks again by itself."""
    return _template("waiting.html").render(name=name).encode()


@lru_cache
def _template(name: str = "ar.html") -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["file_size"] = Language("en").file_size
    return environment.get_template(name)
