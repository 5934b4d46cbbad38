"""The inbox: what came in and waits to be decided, and what is asked of others."""
