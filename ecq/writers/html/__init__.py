"""Blocks and bars as HTML."""
