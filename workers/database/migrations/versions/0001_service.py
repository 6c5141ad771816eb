"""Jobs with their outbox and dead letters, workers, saved configurations, answers and API keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SHA256 = sa.String(64)
NAME = sa.String(64)


def upgrade() -> None:
    """Make the first tables. Jobs of a ledger older than these are dropped: asked for again, they are done again."""
    op.execute("drop table if exists jobs")
    op.create_table(
        "jobs",
        sa.Column("key", SHA256, primary_key=True),
        sa.Column("tenant", NAME, nullable=False),
        sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("queue", sa.String(16), nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("token", sa.String(16)),
        sa.Column("holder", NAME),
        sa.Column("lease_until", sa.Double),
        sa.Column("sent_at", sa.Double),
        sa.Column("sendings", sa.Integer, nullable=False),
        sa.Column("progress", sa.Text),
        sa.Column("blob", SHA256),
        sa.Column("asset", sa.Text),
        sa.Column("error", sa.Text),
        sa.Column("trace", sa.String(32), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("started_at", sa.Double),
        sa.Column("finished_at", sa.Double),
    )
    op.create_index("jobs_by_state", "jobs", ["state", "queue", "created_at"])
    op.create_index("jobs_by_blob", "jobs", ["tenant", "blob"])
    op.create_table(
        "dead_letters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", SHA256, nullable=False),
        sa.Column("tenant", NAME, nullable=False),
        sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("buried_at", sa.Double, nullable=False),
    )
    op.create_table(
        "workers",
        sa.Column("name", NAME, primary_key=True),
        sa.Column("queues", NAME, nullable=False),
        sa.Column("version", NAME, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Double, nullable=False),
    )
    _create_tables_of_the_api()


def _create_tables_of_the_api() -> None:
    op.create_table(
        "configurations",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("tenant", NAME, nullable=False),
        sa.Column("product", sa.String(200), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("etag", SHA256, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
    )
    op.create_index("configurations_by_tenant", "configurations", ["tenant", "created_at"])
    op.create_table(
        "answers",
        sa.Column("tenant", NAME, primary_key=True),
        sa.Column("idempotency_key", sa.String(255), primary_key=True),
        sa.Column("request", SHA256, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("headers", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("created_at", sa.Double, nullable=False),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("tenant", NAME, nullable=False),
        sa.Column("secret", SHA256, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
    )
