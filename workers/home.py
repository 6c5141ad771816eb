"""The folder a deployment lives in."""

from dataclasses import dataclass
from pathlib import Path

from renderer.store import FolderStore
from workers.ledger import Ledger


@dataclass(frozen=True)
class Home:
    """Store, bakes and ledger under one root, shared by every process that works for it."""

    root: Path

    @property
    def store(self) -> FolderStore:
        """Content-addressed bytes, inputs and assets alike."""
        return FolderStore(self.root / "store")

    @property
    def bakes(self) -> Path:
        """What is kept between pictures: bakes, prefiltered environments, finishes of artworks."""
        return self.root / "bakes"

    @property
    def ledger(self) -> Ledger:
        """The jobs."""
        return Ledger(self.root / "ledger.sqlite")
