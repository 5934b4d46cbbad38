"""The plan page."""
