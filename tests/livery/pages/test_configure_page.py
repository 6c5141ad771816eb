"""The configurator in a real browser: every choice answers in picture, price and words."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.livery.pages.conftest import DESKTOP, PHONE, Scheme, Visit

pytestmark = pytest.mark.browser
Visiting = Callable[..., Visit]

SHOWN = "#picture[src^='blob:'], #picture[src^='/v1/assets/']"
PLAIN, WITH_LARGE_RACK = "$1,200", "$1,249.90"


def picture(page: Page) -> str:
    return page.locator("#picture").get_attribute("src") or ""


def becomes_another(page: Page, before: str) -> None:
    expect(page.locator("#picture")).not_to_have_attribute("src", before)


def choose(page: Page, feature: str, code: str) -> None:
    page.locator(f"input[name='{feature}'][value='{code}']").check(force=True)


def test_a_choice_changes_picture_price_words_and_address(visit: Visiting) -> None:
    visited = visit()
    page = visited.go("/configure/tiny")
    page.wait_for_selector(SHOWN)
    expect(page.locator("#total")).to_have_text(PLAIN)
    before = picture(page)
    choose(page, "body_color", "paint.gold")
    becomes_another(page, before)
    expect(page.locator("#total")).to_have_text("$1,280")
    expect(page.locator("#headline")).to_contain_text("School Gold")
    expect(page.locator("#picture")).to_have_attribute(
        "alt", "Three-quarter view: Tiny Cart with body colour School Gold, tyres Black and rack Small rack."
    )
    assert page.url.endswith("/configure/tiny?body_color=paint.gold")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#total")).to_have_text(PLAIN)
    expect(page.locator("[name='body_color'][value='paint.pine']")).to_be_checked()
    assert visited.is_clean


def test_what_the_address_says_is_shown(visit: Visiting) -> None:
    name = {"kind": "text", "text": "Ada", "font": "great-vibes", "color": "#ffffff", "finish": "vinyl"}
    first, second = ({**name, "at_mm": [-70, 0], "within_mm": [130, 60]}, {**name, "text": "Bob", "at_mm": [70, 0]})
    visited = visit()
    both = "".join(f"&zone.panel={quote(json.dumps(each))}" for each in (first, second))
    page = visited.go(f"/configure/tiny?rack=large&body_color=%235b2a86+Westview{both}")
    expect(page.locator("[name='rack'][value='large']")).to_be_checked()
    expect(page.locator("[data-feature='body_color'] .chosen")).to_have_text("Westview")
    expect(page.locator("[data-zone='panel'] .carries")).to_have_text("Ada · Bob")
    page.locator("[data-zone='panel'] summary").click()
    page.locator("[data-zone='panel'] [data-field='text']").fill("Adam")
    expect(page.locator("[data-zone='panel'] .work .name")).to_have_text(["Adam", "Bob"])
    assert on_panel(page) == [{**first, "text": "Adam"}, second], "a place is kept when words change"
    panel = page.locator("[data-zone='panel']")
    expect(panel.locator(".work .size").nth(1)).to_contain_text("mm")
    panel.get_by_role("button", name="Add another").click()
    panel.get_by_role("radio", name="Racing number 7").click()
    expect(page.locator(".toast")).to_contain_text("There is no room left beside what you have placed.")
    assert on_panel(page)[:2] == [{**first, "text": "Adam"}, second], "and when another one comes"
    assert on_panel(page)[2]["on_top"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".nearest").first).to_contain_text("Nearest in the range: Pine Green, ΔE")
    page.get_by_role("button", name="Take that").click()
    expect(page.locator("[name='body_color'][value='paint.pine']")).to_be_checked()
    assert visited.is_clean


def on_panel(page: Page) -> list[dict[str, Any]]:
    """What the address says of the panel, lowest first."""
    return laid_at(page.url)


def laid_at(url: str) -> list[dict[str, Any]]:
    return [json.loads(each) for each in parse_qs(urlsplit(url).query).get("zone.panel", [])]


def test_a_typed_name_is_on_the_picture_and_in_the_price_and_a_graphic_beside_it(visit: Visiting) -> None:
    """Added, moved, laid on top and apart, made otherwise, taken away; what is wrong is said beside it."""
    visited = visit()
    page = visited.go("/configure/tiny")
    page.wait_for_selector(SHOWN)
    before = picture(page)
    panel = page.locator("[data-zone='panel']")
    panel.locator("summary").click()
    panel.locator("[data-field='text']").press_sequentially("Ada", delay=20)
    becomes_another(page, before)
    expect(page.locator("#total")).to_have_text("$1,285")
    expect(page.get_by_role("radio", name="Panel", exact=True)).to_be_checked()
    page.get_by_role("button", name="Details").click()
    expect(page.get_by_role("dialog")).to_contain_text("Side panel: “Ada”")
    page.keyboard.press("Escape")
    expect(panel.locator(".work .size")).to_contain_text("mm")
    panel.get_by_role("button", name="Add another").click()
    panel.get_by_role("radio", name="Racing number 7").click()
    rows = panel.locator(".work")
    expect(rows.locator(".name")).to_have_text(["Ada", "Racing number 7"])
    expect(page.locator("#total")).to_have_text("$1,370")
    name, seven = on_panel(page)
    assert name["at_mm"][0] < 0 < seven["at_mm"][0]
    assert name["at_mm"][0] + name["within_mm"][0] / 2 < seven["at_mm"][0] - seven["within_mm"][0] / 2
    assert [name["finish"], seven["finish"]] == ["painted", "painted"]
    rows.nth(0).locator("input").check(force=True)
    panel.locator("[data-field='text']").fill("Adaline Marianne")
    page.wait_for_url(lambda url: laid_at(url)[0]["within_mm"][0] > name["within_mm"][0] + 10)
    assert on_panel(page)[1]["within_mm"][0] < seven["within_mm"][0], "a longer name gets more of what they share"
    panel.locator("[data-field='text']").fill("Ada")
    rows.nth(1).locator("input").check(force=True)

    panel.get_by_label("To the right, mm").fill("-60")
    panel.get_by_label("To the right, mm").press("Tab")
    expect(rows.nth(1).locator(".why")).to_contain_text("It overlaps artwork 1 of Side panel by")
    expect(rows.nth(0).locator(".why")).to_be_empty()
    rows.nth(1).locator(".why").get_by_role("button", name="Leave it on top").click()
    expect(rows.nth(1).locator(".why")).to_be_empty()
    panel.get_by_role("button", name="Send back").click()
    expect(rows.locator(".name")).to_have_text(["Racing number 7", "Ada"])
    rows.nth(1).locator(".why").get_by_role("button", name="Lay them side by side").click()
    expect(panel.locator(".why p")).to_have_count(0)

    spot = panel.get_by_role("button", name="Racing number 7: arrow keys move it")
    spot.press("Shift+ArrowRight")
    assert on_panel(page)[0]["at_mm"][0] == pytest.approx(-seven["at_mm"][0] + 10, abs=30)
    panel.locator(".pill", has_text="Vinyl").click()
    assert [each["finish"] for each in on_panel(page)] == ["vinyl", "vinyl"]
    rows.nth(0).get_by_role("button", name="Remove Racing number 7").click()
    expect(rows.locator(".name")).to_have_text(["Ada"])
    assert visited.violations() == []
    assert all("422" in fault for fault in visited.faults), "no picture of what cannot be made, and nothing else"


def test_places_stay_inside_the_margin_and_apart(visit: Visiting) -> None:
    asked = """async () => {
        const script = document.querySelector("script").src.replace("patient.js", "arrange.js");
        const { beside, placed, sideBySide } = await import(script);
        const zone = { width_mm: 300, height_mm: 120, safe_mm: 5 };
        const first = { at: [-70, 0], box: [140, 60] };
        return {
            pushed: placed(zone, [500, -500], [100, 40]), shrunk: placed(zone, [0, 0], [600, 110]),
            row: sideBySide(zone, [4, 1, 1]), column: sideBySide({ ...zone, width_mm: 60 }, [1, 1]),
            free: beside(zone, [first], 1), full: beside(zone, [{ at: [0, 0], box: [290, 110] }], 1),
        };
    }"""
    found = visit().go("/").evaluate(asked)
    assert found["pushed"] == {"at_mm": [95, -35], "within_mm": [100, 40]}
    assert found["shrunk"]["within_mm"][0] == 290
    left, middle, right = found["row"]
    edges = [each["at_mm"][0] + side * each["within_mm"][0] / 2 for each in (left, middle, right) for side in (-1, 1)]
    assert edges == sorted(edges)
    assert edges[0] >= -145
    assert edges[-1] <= 145
    assert left["within_mm"][0] == pytest.approx(2 * right["within_mm"][0], abs=0.3)
    assert [each["at_mm"][0] for each in found["column"]] == [0, 0]
    assert found["column"][0]["at_mm"][1] > 0 > found["column"][1]["at_mm"][1]
    assert found["free"]["at_mm"][0] - found["free"]["within_mm"][0] / 2 > 0
    assert found["full"] is None


def test_what_was_saved_is_changed_and_becomes_its_next_version(visit: Visiting, web: httpx.Client) -> None:
    name = web.post("/v1/configurations", json={"product": "tiny", "selections": {"rack": "none"}}).json()["id"]
    visited = visit()
    page = visited.go(f"/configure/tiny?order.saved={name}")
    expect(page.locator("[name='rack'][value='none']")).to_be_checked()
    choose(page, "body_color", "paint.gold")
    expect(page.locator("#total")).to_have_text("$1,280")
    page.reload()
    expect(page.locator("[name='body_color'][value='paint.gold']")).to_be_checked()
    page.get_by_role("button", name="Review and confirm").click()
    page.wait_for_url(f"**/review/{name}")
    assert web.get(f"/v1/configurations/{name}").json()["version"] == 2
    assert visited.is_clean


def test_the_standard_version_of_what_was_saved_otherwise_survives_a_reload(visit: Visiting, web: httpx.Client) -> None:
    golden = {"product": "tiny", "selections": {"body_color": "paint.gold"}}
    name = web.post("/v1/configurations", json=golden).json()["id"]
    page = visit().go(f"/configure/tiny?order.saved={name}")
    choose(page, "body_color", "paint.pine")
    expect(page).to_have_url(re.compile(rf"order\.saved={name}&"))
    page.reload()
    expect(page.locator("[name='body_color'][value='paint.pine']")).to_be_checked()


def test_what_was_saved_though_it_cannot_be_built_is_built_upon(visit: Visiting, web: httpx.Client) -> None:
    name = web.post("/v1/configurations", json={"product": "tiny", "selections": {"rack": "large"}}).json()["id"]
    page = visit().go(f"/configure/tiny?order.saved={name}")
    page.get_by_label("Delivered to").select_option("DE")
    page.get_by_role("button", name="Review and confirm").click()
    expect(page.locator(".toast")).to_contain_text("Large racks are not sold in Germany.")
    page.get_by_label("Delivered to").select_option("US")
    page.get_by_label("How many").fill("2")
    page.get_by_label("How many").press("Tab")
    page.get_by_role("button", name="Review and confirm").click()
    page.wait_for_url(f"**/review/{name}")
    assert web.get(f"/v1/configurations/{name}").json()["version"] == 3


def test_a_job_that_nothing_is_heard_of_is_asked_for_and_does_not_hang(visit: Visiting) -> None:
    page = visit().go("/")
    asked = """async () => {
        const { finished } = await import(document.querySelector("script").src.replace("patient.js", "api.js"));
        const place = `/v1/jobs/${"0".repeat(64)}`;
        const job = { href: place, events: `${place}/events`, state: "queued" };
        return finished(job, new AbortController().signal, () => {}).catch((problem) => problem.code);
    }"""
    assert page.evaluate(asked) == "NOT_FOUND"


HELD = """self.held = new Set();
for (const [name, act] of [["createObjectURL", "add"], ["revokeObjectURL", "delete"]]) {
    const plain = URL[name].bind(URL);
    URL[name] = (each) => { const made = plain(each); self.held[act](made ?? each); return made; };
}"""


def test_it_turns_all_around_and_lets_go_of_what_is_not_seen(visit: Visiting) -> None:
    visited = visit()
    visited.page.add_init_script(HELD)
    page = visited.go("/configure/tiny")
    page.wait_for_selector(SHOWN)
    before = picture(page)
    page.get_by_role("button", name="Turn around").click()
    becomes_another(page, before)
    first = picture(page)
    page.get_by_role("slider", name="Turn the product").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    becomes_another(page, first)
    turned = picture(page)
    page.get_by_role("button", name="Turn around").click()
    expect(page.get_by_role("slider")).to_be_hidden()
    becomes_another(page, turned)
    expect(page.locator("#picture:not(.rough)")).to_be_visible()
    assert page.evaluate("self.held.size") <= page.locator(".view[data-shot]").count() + 2
    assert visited.is_clean


def test_an_option_that_is_out_says_why_and_stays_out(visit: Visiting) -> None:
    visited = visit()
    page = visited.go("/configure/tiny?order.market=DE")
    out = page.locator(".option[data-state='out']").filter(has_text="Large rack")
    expect(out).to_contain_text("Large racks are not sold in Germany.")
    out.click(force=True)
    expect(page.locator(".toast")).to_contain_text("Large racks are not sold in Germany.")
    expect(page.locator("[name='rack'][value='small']")).to_be_checked()
    assert visited.is_clean


def test_what_a_choice_forces_comes_along_and_can_be_undone(visit: Visiting) -> None:
    visited = visit()
    page = visited.go("/configure/tiny?body_color=paint.gold")
    choose(page, "tyre_color", "rubber.grey")
    expect(page.locator(".toast")).to_contain_text("Grey tyres are only made for a green cart.")
    expect(page.locator("[name='body_color'][value='paint.pine']")).to_be_checked()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("[name='body_color'][value='paint.gold']")).to_be_checked()
    expect(page.locator("[name='tyre_color'][value='rubber.black']")).to_be_checked()
    assert visited.is_clean


def test_fields_that_cannot_be_say_so_in_place(visit: Visiting) -> None:
    page = visit().go("/configure/tiny")
    page.get_by_label("How many").fill("21")
    page.get_by_label("How many").press("Tab")
    expect(page.locator("#order-why")).to_contain_text("20")


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        (PHONE, "light"),
        (DESKTOP, "dark"),
        pytest.param(PHONE, "dark", marks=pytest.mark.slow),
        pytest.param(DESKTOP, "light", marks=pytest.mark.slow),
    ],
)
def test_it_fits_and_everybody_can_use_it(visit: Visiting, size: tuple[int, int], scheme: Scheme) -> None:
    visited = visit(size, scheme)
    page = visited.go("/configure/tiny")
    page.wait_for_selector(SHOWN)
    page.locator("[data-zone='panel'] summary").click()
    expect(page.get_by_label("Words", exact=True).last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert visited.violations() == []
    visited.go("/")
    assert visited.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_radio_group_is_walked_by_arrows(visit: Visiting) -> None:
    page = visit().go("/configure/tiny")
    page.locator("[name='rack']:checked").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name='rack'][value='large']")).to_be_checked()
    expect(page.locator("#total")).to_have_text(WITH_LARGE_RACK)


def test_scripts_and_styles_weigh_little_and_are_held_for_ever(web: httpx.Client) -> None:
    html = web.get("/configure/tiny", headers={"Accept": "text/html"})
    assert "script-src 'self'" in html.headers["content-security-policy"]
    assert "style=" not in html.text
    assert "<script>" not in html.text
    files = {part.split('"')[0] for part in html.text.split('="/static/')[1:]}
    answers = [web.get(f"/static/{file}") for file in files]
    assert all(answer.headers["cache-control"].endswith("immutable") for answer in answers)
    assert sum(len(answer.content) for answer in answers) + len(html.content) < 100_000


def test_what_is_not_there_is_a_page_for_people_and_a_problem_for_programs(web: httpx.Client) -> None:
    page = web.get("/configure/none", headers={"Accept": "text/html,*/*"})
    assert (page.status_code, "All products" in page.text) == (404, True)
    assert web.get("/configure/none").json()["code"] == "NOT_FOUND"
    assert web.get("/configure/tiny?zone.panel=[", headers={"Accept": "text/html"}).status_code == 422
