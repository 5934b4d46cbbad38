"""Run by Alembic: uses the connection it is handed (`ecq.store.migration`), inside its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
