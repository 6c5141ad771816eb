"""The tables. What changes here needs a migration in `workers/database/migrations`; a test holds the two together.

What is written down stays: triggers refuse to change or delete a row of an append-only table.
"""

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

ID = String(26)
NAME = String(64)
SHA256 = String(64)

configurations = Table(
    "configurations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("tenant", NAME, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", String(16), nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", ID, ForeignKey("configurations.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("total", Text),
    Column("currency", String(3)),
    Column("saved_at", Double, nullable=False),
    Column("saved_by", Text, nullable=False),
    Index("versions_by_time", "saved_at", "id"),
)
"""Append-only. Without a total: it could not be built when it was saved."""

comments = Table(
    "comments",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", ID, ForeignKey("configurations.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("about", Text, nullable=False),
    Index("comments_by_configuration", "id", "number"),
)
"""Append-only."""

shares = Table(
    "shares",
    metadata,
    Column("token_sha256", SHA256, primary_key=True),
    Column("id", ID, ForeignKey("configurations.id"), nullable=False),
    Column("until", Double, nullable=False),
    Index("shares_by_configuration", "id"),
)

trail = Table(
    "trail",
    metadata,
    Column("id", ID, ForeignKey("configurations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("entry", Text, nullable=False),
    Column("sha256", SHA256, nullable=False),
)
"""Append-only."""

revisions = Table(
    "revisions",
    metadata,
    Column("spec", NAME, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tenant", NAME, nullable=False),
    Column("version", Integer, nullable=False),
    Column("revision", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("sealed_at", Double, nullable=False),
    Index("revisions_by_tenant", "tenant", "sealed_at"),
)
"""Append-only. `revision` and `seal` as in a sealed folder, byte for byte; `version` of the configuration."""

reserved = Table(
    "reserved",
    metadata,
    Column("reference", NAME, primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("what", String(200), primary_key=True),
    Column("count", Integer, nullable=False),
    Index("reserved_what", "kind", "what"),
)
"""`kind`: item or slot; `what`: the item's code, or the day."""

APPEND_ONLY = (versions, comments, trail, revisions)
