import pytest

from configurator.catalog import Catalog
from configurator.errors import ConfigurationInvalid
from configurator.violation import Violation
from renderer.color import distances, hex_to_lab
from tests.configurator.conftest import Choose


def violations(choose: Choose, **fields: object) -> list[Violation]:
    with pytest.raises(ConfigurationInvalid) as caught:
        choose(**fields)
    return list(caught.value.violations)


def test_defaults_fill_what_is_not_selected(choose: Choose) -> None:
    resolved = choose(selections={"body_color": "paint.gold"})
    chosen = {choice.feature: (choice.option, choice.is_default) for choice in resolved.choices}
    assert chosen == {
        "body_color": ("paint.gold", False),
        "tyre_color": ("rubber.black", True),
        "rack": ("small", True),
    }


def test_every_option_of_every_feature_can_be_chosen(choose: Choose, catalog: Catalog) -> None:
    for feature in catalog.products["tiny"].features:
        for code in catalog.choices(feature):
            resolved = choose(selections={feature.code: code})
            assert code in [choice.option for choice in resolved.choices]


def test_a_custom_colour_is_a_swatch_of_its_own_with_its_nearest_neighbour(choose: Choose, catalog: Catalog) -> None:
    resolved = choose(selections={"body_color": {"custom": "#F0B020", "name": " Mustard "}})
    body = resolved.choices[0]
    assert body.swatch is not None
    assert body.custom is not None
    assert (body.swatch.code, body.swatch.name, body.swatch.color) == ("paint.custom", "Mustard", "#f0b020")
    assert body.swatch.lab == hex_to_lab("#f0b020")
    assert body.custom.nearest == "paint.gold"
    assert body.custom.delta_e == pytest.approx(distances("#f0b020", [catalog.swatches["paint.gold"].lab])[0], abs=0.05)
    assert resolved.slots["body"] == body.swatch


def test_the_first_swatch_in_edit_distance_is_the_first_way_out(choose: Choose) -> None:
    (found,) = violations(choose, selections={"body_color": "paint.gld"})
    assert (found.code, found.path) == ("OPTION_UNKNOWN", "/selections/body_color")
    assert found.suggestions[0] == "paint.gold"


def test_the_base_of_custom_colours_cannot_be_bought_bare(choose: Choose) -> None:
    (found,) = violations(choose, selections={"body_color": "paint.custom"})
    assert found.code == "OPTION_UNKNOWN"
    assert '{"custom": "#rrggbb"' in found.message


def test_an_unknown_feature_leads_to_its_name(choose: Choose) -> None:
    (found,) = violations(choose, selections={"body_colour": "paint.gold"})
    assert (found.code, found.path, found.suggestions[0]) == (
        "FEATURE_UNKNOWN",
        "/selections/body_colour",
        "body_color",
    )


@pytest.mark.parametrize(("feature", "first"), [("tyre_color", "rubber.grey"), ("rack", "small")])
def test_a_custom_colour_is_refused_where_none_is_offered(choose: Choose, feature: str, first: str) -> None:
    (found,) = violations(choose, selections={feature: {"custom": "#787878"}})
    assert (found.code, found.suggestions[0]) == ("CUSTOM_NOT_ALLOWED", first)


@pytest.mark.parametrize(("written", "meant"), [("#FB2", "#ffbb22"), ("f2b41b", "#f2b41b"), ("gold", "#f2b41b")])
def test_a_colour_that_cannot_be_read_is_made_whole(choose: Choose, written: str, meant: str) -> None:
    (found,) = violations(choose, selections={"body_color": {"custom": written}})
    assert (found.code, found.path) == ("COLOR_INVALID", "/selections/body_color/custom")
    assert found.suggestions[0] == meant


def test_a_colour_has_a_name_that_can_be_seen(choose: Choose) -> None:
    (found,) = violations(choose, selections={"body_color": {"custom": "#5b2a86", "name": "Purple\u202e"}})
    assert (found.code, found.path) == ("TEXT_BIDI_CONTROL", "/selections/body_color/name")
    assert found.suggestions == ("Purple",)
