"""Parts that several pages draw: bars, tables, charts, downloads."""
