"""The database of assessments, their journals and snapshots."""
