"""Configurations get a name, a state, comments, links and a trail; sealed revisions and reservations have tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.String(26)
NAME = sa.String(64)
SHA256 = sa.String(64)
APPEND_ONLY = ("versions", "comments", "trail", "revisions")


def upgrade() -> None:
    """Move what was saved; its trail begins with the next thing that is done to it."""
    op.execute("create table saved_before as select id, version, tenant, product, body, created_at from configurations")
    op.drop_table("configurations")
    _create_configurations()
    _create_talk()
    _create_orders()
    op.execute(
        "insert into configurations (id, tenant, name, state) "
        "select id, tenant, product, 'saved' from saved_before where version = 1"
    )
    op.execute(
        "insert into versions (id, version, body, saved_at, saved_by) "
        "select id, version, body, created_at, tenant from saved_before"
    )
    op.drop_table("saved_before")
    _refuse_changes()


def _create_configurations() -> None:
    op.create_table(
        "configurations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("tenant", NAME, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("id", ID, sa.ForeignKey("configurations.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("total", sa.Text),
        sa.Column("currency", sa.String(3)),
        sa.Column("saved_at", sa.Double, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
    )
    op.create_index("versions_by_time", "versions", ["saved_at", "id"])


def _create_talk() -> None:
    op.create_table(
        "comments",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", ID, sa.ForeignKey("configurations.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
    )
    op.create_index("comments_by_configuration", "comments", ["id", "number"])
    op.create_table(
        "shares",
        sa.Column("token_sha256", SHA256, primary_key=True),
        sa.Column("id", ID, sa.ForeignKey("configurations.id"), nullable=False),
        sa.Column("until", sa.Double, nullable=False),
    )
    op.create_index("shares_by_configuration", "shares", ["id"])
    op.create_table(
        "trail",
        sa.Column("id", ID, sa.ForeignKey("configurations.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
    )


def _create_orders() -> None:
    op.create_table(
        "revisions",
        sa.Column("spec", NAME, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("tenant", NAME, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("sealed_at", sa.Double, nullable=False),
    )
    op.create_index("revisions_by_tenant", "revisions", ["tenant", "sealed_at"])
    op.create_table(
        "reserved",
        sa.Column("reference", NAME, primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("what", sa.String(200), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_index("reserved_what", "reserved", ["kind", "what"])


def _refuse_changes() -> None:
    """Triggers that keep what is written as it is."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create function refuse_change() returns trigger language plpgsql as $$ begin "
            "raise exception '% can only be added to', tg_table_name using errcode = 'integrity_constraint_violation';"
            " end $$"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"create trigger {table}_stays before update or delete or truncate on {table} "
                "for each statement execute function refuse_change()"
            )
        return
    for table in APPEND_ONLY:
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger {table}_{verb} before {verb} on {table} "
                f"begin select raise(abort, '{table} can only be added to'); end"
            )
