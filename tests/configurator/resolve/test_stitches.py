"""Embroidery is priced by the stitches that are sewn; what cannot be sewn is refused before anybody draws it."""

from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration, LogoPersonalization
from configurator.errors import ConfigurationInvalid
from configurator.resolve import resolve
from configurator.resolve.stitches import count_stitches
from renderer.errors import ArtworkError
from renderer.finishes.thread.plan import plan_stitches
from renderer.gltf.document import Document
from tests.configurator.tiny_catalog import load_tiny, write_tiny

BANNER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="2000mm" height="160mm" viewBox="0 0 2000 160">'
    '<path d="M0 0H2000V160H0Z" fill="#204080"/></svg>'
)
COMB = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">'
    f'<path d="{"".join(f"M{x} 0v20h1v-20z" for x in range(0, 40, 8))}" fill="#204080"/></svg>'
)
ROOT = Path(__file__).resolve().parents[3]
BAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">'
    '<path d="M5 7H35V13H5Z" fill="#204080"/></svg>'
)


def test_what_is_priced_is_what_is_sewn() -> None:
    assert count_stitches("embroidered", BAR, 40, 20) == plan_stitches(BAR.encode(), 40, 20).stitches > 50
    assert count_stitches("painted", BAR, 40, 20) == 0


def test_embroidery_is_priced_by_its_stitches(tmp_path: Path) -> None:
    (tmp_path / "bar.svg").write_text(BAR)
    logo = LogoPersonalization(kind="logo", zone="seat_back_driver", file="bar.svg", finish="embroidered")
    wanted = Configuration(product="golf_cart", personalizations=(logo,)).beside(tmp_path)
    cart = Catalog.load(ROOT / "models", ROOT / "materials")
    resolved = resolve(wanted, cart)
    (line,) = [line for line in resolved.price.lines if line.kind == "personalization"]
    assert f"{resolved.personalizations[0].stitches:,} stitches" in line.reason


def test_what_cannot_be_sewn_is_refused_of_the_finish(tmp_path: Path) -> None:
    """A banner of two metres, full of thread; it is refused by its area, before a stitch of it is planned."""
    banner = load_tiny(with_banner(write_tiny(tmp_path)))
    (tmp_path / "banner.svg").write_text(BANNER)
    logo = LogoPersonalization(kind="logo", zone="panel", file="banner.svg", finish="embroidered")
    with pytest.raises(ConfigurationInvalid) as caught:
        resolve(Configuration(product="tiny", personalizations=(logo,)).beside(tmp_path), banner)
    found = caught.value.violations[0]
    assert (found.code, found.path) == ("STITCH_LIMIT", "/personalizations/0/finish")
    assert "120,000 can be sewn. Make it smaller, or choose a finish without thread." in found.message


def with_banner(folder: Path) -> Path:
    """The tiny catalog with a panel of two metres that is sewn."""
    model, prices = folder / "models" / "tiny" / "base.glb", folder / "models" / "tiny" / "prices.toml"
    document = Document.load(model)
    panel = next(node for node in document.items("nodes") if node["name"] == "zone:panel")
    panel["extras"]["zone"] |= {"width_mm": 2000, "height_mm": 160, "finishes": ["embroidered"]}
    model.write_bytes(document.to_glb())
    sewn = '[markets.US.personalization]\nembroidered = { name = "Embroidered", each = 80.00 }'
    prices.write_text(prices.read_text().replace("[markets.US.personalization]", sewn))
    return folder


def test_what_is_drawn_so_densely_is_refused_once_it_is_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """As fine lines are, which take more stitches than their area says."""
    monkeypatch.setattr("renderer.finishes.thread.plan.MOST_STITCHES", 400)
    with pytest.raises(ArtworkError) as caught:
        plan_stitches(COMB.encode(), 40, 20)
    assert caught.value.code == "STITCH_LIMIT"
    assert "more than" not in caught.value.message
