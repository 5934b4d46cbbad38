"""The interview page."""
