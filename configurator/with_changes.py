"""A configuration with some things written differently."""

from collections.abc import Sequence

from configurator.configuration import Configuration
from configurator.violation import Change


def with_changes(configuration: Configuration, changes: Sequence[Change]) -> Configuration:
    """`configuration` after `changes`, as ways out and forced choices state them; `ValueError` for other paths."""
    fields = configuration.model_dump(mode="json")
    gone = set()
    for change in changes:
        match change.path.split("/")[1:]:
            case ["quantity"]:
                fields["quantity"] = change.value
            case ["selections", feature]:
                fields["selections"][feature] = change.value
            case ["personalizations", index, "finish"]:
                fields["personalizations"][int(index)]["finish"] = change.value
            case ["personalizations", index]:
                gone.add(int(index))
            case _:
                raise ValueError(f"{change.path} is no path that a way out leads to.")
    fields["personalizations"] = [each for at, each in enumerate(fields["personalizations"]) if at not in gone]
    return Configuration.model_validate(fields).beside(configuration.folder)
