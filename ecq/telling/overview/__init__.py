"""The overview of all questions: a row for each, filters and a search. The search needs rapidfuzz; the rest does not."""
