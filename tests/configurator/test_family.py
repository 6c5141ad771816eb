import pytest

from configurator.catalog import Catalog
from configurator.catalog.product import Family
from configurator.family import choice_of, find_family, members
from renderer.errors import InputError
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words


def paints(catalog: Catalog) -> Family:
    return find_family(catalog.products["tiny"], "paints")


def test_the_configuration_itself_comes_first_and_no_look_twice(catalog: Catalog, choose: Choose) -> None:
    for own, expected in (("paint.pine", ["Pine Green", "School Gold"]), ("paint.gold", ["School Gold", "Pine Green"])):
        resolved = choose(selections={"body_color": own})
        found = members(resolved, paints(catalog), catalog)
        assert list(found) == expected
        assert found[expected[0]] is resolved


def test_a_color_of_ones_own_stands_beside_the_curated_ones(catalog: Catalog, choose: Choose) -> None:
    resolved = choose(selections={"body_color": {"custom": "#5b2a86", "name": "Westview purple"}})
    assert list(members(resolved, paints(catalog), catalog)) == ["Custom #5b2a86", "School Gold", "Pine Green"]


def test_only_the_feature_of_the_family_differs(catalog: Catalog, choose: Choose) -> None:
    resolved = choose(selections={"rack": "large"}, personalizations=[words()], quantity=2)
    for other in members(resolved, paints(catalog), catalog).values():
        assert other.personalizations == resolved.personalizations
        assert other.hidden_nodes == resolved.hidden_nodes
        assert other.configuration.quantity == 2
        assert choice_of(other, paints(catalog)).feature == "body_color"


def test_what_cannot_be_built_is_not_offered(catalog: Catalog, choose: Choose) -> None:
    resolved = choose(selections={"body_color": "paint.gold"})
    unknown = paints(catalog).model_copy(update={"options": ("paint.gold", "paint.gone")})
    assert list(members(resolved, unknown, catalog)) == ["School Gold"]


def test_an_unknown_family_is_answered_with_those_there_are(catalog: Catalog) -> None:
    with pytest.raises(InputError, match="paints") as refusal:
        find_family(catalog.products["tiny"], "paint")
    assert refusal.value.code == "FAMILY_UNKNOWN"
