from pathlib import Path

import pytest

from configurator.errors import CatalogInvalid
from tests.configurator.tiny_catalog import load_tiny, write_tiny

HEAD = '\n[[rules]]\nid = "{id}"\nlevel = "technical"\ntext = "Because it is so, say all."\n'


def refusal(folder: Path, *rules: str) -> CatalogInvalid:
    """What is said of the tiny cart with these rules."""
    write_tiny(folder)
    file = folder / "models" / "tiny" / "product.toml"
    written = "".join(HEAD.format(id=f"r{number}") + rule for number, rule in enumerate(rules))
    file.write_text(file.read_text() + written)
    with pytest.raises(CatalogInvalid) as caught:
        load_tiny(folder)
    return caught.value


@pytest.mark.parametrize(
    ("rule", "key", "allowed"),
    [
        ('requires = { rak = "large" }', "rules.r0.requires", "rack"),
        ('requires = { rack = "lage" }', "rules.r0.requires.rack", "large"),
        ('if = { "zone:pannel" = "painted" }\nexcludes = { rack = "none" }', "rules.r0.if", "zone:panel"),
        ('excludes = { "zone:*" = "stitched" }', "rules.r0.excludes.zone:*", "painted"),
        ('excludes = { rack = "large" }\nwhen = { markets = ["FR"] }', "rules.r0.when.markets", "DE"),
        ("limit = { at_most = 1, amounts = { rack = { lrage = 2 } } }", "rules.r0.limit.amounts.rack", "large"),
    ],
)
def test_a_rule_about_nothing_is_refused_with_what_it_may_have_meant(
    tmp_path: Path, rule: str, key: str, allowed: str
) -> None:
    error = refusal(tmp_path, rule)
    assert error.key == key
    assert allowed in error.message


def test_rules_that_contradict_each_other_are_named_with_the_market(tmp_path: Path) -> None:
    first = 'requires = { rack = "large" }\nwhen = { markets = ["DE"] }'
    error = refusal(tmp_path, first, 'excludes = { rack = ["large", "none"] }')
    assert "r0, r1" in error.message
    assert "in DE" in error.message


def test_defaults_that_break_a_rule_are_refused_with_the_day(tmp_path: Path) -> None:
    error = refusal(tmp_path, 'excludes = { rack = "small" }\nwhen = { season = { from = "11-01", until = "02-28" } }')
    assert error.key == "rules.r0"
    assert "rack = small" in error.message
    assert " on 2028-" in error.message


def test_an_option_that_can_never_be_chosen_is_named(tmp_path: Path) -> None:
    chain = (
        'if = { rack = "large" }\nrequires = { tyre_color = "rubber.grey" }',
        'excludes = { tyre_color = "rubber.grey" }',
    )
    error = refusal(tmp_path, *chain)
    assert "rack from ever being large" in error.message or "tyre_color from ever being rubber.grey" in error.message


@pytest.mark.parametrize(
    "rule",
    [
        "",
        'requires = { rack = "large" }\nexcludes = { rack = "none" }',
        'if = { rack = "none" }\nlimit = { at_most = 1, amounts = { rack = { large = 2 } } }',
        "limit = { amounts = { rack = { large = 2 } } }",
        'excludes = { rack = "large" }\nwhen = { min_quantity = 5, max_quantity = 2 }',
        'excludes = { rack = "large" }\nwhen = { season = { from = "13-01", until = "02-28" } }',
    ],
)
def test_a_rule_that_says_nothing_or_too_much_is_refused(tmp_path: Path, rule: str) -> None:
    assert "rules" in refusal(tmp_path, rule).key
