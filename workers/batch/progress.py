"""How far a batch is."""

from dataclasses import dataclass


@dataclass
class Progress:
    """How far a batch is; told after every step."""

    phase: str
    done: int
    total: int
    failed: int = 0
    written: int = 0
    """Bytes."""
