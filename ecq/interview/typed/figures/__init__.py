"""Figures in words and numbers: which there are, in what unit, and which of them answers."""
