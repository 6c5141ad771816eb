"""Much that was said and done comes in pages, and the trail tells what let each of them in."""

from collections.abc import Iterator
from typing import Any

import pytest

from livery.api.service import Service
from tests.livery.api.keyed import asked, service

__all__ = ["service"]
WORDS = {"by": "Ann", "version": 1}


@pytest.fixture
def key(service: Service) -> str:
    return service.keys.issue("north", ("read", "write", "sign"))


@pytest.fixture
def place(service: Service, key: str) -> str:
    return asked(service, "POST", "/v1/configurations", key, json={"product": "tiny"}).headers["location"]


def pages(service: Service, url: str, key: str) -> Iterator[list[dict[str, Any]]]:
    cursor = ""
    while cursor is not None:
        page = asked(service, "GET", f"{url}?limit=2&cursor={cursor}", key).json()
        yield page["items"]
        cursor = page["next"]


def test_pages_leave_nothing_out(service: Service, key: str, place: str) -> None:
    for number in range(4):
        said = asked(service, "POST", f"{place}/comments", key, json={**WORDS, "text": str(number)}).json()
        assert [each["text"] for each in said["items"]] == [str(number)]
    talk = list(pages(service, f"{place}/comments", key))
    assert [[each["text"] for each in page] for page in talk] == [["0", "1"], ["2", "3"]]
    trail = list(pages(service, f"{place}/trail", key))
    assert [[each["number"] for each in page] for page in trail] == [[1, 2], [3, 4], [5]]
    assert [len(page) for page in pages(service, f"{place}/versions", key)] == [1]


@pytest.mark.parametrize("cursor", ["W-1", "Wy0xLCAiIl0", "W0luZmluaXR5LCAiIl0", "WzFlOTksICIiXQ"])
def test_a_cursor_of_another_is_refused(service: Service, key: str, place: str, cursor: str) -> None:
    answer = asked(service, "GET", f"{place}/trail?cursor={cursor}", key)
    assert (answer.status_code, answer.json()["code"]) == (422, "CURSOR_INVALID")


def test_whoever_gives_the_owners_name_is_still_who_they_are(service: Service, key: str, place: str) -> None:
    link = asked(service, "POST", f"{place}/shares", key, json={"by": "Ann"}).json()["href"]
    for url, shown in ((link, ""), (place, key)):
        said = asked(service, "POST", f"{url}/comments", shown, json={**WORDS, "text": "Mine."})
        assert said.status_code == 201
    trail = asked(service, "GET", f"{place}/trail", key).json()["items"]
    own = f"key:{key.split('_')[1]}"
    assert [each["by"] for each in trail[1:]] == ["Ann"] * 3
    assert [each["credential"] for each in trail if each["action"] != "comment"] == [own, own]
    by_link, by_key = (each["credential"] for each in trail if each["action"] == "comment")
    assert (by_link.startswith("link:"), by_key) == (True, own)
    assert link.rsplit("/", 1)[1] not in by_link
