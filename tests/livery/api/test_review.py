"""Saved configurations talked about, shared, compared and tried otherwise, over HTTP."""

from typing import Any

import httpx
import pytest

from tests.livery.api.conftest import NAME

TINY: dict[str, Any] = {"product": "tiny", "personalizations": [NAME]}


@pytest.fixture
def saved(api: httpx.Client) -> httpx.Response:
    return api.post("/v1/configurations", json=TINY, params={"name": " The  Fitzgeralds", "by": "Ann"})


def place(saved: httpx.Response, more: str = "") -> str:
    return f"/v1/configurations/{saved.json()['id']}{more}"


def tag(answer: httpx.Response) -> dict[str, str]:
    return {"If-Match": answer.headers["etag"]}


def test_names_states_and_versions_are_kept_with_who_did_what(api: httpx.Client, saved: httpx.Response) -> None:
    assert (saved.json()["name"], saved.json()["state"]) == ("The Fitzgeralds", "saved")
    named = api.put(place(saved, "/name"), json={"name": "Westview", "by": "Bo"})
    moved = api.put(place(saved, "/state"), json={"state": "in_review", "by": "Bo"}, headers=tag(named))
    assert (moved.json()["name"], moved.json()["state"]) == ("Westview", "in_review")
    late = api.put(place(saved, "/state"), json={"state": "ready"}, headers=tag(saved))
    assert (late.status_code, late.json()["code"]) == (412, "VERSION_STALE")
    never = api.put(place(saved, "/state"), json={"state": "superseded"}, headers=tag(moved))
    assert (never.status_code, never.json()["code"]) == (409, "STATE_FORBIDS")
    assert api.put(place(saved, "/state"), json={"state": "finalized"}, headers=tag(moved)).status_code == 422
    changed = api.put(place(saved), json={"product": "tiny"}, headers=tag(moved), params={"by": "Cy"})
    assert (changed.json()["version"], changed.json()["state"]) == (2, "saved")
    versions = api.get(place(saved, "/versions")).json()["items"]
    assert [(each["version"], each["saved_by"]) for each in versions] == [(1, "Ann"), (2, "Cy")]
    assert api.get(versions[0]["href"]).json()["configuration"]["personalizations"]
    trail = api.get(place(saved, "/trail")).json()["items"]
    assert [entry["action"] for entry in trail] == ["saved", "renamed", "in_review", "saved"]


def test_an_adviser_needs_nothing_but_the_link(api: httpx.Client, saved: httpx.Response) -> None:
    link = api.post(place(saved, "/shares"), json={"days": 3, "by": "Ann"}).json()
    seen = api.get(link["href"])
    assert seen.json()["price"]["total"] == saved.json()["price"]["total"]
    word = {"by": "Cy", "version": 1}
    asked = api.post(f"{link['href']}/comments", json={**word, "kind": "change-request", "text": "White, please."})
    assert [each["text"] for each in asked.json()["items"]] == ["White, please."]
    assert api.post(f"{link['href']}/comments", json={**word, "kind": "approval"}).status_code == 201
    assert api.get(place(saved)).json()["state"] == "ready"
    api.put(place(saved), json={"product": "tiny"}, headers=tag(api.get(place(saved))))
    late = api.post(f"{link['href']}/comments", json={**word, "kind": "approval"})
    assert (late.status_code, late.json()["code"]) == (412, "VERSION_STALE")
    assert len(api.get(place(saved, "/comments")).json()["items"]) == 2


def test_a_link_that_was_closed_or_guessed_leads_nowhere(api: httpx.Client, saved: httpx.Response) -> None:
    link = api.post(place(saved, "/shares"), json={}).json()["href"]
    spoiled = link[:-1] + ("A" if link[-1] != "A" else "B")
    assert api.get(spoiled).json()["code"] == "LINK_UNKNOWN"
    assert api.delete(place(saved, "/shares")).status_code == 204
    gone = api.get(link)
    assert (gone.status_code, gone.json()["code"]) == (404, "LINK_UNKNOWN")


def test_the_owner_answers_and_empty_words_are_refused(api: httpx.Client, saved: httpx.Response) -> None:
    word = {"by": "Ann", "text": "Done.", "version": 1, "about": "/selections/rack"}
    assert api.post(place(saved, "/comments"), json=word).json()["items"][0]["about"] == "/selections/rack"
    empty = api.post(place(saved, "/comments"), json={**word, "text": " "})
    assert (empty.status_code, empty.json()["code"]) == (422, "COMMENT_INVALID")


def test_a_comparison_says_what_each_difference_costs(api: httpx.Client, saved: httpx.Response) -> None:
    other = {"product": "tiny", "selections": {"rack": "large"}}
    found = api.post("/v1/comparisons", json={"configurations": [saved.json()["id"], other]}).json()
    first, second = (float(total) for total in found["totals"])
    differences = [float(row["cells"][1]["price_difference"]) for row in found["rows"]]
    assert sum(differences) == pytest.approx(second - first)
    assert {row["about"] for row in found["rows"] if row["differs"]} >= {"rack", "zone:panel"}
    assert len(found["arrivals"]) == 2
    wrong = {"configurations": [TINY, {"product": "tiny", "selections": {"rack": "huge"}}]}
    refused = api.post("/v1/comparisons", json=wrong).json()["violations"][0]
    assert refused["path"] == "/configurations/1/selections/rack"
    assert api.post("/v1/comparisons", json={"configurations": [TINY]}).status_code == 422


def test_what_if_leads_to_a_configuration_that_can_be_had(api: httpx.Client, saved: httpx.Response) -> None:
    wish = {"configuration": saved.json()["id"], "feature": "rack", "option": "large"}
    answer = api.post("/v1/what-if", json=wish).json()
    assert answer["possible"]
    assert answer["configuration"]["selections"]["rack"] == "large"
    verdict = api.post("/v1/validations", json=answer["configuration"]).json()
    assert (verdict["valid"], verdict["price"]["total"]) == (True, answer["total"])
    assert answer["arrives_on"]
    assert answer["would_arrive_on"]
    unknown = api.post("/v1/what-if", json={**wish, "option": "huge"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "OPTION_UNKNOWN")


def test_what_is_saved_has_its_pictures_at_addresses(api: httpx.Client, saved: httpx.Response) -> None:
    wait, frame = {"Prefer": "wait=60"}, "/frames/hero/westview.webp?size=160"
    shown = api.get(place(saved, frame), headers=wait)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert shown.headers["cache-control"].startswith("private")
    link = api.post(place(saved, "/shares"), json={}).json()["href"]
    assert api.get(f"{link}{frame}", headers=wait).content == shown.content
    signed = api.post("/v1/signatures", json={"url": place(saved, frame)}).json()["url"]
    assert api.get(signed, headers=wait).content == shown.content
    assert api.get(f"{signed}&version=1").status_code == 403
    plain = api.put(place(saved), json={"product": "tiny"}, headers=tag(saved))
    assert plain.status_code == 200
    assert api.get(place(saved, frame), headers=wait).content != shown.content
    assert api.get(place(saved, f"{frame}&version=1"), headers=wait).content == shown.content
