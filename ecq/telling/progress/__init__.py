"""How an assessment has moved: its scores over time, and what lies between two of its states, by indicator."""

from ecq.telling.progress.breakdown import Group, Standing, breakdown, gates_lines, group_title, standing_of

__all__ = ["Group", "Standing", "breakdown", "gates_lines", "group_title", "standing_of"]
