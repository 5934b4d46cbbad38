"""A report read back: the assessment inside, and whether the pages follow from it."""
