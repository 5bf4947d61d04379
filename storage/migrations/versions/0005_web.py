"""Who is signed in to the journal in the browser, and indexes for its lists."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "web_links",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("community", "digest"),
    )
    op.create_index("web_links_by_member", "web_links", ["community", "member"])
    op.create_table(
        "web_sessions",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("community", "digest"),
    )
    op.create_index("web_sessions_by_member", "web_sessions", ["community", "member"])
    op.create_index("cases_by_chat", "cases", ["community", "chat", "number"])
    op.create_index("cases_by_state", "cases", ["community", "state", "number"])
    op.create_index("journal_by_chat", "journal", ["community", "chat", "seq"])
    op.create_index("journal_by_action", "journal", ["community", "action", "seq"])
    op.create_index("journal_by_clause", "journal", ["community", "clause", "seq"])
    op.create_index("complaints_open", "complaints", ["community", "decided_at"])
