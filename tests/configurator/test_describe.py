from configurator.describe import describe_configuration, describe_shot, headline
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import decal, words


def test_a_configuration_is_one_sentence(choose: Choose) -> None:
    assert describe_configuration(choose(selections={"rack": "large"})) == (
        "Tiny Cart with body colour Pine Green, tyres Black and rack Large rack."
    )


def test_a_picture_tells_what_faces_the_camera(choose: Choose) -> None:
    resolved = choose(personalizations=[words("panel"), decal("tail")])
    hero = describe_shot(resolved, resolved.product.shots[0])
    assert hero.startswith("Three-quarter view: Tiny Cart with body colour Pine Green")
    assert hero.endswith("It shows “Ann” in white Great Vibes, painted on the side panel.")


def test_a_close_up_tells_what_is_written(choose: Choose) -> None:
    resolved = choose(personalizations=[words("panel")])
    assert describe_shot(resolved, resolved.product.shots[2]) == (
        "Panel of the Tiny Cart, close up: “Ann” in white Great Vibes, painted on the side panel."
    )


def test_what_adds_nothing_is_not_mentioned(choose: Choose) -> None:
    assert describe_configuration(choose(selections={"rack": "none"})).endswith("Pine Green and tyres Black.")


def test_the_headline_names_colours_and_words_once(choose: Choose) -> None:
    assert headline(choose()) == "In Pine Green and Black."
    twice = choose(personalizations=[words("panel"), words("tail")])
    assert headline(twice) == "In Pine Green and Black, with “Ann”."
