"""The brand on what is handed out, and the panel in which it is chosen."""
