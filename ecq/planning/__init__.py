"""What an operator cannot see by looking: how far the grade is from settled, and what would move it. Exact, with proof."""
