"""Without keys, only this machine and its own pages are answered."""

import httpx
import pytest


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7:8000"])
def test_another_name_for_this_machine_is_not_answered(api: httpx.Client, host: str) -> None:
    answer = api.get("/v1/products", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (403, "HOST_UNKNOWN")


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_page_of_another_site_can_neither_write_nor_read(api: httpx.Client, origin: str) -> None:
    wish = {"configuration": {"product": "tiny"}}
    for answer in (
        api.post("/v1/configurations", json=wish, headers={"Origin": origin}),
        api.get("/v1/configurations", headers={"Origin": origin}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "ORIGIN_FOREIGN")
        assert "access-control-allow-origin" not in answer.headers


def test_its_own_pages_are_answered(api: httpx.Client) -> None:
    own = str(api.base_url).rstrip("/")
    assert api.get("/v1/products", headers={"Origin": own}).status_code == 200
