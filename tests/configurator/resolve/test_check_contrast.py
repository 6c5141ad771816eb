from functools import cache
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.violation import Warning
from renderer.color import contrast
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words
from tests.renderer.artwork.logos import svg

ROOT = Path(__file__).resolve().parents[3]


@cache
def catalog() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def doubts(resolved: ResolvedConfiguration) -> list[Warning]:
    """What is said about contrast."""
    return [warning for warning in resolved.warnings if warning.code == "COLOR_LOW_CONTRAST"]


@pytest.mark.parametrize(("body", "color"), [("paint.pine", "#1b1c1f"), ("paint.gold", "#ffffff")])
def test_words_that_drown_in_their_ground_are_doubted(choose: Choose, body: str, color: str) -> None:
    resolved = choose(selections={"body_color": body}, personalizations=[words(color=color)])
    (warning,) = doubts(resolved)
    assert warning.path == "/personalizations/0/color"
    for suggestion in warning.suggestions:
        assert contrast(suggestion, resolved.slots["body"].color) >= 3
        assert not doubts(choose(selections={"body_color": body}, personalizations=[words(color=suggestion)]))


DISC, DOT = '<circle cx="50" cy="25" r="{}" fill="{}"/>', '<circle cx="50" cy="25" r="8" fill="#16243f"/>'
CREAM, NAVY = "#f0ead8", "#16243f"


@pytest.mark.parametrize(
    ("body", "seat", "lost"),
    [
        (DISC.format(22, CREAM) + DOT, "vinyl.bone", True),
        (DISC.format(22, CREAM) + DOT, "vinyl.oxblood", False),
        (DISC.format(24, NAVY) + DISC.format(22, CREAM) + DOT, "vinyl.bone", False),
        (DISC.format(24, CREAM) + DISC.format(22, NAVY), "vinyl.bone", False),
    ],
    ids=["cream on bone", "cream on oxblood", "cream in a navy ring", "a navy disc with a cream keyline"],
)
def test_a_logo_is_judged_by_what_of_it_runs_into_its_ground(tmp_path: Path, body: str, seat: str, lost: bool) -> None:
    (tmp_path / "badge.svg").write_bytes(svg(body))
    logo = {"zone": "seat_back_driver", "kind": "logo", "file": "badge.svg", "finish": "screen_print"}
    wanted = {"product": "golf_cart", "selections": {"seat_color": seat}, "personalizations": [logo]}
    resolved = resolve(Configuration.model_validate(wanted).beside(tmp_path), catalog())
    found = doubts(resolved)
    assert [(each.path, CREAM in each.message) for each in found] == [("/personalizations/0/zone", True)] * lost
    debossed = {**wanted, "personalizations": [{**logo, "finish": "debossed"}]}
    assert not doubts(resolve(Configuration.model_validate(debossed).beside(tmp_path), catalog()))


def test_words_that_stand_out_are_not_doubted(choose: Choose) -> None:
    assert not doubts(choose(personalizations=[words(color="#ffffff")]))
