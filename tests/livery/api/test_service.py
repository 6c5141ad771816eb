"""The API as clients meet it: a real server, a real worker, a real Valkey."""

import io
import json
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.livery.api.conftest import NAME
from tests.test_compose import SERVICES

GALD = '{"configuration": {"product": "tiny", "selections": {"body_color": "paint.gald"}}}'
TINY: dict[str, Any] = {"product": "tiny", "personalizations": [NAME]}


def picture(api: httpx.Client, **wish: object) -> httpx.Response:
    return api.post("/v1/previews", json={"configuration": TINY, "size": 160, **wish}, headers={"Prefer": "wait=60"})


def test_the_catalog_is_shown_with_an_etag_that_saves_sending_it_again(api: httpx.Client) -> None:
    (product,) = api.get("/v1/products").json()["items"]
    found = api.get(product["href"])
    assert found.json()["features"][0]["code"] == "body_color"
    again = api.get(product["href"], headers={"If-None-Match": found.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_preview_is_a_picture_and_the_next_of_its_kind_the_same_bytes(api: httpx.Client) -> None:
    first, second = picture(api), picture(api)
    assert (first.status_code, first.headers["content-type"]) == (200, "image/png")
    assert struct.unpack(">II", first.content[16:24]) == (160, 120)
    assert second.content == first.content
    kept = api.get(first.headers["content-location"])
    assert kept.content == first.content
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert api.get(kept.url, headers={"If-None-Match": kept.headers["etag"]}).status_code == 304


def test_many_equal_requests_at_once_are_one_job(api: httpx.Client) -> None:
    wish = {"configuration": {**TINY, "selections": {"body_color": {"custom": "#123456"}}}, "size": 160}
    headers = {"Accept": "application/json", "Prefer": "wait=60"}
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: api.post("/v1/previews", json=wish, headers=headers), range(48)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["sha256"] for answer in answers}) == 1


def test_who_does_not_wait_is_told_where_to_look(api: httpx.Client) -> None:
    wish = {"configuration": {**TINY, "selections": {"rack": "large"}}, "size": 160}
    asked = api.post("/v1/previews", json=wish, headers={"Prefer": "wait=0"})
    assert asked.status_code in (200, 202)
    if asked.status_code == 202:
        assert asked.headers["retry-after"]
        *_, last = events(api, f"{asked.headers['location']}/events")
        assert (last["state"], last["kind"]) == ("done", "preview")


def events(api: httpx.Client, url: str) -> list[dict[str, Any]]:
    with api.stream("GET", url) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        return [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]


@pytest.mark.parametrize(
    ("ending", "kind", "red"),
    [("webp", "WEBP", "ff0000"), ("jpeg", "JPEG", "ff0000"), ("auto", "AVIF", "gradient(ff0000,00ff00)")],
)
def test_a_frame_says_all_about_itself_in_its_address(api: httpx.Client, ending: str, kind: str, red: str) -> None:
    url = f"/v1/products/tiny/frames/hero/cart.{ending}?feature=BODY_COLOR:paint.gold&size=160&background={red}"
    found = api.get(url, headers={"Prefer": "wait=60", "Accept": "image/avif,*/*"})
    assert ("Accept" in found.headers.get("vary", "").split(", ")) == (ending == "auto")
    shown = Image.open(io.BytesIO(found.content))
    assert (shown.format, shown.size) == (kind, (160, 120))
    assert shown.convert("RGB").getpixel((0, 0)) == pytest.approx((255, 0, 0), abs=14)


def test_a_build_makes_everything_and_its_sheet_finds_its_pictures(api: httpx.Client) -> None:
    begun = api.post("/v1/builds", json={"configuration": TINY})
    *_, last = events(api, f"{begun.json()['href']}/events") if begun.status_code == 202 else [begun.json()]
    assert last["state"] == "done"
    assert last["progress"]["done"] == last["progress"]["total"]
    assert {"model.glb", "spec_sheet.html", "images/hero.png"} <= {asset["name"] for asset in last["assets"]}
    for asset in last["assets"]:
        assert len(api.get(asset["href"]).content) == asset["bytes"]
    page = api.get(f"/v1/builds/{last['id']}/files/spec_sheet.html")
    assert "sandbox" in page.headers["content-security-policy"]
    assert api.get(f"/v1/builds/{last['id']}/files/images/hero.png").headers["content-type"] == "image/png"
    again = api.post("/v1/builds", json={"configuration": TINY})
    assert (again.status_code, again.json()["id"]) == (200, last["id"])


def test_a_configuration_is_saved_changed_and_never_overwritten(api: httpx.Client) -> None:
    saved = api.post("/v1/configurations", json=TINY)
    assert saved.status_code == 201
    assert saved.json()["valid"] is True
    place, tag = saved.headers["location"], saved.headers["etag"]
    assert api.put(place, json=TINY).status_code == 428
    changed = api.put(place, json={"product": "tiny"}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    late = api.put(place, json=TINY, headers={"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "VERSION_STALE")
    assert api.get(place, params={"version": 1}).json()["configuration"]["personalizations"][0]["text"] == "Ada"
    name = saved.json()["id"]
    assert picture(api, configuration=name).status_code == 200


def test_pages_of_saved_configurations_leave_nothing_out(api: httpx.Client) -> None:
    made = {api.post("/v1/configurations", json={"product": "tiny", "quantity": n}).json()["id"] for n in range(1, 6)}
    seen, url = set[str](), "/v1/configurations?limit=2"
    while url:
        page = api.get(url)
        seen |= {item["id"] for item in page.json()["items"]}
        url = page.links.get("next", {}).get("url", "")
    assert made <= seen


def test_a_request_sent_twice_is_carried_out_once(api: httpx.Client) -> None:
    headers = {"Idempotency-Key": "order-1"}
    first = api.post("/v1/configurations", json=TINY, headers=headers)
    second = api.post("/v1/configurations", json=TINY, headers=headers)
    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"
    other = api.post("/v1/configurations", json={"product": "tiny"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")


def test_a_logo_is_handed_in_and_drawn(api: httpx.Client) -> None:
    logo = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#d02020"/></svg>'
    )
    named = api.post("/v1/files", content=logo, headers={"Content-Type": "image/svg+xml"}).json()["file"]
    mark = {"zone": "panel", "kind": "logo", "file": named, "finish": "painted"}
    verdict = api.post("/v1/validations", json={"product": "tiny", "personalizations": [mark]}).json()
    assert verdict["valid"], verdict
    mark["file"] = "../../operator/secret.svg"
    verdict = api.post("/v1/validations", json={"product": "tiny", "personalizations": [mark]}).json()
    assert verdict["violations"][0]["code"] == "FILE_OUTSIDE"


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        (GALD, "OPTION_UNKNOWN", "/selections/body_color"),
        ('{"configuration": {"product": "../x"}}', "PRODUCT_UNKNOWN", "/product"),
        ('{"configuration": {"product": "tiny"}, "size": 100000}', "SIZE_UNKNOWN", "/size"),
        ('{"configuration": {"product": "tiny"}, "size": NaN}', "JSON_INVALID", ""),
        ('{"configuration": {"product": "\\ud800"}}', "FIELD_TYPE", "/product"),
        ('{"configuration": {"product": "tiny"}, "extra": 1}', "FIELD_UNKNOWN", "/extra"),
        ("[" * 100000, "JSON_INVALID", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_a_code_and_a_pointer(api: httpx.Client, body: str, code: str, path: str) -> None:
    answer = api.post("/v1/previews", content=body, headers={"Content-Type": "application/json"})
    status = 400 if code == "JSON_INVALID" else 422
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    first = answer.json()["violations"][0]
    assert (first["code"], first["path"]) == (code, path)


def test_refusals_have_their_status(api: httpx.Client) -> None:
    assert api.post("/v1/previews", content=b"x" * 1_100_000).status_code == 413
    assert api.post("/v1/previews", content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert api.get(f"/v1/jobs/{'0' * 64}").status_code == 404
    assert api.get("/v1/assets/../../etc/passwd").status_code == 404
    assert api.get("/v1/nothing").json()["code"] == "NOT_FOUND"
    assert picture(api, shot="behind").json()["code"] == "SHOT_UNKNOWN"


def test_a_signed_address_works_until_a_character_is_changed(api: httpx.Client) -> None:
    wish = {"url": "/v1/products/tiny/frames/hero/cart.png?feature=body_color:paint.gold&size=160"}
    signed = api.post("/v1/signatures", json=wish).json()["url"]
    assert api.get(signed).status_code == 200
    for spoiled in (
        signed.replace("gold", "pine"),
        signed[:-1] + ("0" if signed[-1] != "0" else "1"),
        f"{signed}&size=320",
    ):
        assert api.get(spoiled).status_code == 403


def test_every_answer_is_strict_traced_and_open_to_browsers(api: httpx.Client) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace}-b7ad6b7169203331-01", "Origin": "http://localhost:3000"}
    answer = api.get("/v1/products", headers=headers)
    assert answer.headers["trace-id"] == trace
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["access-control-allow-origin"] == "http://localhost:3000"
    large = api.get("/v1/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert large.headers["content-encoding"] == "gzip"


def test_metrics_speak_of_jobs_and_workers(api: httpx.Client) -> None:
    first, second = picture(api), picture(api)
    assert first.content == second.content
    text = api.get("/metrics").text
    assert 'livery_jobs{queue="preview",state="done"}' in text
    assert 'livery_workers{state="working"} 1.0' in text
    assert 'livery_render_seconds{engine="studio"}' in text
    assert 'livery_answer_seconds_count{how="kept",verb="preview"}' in text


def test_the_container_knows_whether_it_is_well(api: httpx.Client) -> None:
    kind, program, *words = SERVICES["api"]["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")
    for port, ends in ((api.base_url.port, 0), (1, 1)):
        here = [word.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for word in words]
        assert subprocess.run([sys.executable, *here], stderr=subprocess.DEVNULL, check=False).returncode == ends
