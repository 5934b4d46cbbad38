"""Scripts that Alembic runs: one for each revision of the tables."""
