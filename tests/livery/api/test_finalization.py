"""From a saved configuration to a sealed specification and the word of an ERP, over HTTP."""

import io
import json
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from configurator.seal import verify_folder
from tests.livery.api.conftest import NAME

TINY: dict[str, Any] = {"product": "tiny", "personalizations": [NAME]}
PLAIN = {"product": "tiny", "quantity": 4}
AGREED = {"terms": "1", "approver": "Ann Fitzgerald"}
PATIENT = {"Prefer": "wait=60"}


def ready(api: httpx.Client, wanted: dict[str, Any] = TINY) -> httpx.Response:
    """A saved configuration that is ready to be finalized."""
    saved = api.post("/v1/configurations", json=wanted, params={"by": "Ann"})
    tag = {"If-Match": saved.headers["etag"]}
    return api.put(f"{saved.headers['location']}/state", json={"state": "ready"}, headers=tag)


def finalize(
    api: httpx.Client, seen: httpx.Response, agreed: Mapping[str, str] = AGREED, **headers: str
) -> httpx.Response:
    place = f"/v1/configurations/{seen.json()['id']}/finalize"
    return api.post(place, json=agreed, headers={**PATIENT, "If-Match": seen.headers["etag"], **headers})


def ended(api: httpx.Client, begun: httpx.Response) -> dict[str, Any]:
    """The job that was begun, once it has ended: a machine that has much to do may take its time."""
    with api.stream("GET", begun.json()["events"], timeout=600) as stream:
        found = [line for line in stream.iter_lines() if line.startswith("data: ")]
    job: dict[str, Any] = json.loads(found[-1][6:])
    return job


def settled(api: httpx.Client, answer: httpx.Response) -> tuple[int, dict[str, Any]]:
    """Status and body of a finalization, also of one that took longer than its client waited."""
    if answer.status_code != 202:
        return answer.status_code, answer.json()
    job = ended(api, answer)
    problem: dict[str, Any] | None = job["problem"]
    return (problem["status"], problem) if problem else (201, api.get(job["result"]).json())


@pytest.fixture
def spec(api: httpx.Client) -> httpx.Response:
    """A specification, just sealed."""
    sealed = finalize(api, api.post("/v1/configurations", json=TINY, params={"by": "Ann"}))
    assert sealed.status_code in (201, 202), sealed.text
    return api.get(ended(api, sealed)["result"]) if sealed.status_code == 202 else sealed


def test_what_is_ready_is_sealed_and_its_folder_verifies(
    api: httpx.Client, spec: httpx.Response, tmp_path: Path
) -> None:
    told = spec.json()
    assert (told["state"], told["revision"], told["acceptance"]["approver"]) == ("finalized", 1, "Ann Fitzgerald")
    assert told["href"] == f"/v1/specs/{told['id']}"
    with zipfile.ZipFile(io.BytesIO(api.get(told["archive"]).content)) as archive:
        archive.extractall(tmp_path)
    verdict = verify_folder(tmp_path / told["id"])
    assert verdict.ok, verdict.faults
    assert verdict.revision is not None
    assert verdict.revision.spec == told["id"]
    sheet = api.get(told["pdf"])
    assert (sheet.headers["content-type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")
    assert api.get(f"{told['href']}.pdf").content == sheet.content
    for file in told["files"]:
        assert api.get(file["href"]).content == (tmp_path / told["id"] / file["name"]).read_bytes()
    assert api.get(f"{told['href']}/assets/seal.json").json()["revision_sha256"] == told["sha256"]
    again = api.get(told["href"], headers={"If-None-Match": spec.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert told["id"] in {each["id"] for each in api.get("/v1/specs?limit=100").json()["items"]}


def test_only_what_was_seen_and_is_ready_can_be_finalized(api: httpx.Client) -> None:
    saved = api.post("/v1/configurations", json=TINY)
    tag = {"If-Match": saved.headers["etag"]}
    early = finalize(api, api.put(f"{saved.headers['location']}/state", json={"state": "in_review"}, headers=tag))
    assert (early.status_code, early.json()["code"]) == (409, "STATE_FORBIDS")
    seen = ready(api)
    place = f"/v1/configurations/{seen.json()['id']}/finalize"
    assert api.post(place, json=AGREED).status_code == 428
    late = api.post(place, json=AGREED, headers={"If-Match": saved.headers["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "VERSION_STALE")
    anonymous = api.post(place, json={**AGREED, "approver": " "}, headers={"If-Match": seen.headers["etag"]})
    assert (anonymous.status_code, anonymous.json()["code"]) == (422, "APPROVER_MISSING")


def test_of_two_finalizations_at_once_one_wins(api: httpx.Client) -> None:
    seen = ready(api)
    place = f"/v1/configurations/{seen.json()['id']}/finalize"

    def attempt(name: str) -> httpx.Response:
        headers = {**PATIENT, "If-Match": seen.headers["etag"]}
        return api.post(place, json={**AGREED, "approver": name}, headers=headers)

    with ThreadPoolExecutor(4) as pool:
        answers = [settled(api, answer) for answer in pool.map(attempt, ("Ann", "Bo", "Cy", "Di"))]
    (won,) = [body for status, body in answers if status == 201]
    lost = {body["code"] for status, body in answers if status != 201}
    assert lost <= {"ALREADY_FINALIZED", "VERSION_STALE", "STATE_FORBIDS"}
    assert api.get(f"/v1/specs/{seen.json()['id']}").json()["acceptance"] == won["acceptance"]


def test_a_click_that_comes_twice_is_one_order(api: httpx.Client) -> None:
    seen = ready(api)
    once = {"Idempotency-Key": f"order-{seen.json()['id']}"}
    first, second = (settled(api, finalize(api, seen, AGREED, **once)) for _ in range(2))
    assert first[0] == 201
    assert second == first


def test_who_does_not_wait_is_told_of_a_job_that_needs_nobody(api: httpx.Client) -> None:
    seen = ready(api)
    begun = finalize(api, seen, Prefer="respond-async")
    assert begun.status_code == 202
    assert ended(api, begun)["result"] == f"/v1/specs/{seen.json()['id']}"
    assert api.get(f"/v1/specs/{seen.json()['id']}").status_code == 200


def test_what_does_not_show_what_was_drawn_is_sealed_for_a_reason_and_not_otherwise(api: httpx.Client) -> None:
    """Green on green: nobody sees it in the close-up."""
    seen = ready(api, {"product": "tiny", "personalizations": [{**NAME, "color": "#1d5440"}]})
    status, refused = settled(api, finalize(api, seen))
    assert (status, refused["code"], refused["details"]) == (409, "UNPROVEN", {"findings": ["panel in zone-panel.png"]})
    place = f"/v1/configurations/{seen.json()['id']}"
    assert api.get(place).json()["state"] == "ready"
    status, sealed = settled(api, finalize(api, seen, {**AGREED, "accept_unproven": "Tone on tone, as ordered"}))
    assert (status, sealed["acceptance"]["unproven"]) == (201, "Tone on tone, as ordered")
    assert api.get(f"{place}/trail").json()["items"][-1]["details"]["unproven"] == "Tone on tone, as ordered"
    assert "Tone on tone, as ordered" in api.get(f"{sealed['href']}/assets/spec_sheet.html").text


def test_inside_the_window_another_revision_takes_its_place(api: httpx.Client, spec: httpx.Response) -> None:
    place, wish = spec.json()["href"], {**AGREED, "configuration": PLAIN}
    assert api.post(f"{place}/amend", json=wish).status_code == 428
    headers = {**PATIENT, "If-Match": spec.headers["etag"]}
    status, amended = settled(api, api.post(f"{place}/amend", json=wish, headers=headers))
    assert (status, amended["revision"], amended["previous"]) == (201, 2, spec.json()["sha256"])
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
    assert api.post(place, json={**word, "reference": "SO-9999"}).json()["code"] == "ACKNOWLEDGED_OTHERWISE"
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
    answer = api.post(f"{place}/amend", json={**AGREED, "configuration": PLAIN}, headers=headers)
    _, amended = settled(api, answer)
    assert (amended["state"], amended["revision"]) == ("finalized", 2)


def test_what_is_not_there_is_404(api: httpx.Client, spec: httpx.Response) -> None:
    nobody = "a" * 26
    for place in (f"/v1/specs/{nobody}", f"/v1/specs/{nobody}.pdf", f"{spec.json()['href']}/assets/nothing.png"):
        assert api.get(place).status_code == 404
    assert api.get(f"{spec.json()['href']}/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd").status_code == 404
