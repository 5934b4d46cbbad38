"""How an assessment has moved: its scores over time, and what lies between two of its states, by indicator."""
