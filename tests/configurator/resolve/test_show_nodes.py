import pytest

from tests.configurator.conftest import Choose


@pytest.mark.parametrize(
    ("rack", "shown", "hidden"),
    [
        ("small", ("rack_small",), ("rack_large",)),
        ("large", ("rack_large",), ("rack_small",)),
        ("none", (), ("rack_large", "rack_small")),
    ],
)
def test_nodes_of_options_that_are_not_chosen_are_hidden(
    choose: Choose, rack: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    resolved = choose(selections={"rack": rack})
    assert (resolved.shown_nodes, resolved.hidden_nodes) == (shown, hidden)
