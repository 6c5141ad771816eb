"""Whatever fails or cannot be read is answered like everything else: traced, strict, not a word of what is inside."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from livery.api.problems import problem_of
from livery.api.service import Service
from tests.livery.api.keyed import asked, service
from workers.database import Database, sqlite_url
from workers.errors import DatabaseUnavailable

__all__ = ["service"]


def test_what_nobody_expected_has_its_trace_and_its_headers(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    key, name = service.keys.issue("north", ("read",)), "1" * 32
    broken = replace(service, catalog=cast("Any", None))
    sent = {"traceparent": f"00-{name}-{'2' * 16}-01", "Origin": "https://shop.example"}
    answer = asked(broken, "GET", "/v1/products", key, sent)
    assert (answer.status_code, answer.json()["code"], answer.json()["trace"]) == (500, "UNEXPECTED", name)
    assert answer.headers["trace-id"] == name
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" in answer.headers
    assert [record.exc_info is not None for record in caplog.records if record.name == "livery.api"] == [True]


@pytest.mark.parametrize("host", ["[", "a]b", "[::1"])
def test_a_host_that_is_none_is_refused(service: Service, host: str) -> None:
    answer = asked(service, "GET", "/v1/products", extra={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "REQUEST_MALFORMED")
    assert answer.json()["trace"] == answer.headers["trace-id"]


def test_an_origin_that_is_none_is_foreign(service: Service) -> None:
    open_to_all = replace(service, with_keys=False)
    answer = asked(open_to_all, "GET", "/v1/products", extra={"Host": "localhost", "Origin": "http://["})
    assert (answer.status_code, answer.json()["code"]) == (403, "ORIGIN_FOREIGN")


def test_no_nul_comes_in(service: Service) -> None:
    key = service.keys.issue("north", ("read", "write"))
    named = asked(service, "POST", "/v1/configurations?by=A%00nn", key, json={"product": "tiny"})
    assert (named.status_code, named.json()["code"]) == (400, "REQUEST_MALFORMED")
    place = asked(service, "POST", "/v1/configurations", key, json={"product": "tiny"}).headers["location"]
    for url, wish in (("name", {"name": "A\0"}), ("comments", {"by": "Ann", "text": "\0", "version": 1})):
        method = "PUT" if url == "name" else "POST"
        assert asked(service, method, f"{place}/{url}", key, json=wish).status_code == 422


def test_a_database_that_does_not_answer_does_not_say_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no database")
    with pytest.raises(DatabaseUnavailable) as caught, Database(sqlite_url(tmp_path / "file")).reading():
        pass
    answer = problem_of(caught.value)
    assert str(tmp_path).encode() not in bytes(answer.body)
    assert (answer.status_code, str(tmp_path) in caught.value.reason) == (503, True)
