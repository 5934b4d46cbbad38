"""The score's bar as HTML."""
