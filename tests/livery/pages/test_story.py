"""From the first choice to a specification that `livery verify` holds for whole, in a real browser."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.livery.pages.ar.test_ar_in_browser import wait_until
from tests.livery.pages.conftest import DESKTOP, PATIENCE_MS, PHONE, House, Scheme, Visit
from tests.livery.pages.test_configure_page import SHOWN, becomes_another, choose, picture

pytestmark = pytest.mark.browser
Visiting = Callable[..., Visit]

NAME = {"zone": "panel", "kind": "text", "text": "Ada", "font": "great-vibes", "color": "#ffffff", "finish": "painted"}


def saved(web: httpx.Client, **choices: object) -> str:
    """The id of a saved configuration."""
    answer = web.post("/v1/configurations", json={"product": "tiny", **choices})
    assert answer.json()["valid"]
    return str(answer.json()["id"])


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what is focused is called so."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
        if words in found:
            return
    pytest.fail(f"{words} is not reached by keyboard")


def verified(sealed: Path) -> dict[str, object]:
    """What `livery verify` says of a sealed folder or document."""
    command = [sys.executable, "-m", "livery", "verify", str(sealed), "--json"]
    told: dict[str, object] = json.loads(
        subprocess.run(command, capture_output=True, check=True, env=os.environ).stdout
    )
    return told


def unpacked(data: bytes, folder: Path) -> Path:
    """Where the sealed folder of an archive lies."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return next(folder.rglob("seal.json")).parent


def taken(page: Page, link: str, file: Path) -> bytes:
    """What a link downloads."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    file.write_bytes(download.value.path().read_bytes())
    return file.read_bytes()


def sealed_by(page: Page, button: str, mail_to: str = "") -> None:
    """Agree to the terms and press the button."""
    page.get_by_label("I have read the terms").check()
    page.get_by_label("Approved by").fill("Ann Fitzgerald")
    page.get_by_label("E-mail").fill(mail_to)
    page.get_by_role("button", name=button).dblclick()
    page.wait_for_url("**/spec/*")


def letter_about(house: House, revision: int) -> EmailMessage:
    """The letter that went out with a revision, once it is there."""
    for _ in range(PATIENCE_MS // 100):
        for each in house.letters.taken:
            letter = message_from_bytes(each, policy=default)
            if str(letter["Subject"]).endswith(f"{revision}"):
                return letter
        time.sleep(0.1)
    pytest.fail(f"{len(house.letters.taken)} letters, and none about revision {revision}")


def test_the_whole_story(visit: Visiting, house: House, tmp_path: Path) -> None:
    visited = visit()
    page = visited.go("/")
    page.get_by_role("link", name="Tiny Cart").click()
    page.wait_for_selector(SHOWN)
    before = picture(page)
    page.locator("[data-zone='panel'] summary").click()
    page.get_by_label("Words", exact=True).last.fill("Ada")
    becomes_another(page, before)
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Keep this version").click()
    page.get_by_role("button", name="Compare with the standard version").click()
    page.wait_for_url("**/compare?ids=*")
    row = page.locator("tr[data-about='zone:panel']")
    expect(row).to_contain_text("“Ada”, Great Vibes, painted")
    expect(row.locator("figcaption")).to_contain_text("of what is seen")
    expect(page.locator("th[data-column='1'] .marks span")).to_have_text("1")
    page.get_by_role("link", name="Review B").click()
    page.get_by_role("link", name="Go to confirmation").click()
    expect(page.get_by_role("heading", name="“Ada”")).to_be_visible()
    later = visit(PHONE, "dark")
    other = later.go(f"/configure/tiny?order.saved={page.url.rsplit('/', 1)[1]}")
    sealed_by(page, "Finalize for $1,285.00")
    expect(page.locator(".state")).to_have_text("Finalized")
    expect(page.get_by_role("link", name="Amend it")).to_be_visible()
    assert visited.violations() == []
    assert visited.is_clean
    amended_where_it_was_open(later)
    folder = unpacked(taken(other, "All of it, sealed", tmp_path / "all.zip"), tmp_path / "all")
    assert verified(folder)["ok"]
    document = taken(other, "Spec sheet to print", tmp_path / "sheet.pdf")
    assert verified(tmp_path / "sheet.pdf")["ok"]
    (attached,) = letter_about(house, 2).iter_attachments()
    assert attached.get_content() == document == (folder / "spec_sheet.pdf").read_bytes()
    kept = [file for file in (*folder.rglob("*"), house.home / "log") if file.is_file()]
    assert not [file for file in kept if b"ann@b.example" in file.read_bytes()]
    other.get_by_role("link", name="See it where it will stand").click()
    wait_until(other, "document.querySelector('model-viewer')?.loaded")


def amended_where_it_was_open(visited: Visit) -> None:
    """On a phone that knew nothing of the sealing: a change is offered as an amendment, and seals the next revision."""
    page = visited.page
    choose(page, "rack", "none")
    expect(page.locator("#total")).not_to_have_text("…")
    page.get_by_role("button", name="Review and confirm").click()
    page.get_by_role("button", name="Look at the amendment").click()
    page.wait_for_url("**/amend/*")
    expect(page.locator("tr[data-about='rack']")).to_contain_text("No rack")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert visited.violations() == []
    sealed_by(page, "Seal revision 2", "ann@b.example")
    expect(page.locator(".opening")).to_contain_text("Revision 2")


def test_it_is_confirmed_by_keyboard_at_phone_width_and_where_it_differs_for_a_reason(
    visit: Visiting, web: httpx.Client
) -> None:
    visited = visit(PHONE, "dark")
    hardly_seen = {**NAME, "color": "#1d5440"}
    page = visited.go(f"/confirm/{saved(web, personalizations=[hardly_seen])}")
    assert visited.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    tab_to(page, "I have read the terms")
    page.keyboard.press("Space")
    tab_to(page, "Approved by")
    page.keyboard.type("Ann Fitzgerald")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("panel in zone-panel.png")
    expect(page.get_by_label("Why it will do")).to_be_focused()
    assert visited.violations() == []
    page.keyboard.type("Tone on tone, as ordered")
    tab_to(page, "Finalize")
    visited.faults.clear()  # a browser's console tells of every answer that refuses
    page.keyboard.press("Enter")
    page.wait_for_url("**/spec/*")
    expect(page.get_by_role("main")).to_contain_text("Tone on tone, as ordered")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert visited.violations() == []
    assert visited.is_clean


def test_nothing_is_finalized_that_has_changed_since_it_was_seen(visit: Visiting, web: httpx.Client) -> None:
    name = saved(web)
    page = visit().go(f"/confirm/{name}")
    web.put(f"/v1/configurations/{name}", json={"product": "tiny", "quantity": 2}, headers={"If-Match": "*"})
    page.get_by_label("I have read the terms").check()
    page.get_by_label("Approved by").fill("Ann")
    page.get_by_role("button", name="Finalize").click()
    expect(page.get_by_role("alert")).to_contain_text("It has changed since this page was opened.")
    assert web.get(f"/v1/configurations/{name}").json()["state"] == "saved"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_an_adviser_approves_by_a_link(visit: Visiting, web: httpx.Client, scheme: Scheme) -> None:
    name = saved(web, selections={"body_color": "paint.gold"}, personalizations=[NAME])
    visited = visit(PHONE, scheme)
    page = visited.go(f"/review/{name}")
    assert visited.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Link")
    expect(link).to_be_visible()
    visited.page.goto(link.input_value())
    assert page.get_by_role("link", name="Go to confirmation").count() == 0
    page.get_by_label("Your name").fill("Cy Adviser")
    page.get_by_label("What you want to say").fill("The name would <b>read better</b> in white.")
    page.get_by_role("button", name="Comment").click()
    expect(page.locator("#comments")).to_contain_text("<b>read better</b> in white.")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".state")).to_have_text("Ready to confirm")
    expect(page.locator("#comments")).to_contain_text("Cy Adviser approved version 1")
    assert visited.violations() == []
    assert visited.is_clean


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_a_comparison_names_what_each_difference_comes_from(
    visit: Visiting, web: httpx.Client, size: tuple[int, int], scheme: Scheme
) -> None:
    other = saved(web, selections={"body_color": "paint.gold", "tyre_color": "rubber.black", "rack": "none"})
    visited = visit(size, scheme)
    page = visited.go(f"/compare?ids={saved(web)},{other}")
    rows = page.locator("tbody tr[data-differs]")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).locator(".other .price")).to_have_text("+$80")
    expect(rows.nth(0).locator("figcaption")).to_be_visible()
    expect(rows.nth(1).locator("figcaption")).to_be_visible()
    expect(page.locator("tr[data-about='tyre_color']")).to_be_hidden()
    page.get_by_label("Only what differs").uncheck()
    expect(page.locator("tr[data-about='tyre_color']")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert visited.violations() == []
    assert visited.is_clean


def test_terms_are_text_and_no_program(web: httpx.Client) -> None:
    page = web.get(f"/confirm/{saved(web)}", headers={"Accept": "text/html"}).text
    assert "<strong>Lettering</strong>" in page
    assert "&lt;script&gt;Nothing else" in page


def test_a_long_talk_comes_in_pages_the_newest_first(web: httpx.Client) -> None:
    name = saved(web)
    for number in range(23):
        web.post(f"/v1/configurations/{name}/comments", json={"by": "Ann", "text": f"word-{number}", "version": 1})
    newest = web.get(f"/review/{name}", headers={"Accept": "text/html"}).text
    assert ("word-2<" in newest, "word-3<" in newest, "word-22<" in newest) == (False, True, True)
    assert "?said=3#" in newest
    first = web.get(f"/review/{name}?said=3", headers={"Accept": "text/html"}).text
    assert ("word-2<" in first, "word-3<" in first) == (True, False)
    assert "?said=23#" in first


def test_addresses_that_lead_nowhere_say_so(web: httpx.Client) -> None:
    for path in (f"/review/{'a' * 26}", f"/confirm/{'a' * 26}", f"/spec/{'a' * 26}", f"/shared/{'a' * 43}"):
        assert web.get(path, headers={"Accept": "text/html"}).status_code == 404
