"""Documents: their text with the place of each passage, and what of it answers a question."""
