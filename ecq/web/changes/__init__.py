"""Undo and redo, edits from other windows, moving to a new rubric version, and sentences about changes."""
