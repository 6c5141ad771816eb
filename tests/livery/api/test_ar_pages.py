"""`/ar/…`: made once, looked at by its owner and by whoever has the link."""

import time

import httpx
import pytest

from livery.pages.ar.page import POLICY
from tests.livery.api.conftest import NAME, PATIENCE_S
from tests.support.npm import skip_without


def shown(api: httpx.Client, place: str) -> httpx.Response:
    """The page once it is made."""
    deadline = time.monotonic() + 2 * PATIENCE_S
    while (answer := api.get(place)).status_code == 202 and time.monotonic() < deadline:
        assert "is being made" in answer.text
        time.sleep(1)
    return answer


@pytest.mark.slow
def test_a_page_is_made_for_the_owner_and_for_whoever_has_the_link(api: httpx.Client) -> None:
    skip_without("@google", "model-viewer", "dist", "model-viewer.min.js")
    skip_without("gltf-validator", "gltf_validator.dart.js")
    saved = api.post("/v1/configurations", json={"product": "tiny", "personalizations": [NAME]}).json()
    assert api.get(f"/ar/{saved['id']}").headers["location"].endswith(f"/ar/{saved['id']}/")
    page = shown(api, f"/ar/{saved['id']}/")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith(POLICY)
    link = api.post(f"/v1/configurations/{saved['id']}/shares", json={"by": "Ann"}).json()
    place = f"/ar/shared/{link['token']}/"
    assert shown(api, place).text.count("shared") > 0
    for name in ("model.glb", "model.usdz", "family.glb", "poster.webp", "light.hdr", "ar.js", "ar.css"):
        file = api.get(place + name)
        assert file.status_code == 200, name
        assert api.get(f"/ar/{saved['id']}/{name}").content == file.content
        assert api.get(place + name, headers={"If-None-Match": file.headers["etag"]}).status_code == 304
    assert api.get(place + "secret.key").status_code == 404


def test_nobody_guesses_a_page(api: httpx.Client) -> None:
    assert api.get(f"/ar/{'a' * 26}/").status_code == 404
    assert api.get(f"/ar/shared/{'a' * 43}/").status_code == 404
    assert api.get("/ar/x/").status_code == 404
