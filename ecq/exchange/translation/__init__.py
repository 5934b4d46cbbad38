"""Translations of ECQ's texts: out as a workbook, back in as data."""
