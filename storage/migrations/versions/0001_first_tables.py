"""The first tables, and the triggers that keep the journal append-only."""

from alembic import op

from storage.tables import metadata

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
    bind = op.get_bind()
    metadata.create_all(bind)
    if bind.dialect.name == "sqlite":
        for word in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(word=word))
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)
