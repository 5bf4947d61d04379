"""The first tables, and the triggers that keep the journal append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE TRIGGER journal_keeps_{word} BEFORE {word} ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)
_POSTGRESQL = (
    "CREATE FUNCTION journal_is_append_only() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER journal_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()",
)


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for word in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(word=word))
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)


def _tables() -> None:
    op.create_table(
        "case_messages",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("case", sa.BigInteger(), nullable=False),
        sa.Column("clause", sa.String(length=16), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("community", "chat", "message", "rule"),
    )
    op.create_index("case_messages_by_case", "case_messages", ["community", "case"], unique=False)
    op.create_table(
        "cases",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("open_until", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=32), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("told", sa.String(length=16), nullable=False),
        sa.Column("notice", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("community", "number"),
    )
    op.create_index("cases_by_member", "cases", ["community", "member", "chat"], unique=False)
    op.create_index("cases_owed", "cases", ["told", "community"], unique=False)
    op.create_table(
        "chats",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("peer", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=256), nullable=False),
        sa.Column("greeted_at", sa.DateTime(), nullable=True),
        sa.Column("moderated", sa.Boolean(), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("community", "peer"),
    )
    op.create_table(
        "counters",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "name"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("case", sa.BigInteger(), nullable=True),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("fragment", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("evidence_by_case", "evidence", ["community", "case"], unique=False)
    op.create_index("evidence_by_end", "evidence", ["expires_at"], unique=False)
    op.create_table(
        "handled",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("community", "key"),
    )
    op.create_index("handled_by_age", "handled", ["at"], unique=False)
    op.create_table(
        "journal",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("case", sa.BigInteger(), nullable=True),
        sa.Column("clause", sa.String(length=16), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("evidence", sa.String(length=64), nullable=True),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("community", "seq"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("journal_by_case", "journal", ["community", "case"], unique=False)
    op.create_index("journal_by_target", "journal", ["community", "target"], unique=False)
    op.create_table(
        "members",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("is_moderator", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("community", "chat", "member"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("random_id", sa.BigInteger(), nullable=False),
        sa.Column("case", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("not_before", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("outbox_by_case", "outbox", ["community", "case"], unique=False)
    op.create_index("outbox_waiting", "outbox", ["community", "state", "not_before"], unique=False)
    op.create_table(
        "positions",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("ts", sa.String(length=64), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("community"),
    )
    op.create_table(
        "sanctions",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("case", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("enforcement", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("community", "case"),
    )
    op.create_index("sanctions_by_end", "sanctions", ["state", "until"], unique=False)
    op.create_index(
        "sanctions_by_member", "sanctions", ["community", "chat", "member"], unique=False
    )
    op.create_table(
        "set_aside",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=256), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
