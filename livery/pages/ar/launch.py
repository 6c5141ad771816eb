"""How phones are asked to show a model: Scene Viewer on Android, Quick Look on iOS.

https://developers.google.com/ar/develop/scene-viewer
https://developer.apple.com/documentation/arkit/adding-an-apple-pay-button-or-a-custom-action-in-ar-quick-look
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urljoin

SCENE_VIEWER = "intent://arvr.google.com/scene-viewer/1.2"
PACKAGE = "com.google.android.googlequicksearchbox"


@dataclass(frozen=True)
class Offer:
    """What stands beside the model in the room: what it is, what it costs, what to do about it."""

    title: str
    subtitle: str
    price: str
    action: str
    """The words on the button."""
    link: str
    """Where it leads, relative to the page or absolute."""


def quick_look(file: str, offer: Offer, page: str = "") -> str:
    """The USDZ at its own size with a banner under it, for `<a rel="ar">` and model-viewer's `ios-src`."""
    said = {"callToAction": offer.action, "checkoutTitle": offer.title, "checkoutSubtitle": offer.subtitle}
    shared = {"canonicalWebPageURL": page} if page else {}
    words = {**said, "price": offer.price, **shared}
    return f"{file}#allowsContentScaling=0&{urlencode(words, quote_via=quote)}"


def with_offer(file: str, offer: Offer) -> str:
    """The GLB's address with what model-viewer passes on to Scene Viewer."""
    return f"{file}?{urlencode(scene_words(offer), quote_via=quote)}"


def scene_viewer(file: str, offer: Offer, page: str, *, on_wall: bool) -> str:
    """The intent that opens a GLB beside `page` (an absolute address) in Scene Viewer, at its own size."""
    words = {"file": urljoin(page, file), "mode": "ar_preferred", "resizable": "false", **scene_words(offer)}
    words["link"] = urljoin(page, offer.link)
    if on_wall:
        words["enable_vertical_placement"] = "true"
    back = f"S.browser_fallback_url={quote(page, safe='')}"
    how = f"#Intent;scheme=https;package={PACKAGE};action=android.intent.action.VIEW;{back};end;"
    return f"{SCENE_VIEWER}?{urlencode(words, quote_via=quote)}{how}"


def scene_words(offer: Offer) -> dict[str, str]:
    """Title with price, and where its button leads."""
    return {"title": f"{offer.title} · {offer.price}", "link": offer.link}
