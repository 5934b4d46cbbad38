"""Workbooks as such: opening what was sent in with care, and writing what goes out. Must not know rubrics or answers."""
