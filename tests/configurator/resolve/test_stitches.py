"""Embroidery is priced by the stitches that are sewn; what cannot be sewn is refused before anybody draws it."""

from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration, LogoPersonalization
from configurator.errors import ConfigurationInvalid
from configurator.resolve import resolve
from configurator.resolve.stitches import count_stitches
from renderer.finishes.thread.plan import plan_stitches

ROOT = Path(__file__).resolve().parents[3]
BAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">'
    '<path d="M5 7H35V13H5Z" fill="#204080"/></svg>'
)


def test_what_is_priced_is_what_is_sewn() -> None:
    assert count_stitches("embroidered", BAR, 40, 20) == plan_stitches(BAR.encode(), 40, 20).stitches > 50
    assert count_stitches("painted", BAR, 40, 20) == 0


def test_what_cannot_be_sewn_is_refused_of_the_finish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bar.svg").write_text(BAR)
    logo = LogoPersonalization(kind="logo", zone="seat_back_driver", file="bar.svg", finish="embroidered")
    wanted = Configuration(product="golf_cart", personalizations=(logo,)).beside(tmp_path)
    cart = Catalog.load(ROOT / "models", ROOT / "materials")
    resolved = resolve(wanted, cart)
    (line,) = [line for line in resolved.price.lines if line.kind == "personalization"]
    assert f"{resolved.personalizations[0].stitches:,} stitches" in line.reason
    monkeypatch.setattr("renderer.finishes.thread.plan.MOST_STITCHES", 10)
    # One more letter makes it another drawing, which nobody has counted.
    (tmp_path / "bar.svg").write_text(BAR.replace("204080", "204081"))
    plan_stitches.cache_clear()
    with pytest.raises(ConfigurationInvalid) as caught:
        resolve(wanted, cart)
    assert [(each.code, each.path) for each in caught.value.violations] == [
        ("STITCH_LIMIT", "/personalizations/0/finish")
    ]
