"""Alembic's entry: runs the steps on the connection that `storage.migrate` hands over."""

from alembic import context

import storage.procedure_tables  # noqa: F401 - its tables join the metadata
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
