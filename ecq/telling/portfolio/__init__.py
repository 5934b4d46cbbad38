"""Many self-checks side by side."""
