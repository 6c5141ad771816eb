"""Work as it is handed to a process: numbers, digests and names of files."""

from dataclasses import dataclass
from pathlib import Path

from renderer.digest import digest_bytes
from renderer.encode.format import ENDINGS, FileFormat
from renderer.encode.watermark import Mark
from renderer.recipe import SlotMaterial
from workers.batch.sheets import Sheet

PICTURES = ".batch/pictures"
"""Where files lie under their keys; what a plan calls them are further names of these."""


@dataclass(frozen=True)
class Claim:
    """What content credentials say of every file, and who signs."""

    title: str
    source_type: str
    """A term of https://cv.iptc.org/newscodes/digitalsourcetype/."""
    signatory: str
    """SHA-256 of the certificates; the key stays with each process that has it."""


@dataclass(frozen=True)
class Stamp:
    """What every file of a plan carries besides its picture."""

    mark: Mark | None = None
    claim: Claim | None = None

    @property
    def words(self) -> str:
        """All that bytes depend on of it; empty for nothing."""
        mark, claim = self.mark, self.claim
        words = [digest_bytes(mark.data), str(mark.width), str(mark.opacity), mark.corner] if mark else []
        return " ".join([*words, *(("claim", claim.title, claim.source_type, claim.signatory) if claim else ())])


@dataclass(frozen=True)
class Target:
    """One file to write."""

    key: str
    """Digest of all that its bytes depend on."""
    name: str
    """The first that the plan has for it."""
    background: str
    format: FileFormat
    xmp: bytes

    @property
    def file(self) -> str:
        """Where it lies, below the folder of the batch."""
        return kept_file(self.key, ENDINGS[self.format.kind])


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
    stamp: Stamp
    exact: bool

    @property
    def targets(self) -> dict[str, str]:
        """Key → name of everything in it."""
        return {target.key: target.name for look in self.looks for target in look.targets}


@dataclass(frozen=True)
class Made:
    """A file that was written."""

    key: str
    file: str
    """Where it lies, below the folder of the batch."""
    sha256: str
    size: int
    width: int
    height: int
    mtime_ns: int
    """When it was last written, nanoseconds since 1970: as long as that and its size hold, its digest does."""


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
    peak: int = 0
    """Bytes that the process has held at most."""


def kept_file(key: str, ending: str) -> str:
    """Where the file of a key lies, below the folder of the batch."""
    return f"{PICTURES}/{key[:2]}/{key}.{ending}"
