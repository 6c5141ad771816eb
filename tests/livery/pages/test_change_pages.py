"""What can still be changed, what cannot, and what is no longer to be had: the pages say so, and the way on."""

import json
import re
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
    order = {"market": "DE", "language": "de", "discount_codes": ["A B"]}
    for chosen in (TINY, {**TINY, "selections": mixed, **order}, {"product": "tiny"}):
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


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"font": "noto-sans"}, "Noto Sans"),
        ({"layout": "arched"}, "layout arched"),
        ({"outline": {"color": "#111111"}}, "outline colour #111111"),
    ],
)
def test_whatever_is_chosen_otherwise_can_be_sealed_and_is_seen(
    service: Service, key: str, change: dict[str, object], seen: str
) -> None:
    name = saved(service, key, language="de", ordered_on=now().date().isoformat())
    seal(service, name, "north")
    before = service.desk("north").load(name).configuration.beside(None)
    wanted = Configuration.model_validate({**TINY, "personalizations": [NAME | change]})
    page = looked_at(service, key, f"/amend/{name}?{query_of(wanted)}").text
    assert "Seal revision 2 for $" in page
    assert seen in page
    (said,) = re.findall(r'id="wanted">(.+?)</script>', page)
    amended = Configuration.model_validate(json.loads(said))
    assert amended == before.model_copy(update={"personalizations": wanted.personalizations})
    assert before.price_list
    again = looked_at(service, key, f"/configure/tiny?order.saved={name}&{query_of(wanted)}").text
    assert '"language": "de"' in again and before.price_list in again


def test_what_begins_from_a_sealed_one_speaks_its_language(service: Service, key: str) -> None:
    name = saved(service, key, language="de")
    seal(service, name, "north", timedelta(hours=25))
    assert "order.language=de" in looked_at(service, key, f"/spec/{name}").text


def test_a_default_that_is_said_changes_nothing(service: Service, key: str) -> None:
    name = saved(service, key, selections={})
    seal(service, name, "north")
    default = next(each for each in service.catalog.products["tiny"].features if each.code == "rack").default
    same = query_of(service.desk("north").load(name).configuration)
    assert "Nothing has changed" in looked_at(service, key, f"/amend/{name}?rack={default}&{same}").text


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
