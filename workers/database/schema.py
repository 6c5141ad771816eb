"""The tables of jobs and keys, beside the configurator's. What changes needs a migration; a test compares the two."""

from sqlalchemy import Boolean, Column, Double, Index, Integer, String, Table, Text

from configurator.database import metadata as metadata  # noqa: PLC0414 - all tables, for migrations

SHA256 = String(64)
NAME = String(64)

jobs = Table(
    "jobs",
    metadata,
    Column("key", SHA256, primary_key=True),
    Column("tenant", NAME, nullable=False),
    Column("verb", String(16), nullable=False),
    Column("inputs", Text, nullable=False),
    Column("queue", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("token", String(16)),
    Column("holder", NAME),
    Column("lease_until", Double),
    Column("sent_at", Double),
    Column("sendings", Integer, nullable=False),
    Column("progress", Text),
    Column("blob", SHA256),
    Column("asset", Text),
    Column("error", Text),
    Column("trace", String(32), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("started_at", Double),
    Column("finished_at", Double),
    Index("jobs_by_state", "state", "queue", "created_at"),
    Index("jobs_by_blob", "tenant", "blob"),
)
"""`sent_at` empty: the row waits to be published, which is the outbox."""

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", SHA256, nullable=False),
    Column("tenant", NAME, nullable=False),
    Column("verb", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("buried_at", Double, nullable=False),
)

workers = Table(
    "workers",
    metadata,
    Column("name", NAME, primary_key=True),
    Column("queues", NAME, nullable=False),
    Column("version", NAME, nullable=False),
    Column("state", String(8), nullable=False),
    Column("note", Text, nullable=False),
    Column("seen_at", Double, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("tenant", NAME, primary_key=True),
    Column("idempotency_key", String(255), primary_key=True),
    Column("request", SHA256, nullable=False),
    Column("status", Integer),
    Column("headers", Text),
    Column("body", Text),
    Column("created_at", Double, nullable=False),
)
"""What was answered to a request with an Idempotency-Key; without a status it is under way."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("tenant", NAME, nullable=False),
    Column("secret", SHA256, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("created_at", Double, nullable=False),
)
"""`secret`: the SHA-256 of 32 random bytes, which no table of guesses can turn back."""

notices = Table(
    "notices",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("tenant", NAME, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("event", NAME, nullable=False),
    Column("address", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Double, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("error", Text, nullable=False),
    Index("notices_by_due", "state", "due_at"),
)
"""What others are to be told: an outbox, written in the transaction that gives the reason."""
