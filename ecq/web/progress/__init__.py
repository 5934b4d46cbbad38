"""The progress page: snapshots, comparison, scores over time."""
