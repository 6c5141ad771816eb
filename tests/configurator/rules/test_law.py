from hypothesis import given, settings
from hypothesis import strategies as st

from configurator.catalog.rule import Rule
from configurator.rules.law import enact
from configurator.rules.space import Space
from tests.configurator.rules.small_products import rules, spaces

SPACE: Space = {
    "seat": ("vinyl.bone", "vinyl.black", "leather.ink", "fabric.oat"),
    "roof": ("short", "long"),
    "zone:left": ("none", "painted", "vinyl"),
    "zone:back": ("none", "vinyl", "stitched"),
}
VALID = {"seat": "vinyl.bone", "roof": "short", "zone:left": "none", "zone:back": "none"}


def rule(**said: object) -> Rule:
    return Rule.model_validate({"id": "r", "level": "business", "text": "Because it is so.", **said})


def keeps(wanted: Rule, **changes: str) -> bool:
    return enact(wanted, SPACE).holds(VALID | {axis.replace("_", ":"): choice for axis, choice in changes.items()})


def test_requires_means_all_of_it_if_all_is_given() -> None:
    wanted = rule(**{"if": {"seat": "leather.*", "roof": "long"}}, requires={"zone:left": ["none", "painted"]})
    assert keeps(wanted, seat="leather.ink", zone_left="vinyl")
    assert keeps(wanted, seat="leather.ink", roof="long")
    assert not keeps(wanted, seat="leather.ink", roof="long", zone_left="vinyl")


def test_excludes_means_none_of_it_on_any_axis_of_the_pattern() -> None:
    wanted = rule(**{"if": {"seat": "fabric.*"}}, excludes={"zone:*": "vinyl"})
    assert keeps(wanted, zone_left="vinyl", zone_back="vinyl")
    assert not keeps(wanted, seat="fabric.oat", zone_back="vinyl")
    assert not keeps(wanted, seat="fabric.oat", zone_left="vinyl")


def test_a_pattern_of_axes_is_given_where_any_of_them_has_it() -> None:
    wanted = rule(**{"if": {"zone:*": "vinyl"}}, requires={"seat": "vinyl.*"})
    assert not keeps(wanted, seat="leather.ink", zone_left="vinyl")
    assert not keeps(wanted, seat="leather.ink", zone_back="vinyl")
    assert keeps(wanted, seat="leather.ink", zone_back="stitched")


def test_exactly_one_of_several() -> None:
    wanted = rule(one_of=[{"roof": "long", "seat": "vinyl.*"}, {"zone:*": "vinyl"}])
    assert not keeps(wanted)
    assert keeps(wanted, roof="long")
    assert keeps(wanted, zone_left="vinyl")
    assert not keeps(wanted, roof="long", zone_left="vinyl")


def test_a_limit_adds_up_what_is_chosen() -> None:
    wanted = rule(limit={"amounts": {"zone:*": {"none": 0, "*": 1}, "roof": {"long": 5}}, "at_most": 6})
    assert keeps(wanted, roof="long", zone_left="vinyl")
    assert not keeps(wanted, roof="long", zone_left="vinyl", zone_back="vinyl")


@settings(max_examples=40)
@given(st.data())
def test_a_law_speaks_of_no_axis_that_its_rule_does_not(data: st.DataObject) -> None:
    space = data.draw(spaces())
    written = data.draw(rules(space, 0))
    named = {*written.given, *written.requires, *written.excludes, *(axis for each in written.one_of for axis in each)}
    assert enact(written, space).axes <= named | set(written.limit.amounts if written.limit else ())
