"""Settings, read once from the environment: every name with `LIVERY_` before it."""

import os
import socket
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from workers.errors import SettingsInvalid
from workers.notices.secret import key_of

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are and how many hands there are. Immutable for the life of a process."""

    model_config = SettingsConfigDict(env_prefix="LIVERY_", frozen=True)

    models: Path = ROOT / "models"
    """One folder a product."""
    materials: Path = ROOT / "materials"
    """Swatches, decals, environments and fonts."""
    home: Path = ROOT / "output" / "home"
    """What customers have saved and what is sealed, keys, files, bakes and ledger: of all that, only `bakes` may be
    deleted. docs/operate.md says how to back it up."""
    processes: int = Field(default=max(1, os.cpu_count() or 1), ge=1, le=256)
    """Processes that draw at once when no broker carries the work."""
    broker_url: str = ""
    """A Redis or Valkey URL, or `redis+socket:///path`; empty: the work stays in this process's own pool."""
    database_url: str = ""
    """`postgresql+psycopg://…` for more than one host; empty: SQLite in the home."""
    store_url: str = ""
    """`s3://bucket/prefix`, `gs://…`, `az://…` or `file:///folder`; empty: a folder in the home."""
    bakes_gb: float = Field(default=50.0, gt=0)
    """How much `livery gc` leaves of bakes on this host; those that were used longest ago go first."""
    worker: str = Field(default_factory=lambda: f"{socket.gethostname()[:48]}-{os.getpid()}", max_length=64)
    """Under which name this process, and what it forks, holds jobs; `livery up` gives each of its workers one."""
    keys: Path | None = None
    """The folder with `seal.pem`, the same on all hosts that seal; without it, `keys` in the home."""
    site: str = ""
    """The address at which customers reach this installation, `https://…`; documents lead to the model there."""
    smtp_host: str = ""
    """The server that takes mail to customers; empty: none is sent."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    """Of that server."""
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the way to it is secured."""
    smtp_user: str = ""
    """Its user, where it asks for one."""
    smtp_password: str = ""
    """And the password."""
    smtp_from: str = "Livery <livery@localhost>"
    """Who writes to customers."""
    webhooks: str = ""
    """Addresses that are told of finalized specifications, comma-separated."""
    webhook_secret: str = ""
    """`whsec_…`: base64 of the key that webhooks are signed with."""
    c2pa_certificates: Path | None = None
    """A PEM file: the chain of the certificate that content credentials are signed under, the signer's own first."""
    c2pa_key: Path | None = None
    """A PEM file with the private key to it, without a password."""
    c2pa_timestamps: str = ""
    """The address of a time-stamping authority, RFC 3161, asked once a file; empty: no time is attested."""
    signing_keys: str = ""
    """`id:secret`, comma-separated, that sign addresses for browsers; the first signs, all are believed."""
    session_hours: int = Field(default=12, ge=1, le=24 * 30)
    """How long somebody who has signed in to the pages stays signed in."""
    origins: str = "*"
    """Origins that browsers may call the API from, comma-separated."""
    requests_per_minute: int = Field(default=600, ge=1)
    """Of one tenant, at each API process."""
    drawings_per_minute: int = Field(default=120, ge=1)
    """New pictures and builds of one tenant, at each API process; what has been drawn before does not count."""
    streams: int = Field(default=100, ge=1)
    """Of events, open at once, of one tenant, at each API process."""
    change_window_hours: int = Field(default=24, ge=0, le=24 * 365)
    """How long after its first revision a specification can still be changed."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """How much is written to the log, a JSON object a line."""

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, secret: str) -> str:
        key_of(secret)
        return secret


@lru_cache
def settings() -> Settings:
    """The settings of this process; raises `SettingsInvalid` where the environment holds what cannot be."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"LIVERY_{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors())
        raise SettingsInvalid(f"{wrong}. docs/operate.md lists every setting.") from None
