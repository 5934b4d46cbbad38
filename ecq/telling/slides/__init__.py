"""What the slides for a meeting say: the sections of the report in short, as blocks."""
