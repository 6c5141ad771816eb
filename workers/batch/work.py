"""Work as it is handed to a process: numbers, digests and names of files."""

from dataclasses import dataclass
from pathlib import Path

from renderer.encode.format import FileFormat
from renderer.recipe import SlotMaterial
from workers.batch.sheets import Sheet


@dataclass(frozen=True)
class Target:
    """One file to write."""

    key: str
    """Digest of all that its bytes depend on."""
    file: str
    """Below the folder of the batch."""
    background: str
    format: FileFormat
    xmp: bytes


@dataclass(frozen=True)
class Look:
    """One look of a sheet, and the files that show it."""

    slots: dict[str, str]
    """Slot → material."""
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Chunk:
    """Looks of one sheet, for one process at a time."""

    sheet: Sheet
    looks: tuple[Look, ...]
    materials: dict[str, SlotMaterial]
    folder: Path
    watermark: "Mark | None"
    exact: bool

    @property
    def targets(self) -> dict[str, str]:
        """Key → file of everything in it."""
        return {target.key: target.file for look in self.looks for target in look.targets}


@dataclass(frozen=True)
class Mark:
    """A watermark: a picture's bytes and how it is laid on."""

    data: bytes
    width: float
    opacity: float
    corner: str


@dataclass(frozen=True)
class Made:
    """A file that was written."""

    key: str
    file: str
    sha256: str
    size: int
    width: int
    height: int


@dataclass(frozen=True)
class Failed:
    """A file that was not, and why."""

    file: str
    code: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """What came of a chunk."""

    made: tuple[Made, ...]
    failed: tuple[Failed, ...]
    cpu_seconds: float
