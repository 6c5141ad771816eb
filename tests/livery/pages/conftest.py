"""The pages of a real service over the tiny catalog, and a visitor with a real browser who notes what goes wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.configurator.tiny_catalog import write_tiny
from tests.livery.api.conftest import running
from tests.support.browser import browser
from tests.support.letters import Letters, post_office

__all__ = ["browser"]
PHONE, DESKTOP = (390, 844), (1100, 700)
Scheme = Literal["light", "dark"]
TERMS = """# Terms, 2026-11

1. **Lettering** is made to the letter.
2. <script>Nothing else</script> is.
"""
PATIENCE_MS = 180_000
RULES = """
[[rules]]
id = "racks-abroad"
level = "business"
text = "Large racks are not sold in Germany."
when = { markets = ["DE"] }
excludes = { rack = "large" }

[[rules]]
id = "grey-on-green"
level = "manufacturing"
text = "Grey tyres are only made for a green cart."
if = { tyre_color = "rubber.grey" }
requires = { body_color = "paint.pine" }
"""


@dataclass(frozen=True)
class House:
    """A service, its folder, and the mail that it sends."""

    url: str
    home: Path
    letters: Letters


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("pages")
    tiny, home = write_tiny(folder / "tiny"), folder / "home"
    with (tiny / "models" / "tiny" / "product.toml").open("a") as plan:
        plan.write(RULES)
    terms = tiny / "models" / "tiny" / "terms" / "2026-11.md"
    terms.parent.mkdir()
    terms.write_text(TERMS)
    with post_office() as (letters, address), running(tiny, home, also=address) as (url, _):
        yield House(url, home, letters)


@pytest.fixture(scope="session")
def site(house: House) -> str:
    """Where the pages are."""
    return house.url


@dataclass
class Visit:
    """A page that somebody looks at."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.site + path)
        return self.page

    def violations(self) -> list[str]:
        """What axe-core finds, https://github.com/dequelabs/axe-core."""
        found = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {node['html'][:160]} {node['any'][:1]}" for each in found for node in each["nodes"]]

    @property
    def is_clean(self) -> bool:
        """Whether nothing failed, and nothing was asked of anybody else."""
        assert not self.faults
        assert all(url.startswith((self.site, "blob:", "data:")) for url in self.asked)
        return True


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    pages: list[Page] = []
    expect.set_options(timeout=PATIENCE_MS)

    def visiting(size: tuple[int, int] = DESKTOP, scheme: Scheme = "light") -> Visit:
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="en-US")
        pages.append(page)
        visited = Visit(page, site)
        page.on("request", lambda request: visited.asked.append(request.url))
        page.on("pageerror", lambda error: visited.faults.append(str(error)))
        page.on("console", lambda message: visited.faults.append(message.text))
        page.set_default_timeout(PATIENCE_MS)
        return visited

    yield visiting
    for page in pages:
        page.close()


@pytest.fixture
def web(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=90) as client:
        yield client
