from tests.configurator.conftest import Choose


def test_slots_are_filled_by_features_options_and_the_product(choose: Choose) -> None:
    slots = choose(selections={"body_color": "paint.gold"}).slots
    assert {slot: swatch.code for slot, swatch in slots.items()} == {
        "body": "paint.gold",
        "glass": "glass.clear",
        "tyre": "rubber.black",
    }


def test_a_later_feature_overrides_and_follows_another_slot(choose: Choose) -> None:
    slots = choose(selections={"body_color": {"custom": "#5b2a86"}, "rack": "large"}).slots
    assert slots["tyre"] == slots["body"]
    assert slots["tyre"].color == "#5b2a86"


def test_slots_come_in_alphabetical_order(choose: Choose) -> None:
    assert list(choose().slots) == sorted(choose().slots)
