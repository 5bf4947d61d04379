"""Under which keys words are kept; names and titles take a longer, encrypted form."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seals",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("community", "key"),
    )
    for table, column, length in (("chats", "title", 256), ("members", "name", 128)):
        with op.batch_alter_table(table) as change:
            change.alter_column(
                column,
                type_=sa.Text(),
                existing_type=sa.String(length=length),
                existing_nullable=False,
            )
