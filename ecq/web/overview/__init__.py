"""The overview page: every question with its answer."""
