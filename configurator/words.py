"""Small pieces of sentences."""

from collections.abc import Sequence


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`; of one part itself."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
