"""The portfolio page: several self-checks as a list, compared, as a benchmark."""
