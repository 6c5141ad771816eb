"""The golf cart in the configurator: its rules, its fonts, its pictures."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from renderer.sources import ROOT
from tests.livery.api.conftest import running
from tests.livery.pages.conftest import Visit
from tests.livery.pages.test_configure_page import SHOWN, becomes_another, choose, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(ROOT, tmp_path_factory.mktemp("golf-cart-page") / "home") as (url, _):
        yield url


def test_a_cart_for_four_takes_its_canopy_along_and_carries_a_name(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.go("/configure/golf_cart")
    page.wait_for_selector(SHOWN)
    before = picture(page)
    choose(page, "rear", "rear_seat")
    expect(page.locator(".toast")).to_contain_text("Passengers on the rear-facing seat need the extended canopy")
    expect(page.locator("[name='roof_length'][value='long']")).to_be_checked()
    becomes_another(page, before)
    seated = picture(page)
    page.locator(".zone[data-zone='side_left'] summary").click()
    page.get_by_label("Words", exact=True).last.fill("Fitzgerald")
    becomes_another(page, seated)
    expect(page.locator("[name='order.view'][value='zone-side-left']")).to_be_checked()
    expect(page.locator("#headline")).to_contain_text("with “Fitzgerald”")
    expect(page.locator("#picture")).to_have_attribute(
        "alt", "Left side of the Fairway Two, close up: “Fitzgerald” in white Great Vibes, painted on the left side."
    )
    assert visited.violations() == []
    assert visited.is_clean
