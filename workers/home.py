"""The folder a deployment lives in."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from renderer.store import LastingStore
from workers.database import Database, sqlite_url
from workers.ledger import Ledger
from workers.outbox import Outbox
from workers.settings import settings
from workers.stores import open_store


@dataclass(frozen=True)
class Home:
    """Store, bakes and ledger under one root, shared by every process that works for it."""

    root: Path
    tenant: str = ""
    """Whose bytes are seen; the empty one is the operator's own."""
    database_url: str = ""
    """Empty: SQLite in the root."""

    store_url: str = ""
    """Empty: a folder in the root."""

    @property
    def store(self) -> LastingStore:
        """Content-addressed bytes, inputs and assets alike; tenants see only their own."""
        return open_store(self.store_url, self.root, f"tenants/{self.tenant}/store" if self.tenant else "store")

    @property
    def bakes(self) -> Path:
        """What is kept between pictures: bakes, prefiltered environments, finishes of artworks."""
        return self.root / "bakes"

    @property
    def keys(self) -> Path:
        """The key that seals, and what others verify with."""
        return settings().keys or self.root / "keys"

    @property
    def database(self) -> Database:
        """Ledger, configurations and keys."""
        return Database(self.database_url or sqlite_url(self.root / "ledger.sqlite"))

    @property
    def ledger(self) -> Ledger:
        """The jobs."""
        return Ledger(self.database)

    @property
    def outbox(self) -> Outbox:
        """The messages that wake workers."""
        return Outbox(self.database)

    def of(self, tenant: str) -> Self:
        """The same home as `tenant` sees it."""
        return replace(self, tenant=tenant)


def open_home() -> Home:
    """The home that the settings name."""
    return Home(settings().home, database_url=settings().database_url, store_url=settings().store_url)
