"""Conditions about features and zones that have to exist."""

from pathlib import Path

from configurator.catalog.require import require_name
from configurator.rules.space import Space, axes_like, choices_like


def require_terms(file: Path, key: str, axis: str, patterns: tuple[str, ...], space: Space) -> None:
    """Raise `CatalogInvalid` about `key` of `file` unless `axis` is one of `space`, and each pattern a choice there."""
    axes = axes_like(axis, space)
    if not axes:
        require_name(file, key, axis, space, "feature or zone")
    known = dict.fromkeys(choice for each in axes for choice in space[each])
    for pattern in patterns:
        if not choices_like((pattern,), tuple(known)):
            require_name(file, f"{key}.{axis}", pattern, known, "choice")
