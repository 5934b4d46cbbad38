"""What a rubric is: its model, its files, its conditions, its kinds of question."""
