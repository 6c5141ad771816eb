"""A browser signs in with a key, and may then what the key may, for a time, from pages of this site alone."""

import time
from dataclasses import replace

import httpx
import pytest

from livery.api.limits import Bucket
from livery.api.service import Service
from livery.api.session import COOKIE, lasting_seconds
from livery.api.signing import Signer, read_keys
from tests.livery.api.keyed import asked, service
from workers.settings import settings

__all__ = ["service"]

HERE, PAGE = {"Sec-Fetch-Site": "same-origin"}, {"Accept": "text/html,*/*"}
TINY = {"product": "tiny"}


def sign_in(service: Service, key: str, onward: str = "/", **extra: str) -> httpx.Response:
    return asked(service, "POST", "/sign-in", extra={**HERE, **extra}, data={"key": key, "next": onward})


def cookie(answer: httpx.Response) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={answer.cookies[COOKIE]}"}


@pytest.fixture
def signed_in(service: Service) -> dict[str, str]:
    """The cookie of somebody who may read and write."""
    return cookie(sign_in(service, service.keys.issue("north", ("read", "write"))))


def test_whoever_is_nobody_yet_is_asked_and_led_back(service: Service) -> None:
    sent = asked(service, "GET", "/configure/tiny?rack=large", extra=PAGE)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=/configure/tiny%3Frack%3Dlarge")
    assert 'value="/configure/tiny?rack=large"' in asked(service, "GET", sent.headers["location"], extra=PAGE).text
    key = service.keys.issue("north", ("read",))
    back = sign_in(service, key, "/configure/tiny?rack=large")
    assert (back.status_code, back.headers["location"]) == (303, "/configure/tiny?rack=large")
    assert "made yours" in asked(service, "GET", "/configure/tiny", extra={**PAGE, **cookie(back)}).text
    assert key.split("_", 2)[2] not in back.headers["set-cookie"]


def test_the_cookie_is_for_this_site_and_no_script(service: Service) -> None:
    words = sign_in(service, service.keys.issue("north", ("read",))).headers["set-cookie"]
    assert all(word in words for word in ("HttpOnly", "SameSite=lax", "Path=/", f"Max-Age={lasting_seconds()}"))
    assert "Secure" not in words


def test_over_tls_the_cookie_stays_there(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVERY_SITE", "https://carts.example")
    settings.cache_clear()
    words = sign_in(service, service.keys.issue("north", ("read",))).headers["set-cookie"]
    monkeypatch.undo()
    settings.cache_clear()
    assert "Secure" in words


def test_a_session_may_do_what_its_key_may(service: Service, signed_in: dict[str, str]) -> None:
    assert asked(service, "POST", "/v1/configurations", extra={**signed_in, **HERE}, json=TINY).status_code == 201
    refused = asked(service, "POST", "/v1/previews", extra={**signed_in, **HERE}, json={"configuration": TINY})
    assert (refused.status_code, refused.json()["code"]) == (403, "SCOPE_MISSING")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"}],
)
def test_pages_of_others_can_write_nothing(
    service: Service, signed_in: dict[str, str], headers: dict[str, str]
) -> None:
    for url in ("/v1/configurations", "/sign-in", "/sign-out"):
        refused = asked(service, "POST", url, extra={**signed_in, **headers}, json=TINY)
        assert (refused.status_code, refused.json()["code"]) == (403, "ORIGIN_FOREIGN")
    assert asked(service, "GET", "/v1/configurations", extra={**signed_in, **headers}).json()["items"] == []


def test_an_older_browser_says_its_origin(service: Service, signed_in: dict[str, str]) -> None:
    ours = {**signed_in, "Origin": "http://livery.test"}
    assert asked(service, "POST", "/v1/configurations", extra=ours, json=TINY).status_code == 201


def test_what_is_over_forged_or_revoked_ends(service: Service) -> None:
    key = service.keys.issue("north", ("read",))
    good = cookie(sign_in(service, key))
    later = Signer(read_keys("", service.home.root), lambda: time.time() + lasting_seconds() + 2)
    spoiled = {"Cookie": good["Cookie"].replace(key.split("_")[1], "0" * 16)}
    for asking, extra in ((replace(service, signer=later), good), (service, spoiled)):
        assert asked(asking, "GET", "/v1/products", extra=extra).json()["code"] == "SESSION_OVER"
    assert asked(service, "GET", "/v1/products", extra=good).status_code == 200
    service.keys.revoke(key.split("_")[1])
    assert asked(service, "GET", "/v1/products", extra=good).json()["code"] == "KEY_INVALID"
    assert asked(service, "GET", "/", extra={**good, **PAGE}).headers["location"] == "/sign-in?next=/"


def test_a_key_that_is_none_is_told_so_and_kept_out_of_the_page(service: Service) -> None:
    wrong = sign_in(service, "lv_guess", "/review/x", **PAGE)
    assert (wrong.status_code, COOKIE in wrong.cookies) == (401, False)
    assert "This API key is not good." in wrong.text
    assert "lv_guess" not in wrong.text


@pytest.mark.parametrize("onward", ["//evil.example", "/\\evil.example", "https://evil.example", "///e", "", "/a\r\nb"])
def test_nobody_is_led_elsewhere(service: Service, onward: str) -> None:
    assert sign_in(service, service.keys.issue("north", ("read",)), onward).headers["location"] == "/"


def test_signing_out_forgets(service: Service, signed_in: dict[str, str]) -> None:
    page = asked(service, "GET", "/", extra={**signed_in, **PAGE})
    assert "Sign out" in page.text
    gone = asked(service, "POST", "/sign-out", extra={**signed_in, **HERE})
    assert (gone.status_code, gone.headers["location"]) == (303, "/sign-in")
    assert f'{COOKIE}=""' in gone.headers["set-cookie"] and "Max-Age=0" in gone.headers["set-cookie"]


def test_errors_of_pages_keep_their_headers_and_their_trace(service: Service) -> None:
    few = replace(service, requests=Bucket(1, "TOO_MANY_REQUESTS"))
    extra = {**PAGE, **cookie(sign_in(few, few.keys.issue("north", ("read",))))}
    answers = [asked(few, "GET", "/", extra=extra) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert int(answers[1].headers["retry-after"]) > 0
    assert answers[1].headers["trace-id"]
    assert "<h1>" in answers[1].text
    nowhere = asked(service, "GET", "/nowhere", extra=PAGE)
    assert (nowhere.status_code, "All products" in nowhere.text) == (404, True)
    assert asked(service, "GET", "/nowhere").json()["code"] == "NOT_FOUND"
