"""Keys, tenants and limits: who may do what, and that nobody sees what is another's."""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from livery.api.errors import RequestRefused
from livery.api.keys import Scope
from livery.api.limits import Bucket
from livery.api.service import Service
from livery.api.signing import Signer, read_keys
from tests.livery.api.keyed import asked, seal, service
from workers.home import Home
from workers.job import AssetRecord, Job

__all__ = ["service"]
TINY = {"product": "tiny"}


def test_without_a_good_key_nothing_is_told(service: Service) -> None:
    good = service.keys.issue("north", ("read",))
    assert asked(service, "GET", "/v1/products", good).status_code == 200
    missing = asked(service, "GET", "/v1/products")
    assert (missing.status_code, missing.json()["code"]) == (401, "KEY_MISSING")
    assert missing.headers["www-authenticate"].startswith("Bearer")
    for bad in (good[:-1] + ("a" if good[-1] != "a" else "b"), "lv_0", "é", f"lv_{'0' * 16}_{'x' * 43}"):
        assert asked(service, "GET", "/v1/products", bad.encode("ascii", "replace").decode()).status_code == 401


def test_a_key_is_kept_as_a_hash_and_refused_once_revoked(service: Service) -> None:
    key = service.keys.issue("north", ("read",))
    secret = key.split("_", 2)[2].encode()
    assert all(secret not in file.read_bytes() for file in service.home.root.rglob("*") if file.is_file())
    assert service.keys.revoke(key.split("_")[1])
    assert asked(service, "GET", "/v1/products", key).json()["code"] == "KEY_INVALID"
    (listed,) = (each for each in service.keys.all() if each.id == key.split("_")[1])
    assert (listed.tenant, listed.scopes, listed.revoked) == ("north", "read", True)


def test_a_key_may_do_what_its_scopes_say(service: Service) -> None:
    reader = service.keys.issue("north", ("read",))
    refused = asked(service, "POST", "/v1/configurations", reader, json=TINY)
    assert (refused.status_code, refused.json()["code"]) == (403, "SCOPE_MISSING")
    assert asked(service, "GET", "/metrics", reader).status_code == 403


def test_a_tenant_sees_nothing_of_anothers(service: Service) -> None:
    north, south = (service.keys.issue(name, ("read", "write", "draw")) for name in ("north", "south"))
    saved = asked(service, "POST", "/v1/configurations", north, json=TINY).json()
    place = f"/v1/configurations/{saved['id']}"
    assert asked(service, "GET", place, north).status_code == 200
    assert asked(service, "GET", place, south).status_code == 404
    assert asked(service, "PUT", place, south, json=TINY).status_code == 428
    assert asked(service, "GET", "/v1/configurations", south).json()["items"] == []
    body = {"configuration": saved["id"]}
    assert asked(service, "POST", "/v1/previews", south, json=body).status_code == 404


def test_nobody_reaches_what_another_has_shared_or_sealed(service: Service) -> None:
    scopes: tuple[Scope, ...] = ("read", "write", "draw", "sign")
    north, south = (service.keys.issue(name, scopes) for name in ("north", "south"))
    place = asked(service, "POST", "/v1/configurations", north, json=TINY).headers["location"]
    seal(service, place.rsplit("/", 1)[1], "north")
    spec = place.replace("configurations", "specs")
    for url in (
        f"{place}/versions",
        f"{place}/trail",
        f"{place}/comments",
        spec,
        f"{spec}.zip",
        f"{spec}/assets/a.png",
    ):
        assert asked(service, "GET", url, north).status_code == 200, url
        assert asked(service, "GET", url, south).status_code == 404, url
    assert asked(service, "GET", "/v1/specs", south).json()["items"] == []
    assert asked(service, "POST", f"{place}/shares", south, json={}).status_code == 404
    link = asked(service, "POST", f"{place}/shares", north, json={}).json()["href"]
    assert asked(service, "GET", link).json()["name"] == "Tiny Cart"
    assert asked(service, "GET", f"{link}/comments").json() == {"items": [], "next": None}


def test_an_amendment_a_second_after_the_window_is_refused(service: Service) -> None:
    key = service.keys.issue("north", ("read", "write", "draw"))
    place = asked(service, "POST", "/v1/configurations", key, json=TINY).headers["location"]
    seal(service, place.rsplit("/", 1)[1], "north", timedelta(hours=24, seconds=1))
    spec = place.replace("configurations", "specs")
    headers = {"If-Match": asked(service, "GET", spec, key).headers["etag"]}
    wish = {"terms": "1", "approver": "Ann", "configuration": TINY}
    late = asked(service, "POST", f"{spec}/amend", key, json=wish, extra=headers)
    assert (late.status_code, late.json()["code"]) == (409, "WINDOW_CLOSED")


def test_equal_work_of_two_tenants_is_two_jobs_and_two_assets(service: Service) -> None:
    jobs = {name: Job(verb="export", inputs={"n": 1}, tenant=name) for name in ("north", "south")}
    assert jobs["north"].key != jobs["south"].key
    made = done(service.home, jobs["north"])
    north, south = (service.keys.issue(name, ("read",)) for name in ("north", "south"))
    for url in (f"/v1/jobs/{jobs['north'].key}", f"/v1/assets/{made.blob}/a.glb"):
        assert asked(service, "GET", url, north).status_code == 200
        assert asked(service, "GET", url, south).status_code == 404


def done(home: Home, job: Job) -> AssetRecord:
    """Close `job` as a worker would."""
    blob = home.of(job.tenant).store.put(b"glTF")
    asset = AssetRecord(name="a.glb", media_type="model/gltf-binary", blob=blob, size=4, made_from={}, figures={})
    home.ledger.enqueue(job)
    claim = home.ledger.claim(job.key, "one")
    assert claim is not None
    home.ledger.finish(job.key, claim.token, asset)
    return asset


def test_a_signed_address_shows_one_asset_of_one_tenant_for_a_time(service: Service) -> None:
    asset = done(service.home, Job(verb="export", inputs={"n": 1}, tenant="north"))
    signed = service.signer.sign(f"/v1/assets/{asset.blob}/a.glb", "north", 60)
    assert asked(service, "GET", signed).content == b"glTF"
    assert asked(service, "GET", signed.replace("tenant=north", "tenant=south")).status_code == 403
    assert asked(service, "GET", signed.replace("/a.glb", "/b.glb")).json()["code"] == "SIGNATURE_INVALID"
    later = replace(service, signer=Signer(read_keys("", service.home.root), lambda: time.time() + 61))
    assert asked(later, "GET", signed).json()["code"] == "SIGNATURE_EXPIRED"
    assert asked(service, "GET", f"/v1/jobs/{'0' * 64}?{signed.split('?')[1]}").status_code == 403


def test_two_signing_keys_are_good_at_once(tmp_path: Path) -> None:
    old, new = f"a:{'1' * 32}", f"b:{'2' * 32}"
    url = Signer(read_keys(old, tmp_path)).sign("/v1/assets/x", "north", 60)
    path, _, query = url.partition("?")
    pairs = [(name, value) for name, _, value in (each.partition("=") for each in query.split("&"))]
    assert Signer(read_keys(f"{new},{old}", tmp_path)).caller(path, pairs).tenant == "north"
    with pytest.raises(RequestRefused, match="not as it was signed"):
        Signer(read_keys(new, tmp_path)).caller(path, pairs)


def test_a_flood_is_refused_and_told_when_to_come_again(service: Service) -> None:
    few = replace(service, requests=Bucket(3, "TOO_MANY_REQUESTS"))
    north, south = (few.keys.issue(name, ("read",)) for name in ("north", "south"))
    answers = [asked(few, "GET", "/v1/products", north) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[3].headers["retry-after"]) > 0
    assert asked(few, "GET", "/v1/products", south).status_code == 200


def test_new_pictures_have_a_quota_of_their_own(service: Service) -> None:
    few = replace(service, drawings=Bucket(1, "QUOTA_EXCEEDED"))
    key = few.keys.issue("north", ("draw",))
    bodies = [{"configuration": {"product": "tiny", "quantity": number}} for number in (1, 2)]
    codes = [asked(few, "POST", "/v1/builds", key, json=body).status_code for body in (bodies[0], bodies[0], bodies[1])]
    assert codes == [202, 202, 429]


@pytest.mark.parametrize("name", ["../north", "North", "", "n" * 64, "a b"])
def test_a_tenant_is_a_plain_word(service: Service, name: str) -> None:
    with pytest.raises(RequestRefused, match="no name for a tenant"):
        service.keys.issue(name, ("read",))
