"""Every change of an assessment: journal, undo, earlier answers and earlier states."""
