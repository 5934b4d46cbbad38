"""How the report looks: pages, tables, charts, line breaking, fonts."""
