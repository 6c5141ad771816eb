"""What can still be changed, what cannot, and what is no longer to be had: the pages say so, and the way on."""

from datetime import timedelta
from urllib.parse import parse_qsl

import httpx
import pytest

from configurator.configuration import Configuration
from livery.api.saying import now
from livery.api.service import Service
from livery.pages.address import configuration_in, query_of
from livery.pages.change import barred
from tests.livery.api.conftest import NAME, service_home, tiny_models
from tests.livery.api.keyed import asked, seal, service

__all__ = ["service", "service_home", "tiny_models"]

TINY = {"product": "tiny", "selections": {"rack": "large"}, "personalizations": [NAME], "quantity": 2}
PAGE = {"Accept": "text/html"}


@pytest.fixture
def key(service: Service) -> str:
    return service.keys.issue("north", ("read", "write", "draw"))


def saved(service: Service, key: str, **wanted: object) -> str:
    return str(asked(service, "POST", "/v1/configurations", key, json={**TINY, **wanted}).json()["id"])


def looked_at(service: Service, key: str, path: str) -> httpx.Response:
    return asked(service, "GET", path, key, extra=PAGE)


def test_an_address_says_a_configuration_and_is_read_again() -> None:
    mixed = {"rack": "none", "body_color": {"custom": "#5b2a86", "name": "Westview & Söhne"}}
    for chosen in (TINY, {**TINY, "selections": mixed, "market": "DE", "discount_codes": ["A B"]}, {"product": "tiny"}):
        wanted = Configuration.model_validate(chosen)
        assert configuration_in("tiny", parse_qsl(query_of(wanted))) == wanted


@pytest.mark.parametrize(("minutes", "open_"), [(24 * 60 - 1, True), (24 * 60 + 1, False)])
def test_a_day_long_it_can_be_amended(service: Service, key: str, minutes: int, open_: bool) -> None:
    name = saved(service, key)
    seal(service, name, "north", timedelta(minutes=minutes))
    spec = looked_at(service, key, f"/spec/{name}").text
    assert ("Amend it" in spec, "Begin another from it" in spec) == (open_, not open_)
    page = looked_at(service, key, f"/configure/tiny?order.saved={name}").text
    assert ("a change makes revision 2" in page, "Save as another" in page) == (open_, not open_)
    change = looked_at(service, key, f"/amend/{name}?rack=none").text
    assert ("Seal revision 2 for $" in change, "It can no longer be changed" in change) == (open_, not open_)
    assert "rack=none" in change


def test_what_is_as_it_was_makes_no_revision(service: Service, key: str) -> None:
    name = saved(service, key)
    assert looked_at(service, key, f"/amend/{name}?rack=none").status_code == 404
    seal(service, name, "north")
    same = query_of(service.desk("north").load(name).configuration)
    assert "Nothing has changed" in looked_at(service, key, f"/amend/{name}?{same}").text
    wrong = looked_at(service, key, f"/amend/{name}?rack=huge").text
    assert "rack" in wrong and "Seal revision" not in wrong


def test_states_that_stand_say_so() -> None:
    assert barred("finalized", now(), now() - timedelta(seconds=1)) == ""
    assert barred("rejected", now(), now() - timedelta(seconds=1)) == ""
    assert "production" in barred("released", now(), now() - timedelta(seconds=1))
    assert "taken its place" in barred("superseded", now(), now() - timedelta(seconds=1))


def test_what_is_no_longer_to_be_had_is_compared_all_the_same(service: Service, key: str) -> None:
    gone = saved(service, key, selections={"rack": "huge", "body_color": "paint.gold"})
    page = looked_at(service, key, f"/compare?ids={saved(service, key)},{gone}")
    assert page.status_code == 200
    assert "Not to be had any more" in page.text
    assert "huge" in page.text
    assert "School Gold" in page.text
    assert "No price" in page.text
