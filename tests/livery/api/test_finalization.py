"""From a saved configuration to a sealed specification and the word of an ERP, over HTTP."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from configurator.seal import verify_folder
from tests.livery.api.conftest import NAME

TINY: dict[str, Any] = {"product": "tiny", "personalizations": [NAME]}
AGREED = {"terms": "1", "approver": "Ann Fitzgerald"}
PATIENT = {"Prefer": "wait=60"}


def ready(api: httpx.Client, wanted: dict[str, Any] = TINY) -> httpx.Response:
    """A saved configuration that is ready to be finalized."""
    saved = api.post("/v1/configurations", json=wanted, params={"by": "Ann"})
    tag = {"If-Match": saved.headers["etag"]}
    return api.put(f"{saved.headers['location']}/state", json={"state": "ready"}, headers=tag)


def finalize(api: httpx.Client, seen: httpx.Response, **headers: str) -> httpx.Response:
    place = f"/v1/configurations/{seen.json()['id']}/finalize"
    return api.post(place, json=AGREED, headers={**PATIENT, "If-Match": seen.headers["etag"], **headers})


@pytest.fixture
def spec(api: httpx.Client) -> httpx.Response:
    """A specification, just sealed."""
    sealed = finalize(api, ready(api))
    assert sealed.status_code == 201, sealed.text
    return sealed


def test_what_is_ready_is_sealed_and_its_folder_verifies(
    api: httpx.Client, spec: httpx.Response, tmp_path: Path
) -> None:
    told = spec.json()
    assert (told["state"], told["revision"], told["acceptance"]["approver"]) == ("finalized", 1, "Ann Fitzgerald")
    assert spec.headers["location"] == told["href"] == f"/v1/specs/{told['id']}"
    with zipfile.ZipFile(io.BytesIO(api.get(told["archive"]).content)) as archive:
        archive.extractall(tmp_path)
    verdict = verify_folder(tmp_path / told["id"])
    assert verdict.ok, verdict.faults
    assert verdict.revision is not None
    assert verdict.revision.spec == told["id"]
    for file in told["files"]:
        assert api.get(file["href"]).content == (tmp_path / told["id"] / file["name"]).read_bytes()
    assert api.get(f"{told['href']}/assets/seal.json").json()["revision_sha256"] == told["sha256"]
    again = api.get(told["href"], headers={"If-None-Match": spec.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert told["id"] in {each["id"] for each in api.get("/v1/specs?limit=100").json()["items"]}


def test_only_what_was_seen_and_is_ready_can_be_finalized(api: httpx.Client) -> None:
    saved = api.post("/v1/configurations", json=TINY)
    early = finalize(api, saved)
    assert (early.status_code, early.json()["code"]) == (409, "STATE_FORBIDS")
    seen = ready(api)
    place = f"/v1/configurations/{seen.json()['id']}/finalize"
    assert api.post(place, json=AGREED).status_code == 428
    late = api.post(place, json=AGREED, headers={"If-Match": saved.headers["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "VERSION_STALE")
    anonymous = api.post(place, json={**AGREED, "approver": " "}, headers={"If-Match": seen.headers["etag"]})
    assert (anonymous.status_code, anonymous.json()["code"]) == (422, "APPROVER_MISSING")


def test_of_two_finalizations_at_once_one_wins(api: httpx.Client) -> None:
    seen = ready(api, {**TINY, "quantity": 2})
    place = f"/v1/configurations/{seen.json()['id']}/finalize"

    def attempt(name: str) -> httpx.Response:
        headers = {**PATIENT, "If-Match": seen.headers["etag"]}
        return api.post(place, json={**AGREED, "approver": name}, headers=headers)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(attempt, ("Ann", "Bo", "Cy", "Di")))
    assert sorted(answer.status_code for answer in answers)[0] == 201
    assert [answer.status_code for answer in answers].count(201) == 1
    assert {answer.json()["code"] for answer in answers if answer.status_code != 201} <= {
        "ALREADY_FINALIZED", "VERSION_STALE", "STATE_FORBIDS"
    }  # fmt: skip
    winner = next(answer.json()["acceptance"]["approver"] for answer in answers if answer.status_code == 201)
    assert api.get(f"/v1/specs/{seen.json()['id']}").json()["acceptance"]["approver"] == winner


def test_a_click_that_comes_twice_is_one_order(api: httpx.Client) -> None:
    seen = ready(api)
    once = {"Idempotency-Key": f"order-{seen.json()['id']}"}
    first, second = finalize(api, seen, **once), finalize(api, seen, **once)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()


def test_who_does_not_wait_is_told_of_a_job_that_needs_nobody(api: httpx.Client) -> None:
    seen = ready(api, {**TINY, "selections": {"rack": "large"}, "quantity": 3})
    begun = finalize(api, seen, Prefer="respond-async")
    assert begun.status_code == 202
    with api.stream("GET", begun.json()["events"]) as stream:
        last = [line for line in stream.iter_lines() if line.startswith("data: ")][-1]
    assert f'"result": "/v1/specs/{seen.json()["id"]}"' in last
    assert api.get(f"/v1/specs/{seen.json()['id']}").status_code == 200


def test_inside_the_window_another_revision_takes_its_place(api: httpx.Client, spec: httpx.Response) -> None:
    place, wish = spec.json()["href"], {**AGREED, "configuration": {**TINY, "quantity": 4}}
    assert api.post(f"{place}/amend", json=wish).status_code == 428
    headers = {**PATIENT, "If-Match": spec.headers["etag"]}
    amended = api.post(f"{place}/amend", json=wish, headers=headers)
    assert (amended.status_code, amended.json()["revision"]) == (201, 2), amended.text
    assert amended.json()["previous"] == spec.json()["sha256"]
    late = api.post(f"{place}/amend", json=wish, headers=headers)
    assert (late.status_code, late.json()["code"]) == (412, "VERSION_STALE")
    assert api.get(place, params={"revision": 1}).json()["sha256"] == spec.json()["sha256"]
    assert api.get(f"/v1/configurations/{spec.json()['id']}").json()["configuration"]["quantity"] == 4
    trail = api.get(f"/v1/configurations/{spec.json()['id']}/trail").json()["items"]
    assert [entry["action"] for entry in trail] == ["saved", "ready", "finalized", "saved", "finalized"]


def test_what_the_erp_says_is_written_down_once(api: httpx.Client, spec: httpx.Response) -> None:
    place = f"{spec.json()['href']}/acknowledgement"
    word = {"revision": 1, "accepted": True, "reference": "SO-4711"}
    assert api.post(place, json={**word, "revision": 2}).json()["code"] == "REVISION_DIFFERS"
    assert [api.post(place, json=word).json()["state"] for _ in range(2)] == ["released", "released"]
    assert api.post(place, json={**word, "accepted": False}).json()["code"] == "STATE_FORBIDS"
    released = {**PATIENT, "If-Match": api.get(spec.json()["href"]).headers["etag"]}
    amended = api.post(f"{spec.json()['href']}/amend", json={**AGREED, "configuration": TINY}, headers=released)
    assert (amended.status_code, amended.json()["code"]) == (409, "STATE_FORBIDS")


def test_what_was_rejected_may_be_changed(api: httpx.Client, spec: httpx.Response) -> None:
    place = spec.json()["href"]
    word = {"revision": 1, "accepted": False, "message": "No such fabric any more."}
    rejected = api.post(f"{place}/acknowledgement", json=word)
    assert rejected.json()["state"] == "rejected"
    headers = {**PATIENT, "If-Match": rejected.headers["etag"]}
    amended = api.post(f"{place}/amend", json={**AGREED, "configuration": {"product": "tiny"}}, headers=headers)
    assert (amended.json()["state"], amended.json()["revision"]) == ("finalized", 2)


def test_what_is_not_there_is_404(api: httpx.Client, spec: httpx.Response) -> None:
    nobody = "a" * 26
    for place in (f"/v1/specs/{nobody}", f"/v1/specs/{nobody}.pdf", f"{spec.json()['href']}/assets/nothing.png"):
        assert api.get(place).status_code == 404
    assert api.get(f"{spec.json()['href']}/assets/../../../etc/passwd").status_code == 404
