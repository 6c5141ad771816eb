"""A leaked address cannot hold every connection, nor be asked without end; what is in memory stays free."""

from dataclasses import replace

import pytest

from livery.api.errors import RequestRefused
from livery.api.limits import Bucket
from livery.api.service import Service
from livery.api.streams import Streams
from tests.livery.api.keyed import asked, service
from tests.livery.api.test_tenants import done
from workers.job import Job

__all__ = ["service"]


def test_so_many_are_open_and_no_more() -> None:
    streams = Streams(1)
    with streams.one_more("north"):
        with streams.one_more("south"):
            pass
        with pytest.raises(RequestRefused, match="1 streams are open"), streams.one_more("north"):
            pass
    with streams.one_more("north"):
        pass


def test_a_listener_over_the_limit_is_refused_before_anything_is_sent(service: Service) -> None:
    job = Job(verb="export", inputs={"n": 1}, tenant="north")
    done(service.home, job)
    events = service.signer.sign(f"/v1/jobs/{job.key}/events", "north", 60)
    heard = asked(service, "GET", events)
    assert (heard.status_code, heard.text.startswith("event: done")) == (200, True)
    full = asked(replace(service, streams=Streams(0)), "GET", events)
    assert (full.status_code, full.json()["code"], full.headers["retry-after"]) == (429, "TOO_MANY_STREAMS", "5")


def test_signed_addresses_are_charged_beside_the_keys_of_their_tenant(service: Service) -> None:
    few = replace(service, requests=Bucket(2, "TOO_MANY_REQUESTS"))
    job = Job(verb="export", inputs={"n": 1}, tenant="north")
    asset = done(few.home, job)
    events = few.signer.sign(f"/v1/jobs/{job.key}/events", "north", 60)
    assert [asked(few, "GET", events).status_code for _ in range(3)] == [200, 200, 429]
    assert asked(few, "GET", "/v1/products", few.keys.issue("north", ("read",))).status_code == 200
    picture = few.signer.sign(f"/v1/assets/{asset.blob}/a.glb", "north", 60)
    assert asked(few, "GET", picture).status_code == 429
    held = replace(few, requests=Bucket(1, "TOO_MANY_REQUESTS"))
    assert [asked(held, "GET", picture).status_code for _ in range(3)] == [200, 200, 200]
