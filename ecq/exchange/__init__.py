"""What comes in from outside: files, answer sheets, points tables, batches, and the rubrics on offer."""
