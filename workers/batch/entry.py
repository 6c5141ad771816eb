"""One file that somebody asked for."""

from dataclasses import dataclass

from workers.batch.sheets import SheetKey


@dataclass(frozen=True)
class Entry:
    """A picture or a movie of one combination, under one name."""

    number: int
    """Of its combination."""
    sheet: SheetKey
    background: str
    media_type: str
    file: str
    """Its name, below the folder of the batch."""
    target: str
    """Key of the file that it is a name of."""
    alt: str
    frames: int = 0
    """Of a movie; 0 for a picture."""
