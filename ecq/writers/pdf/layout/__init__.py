"""Blocks laid out on pages."""
