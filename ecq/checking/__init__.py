"""Proofs about a rubric, and what differs between two of them. Engine code: no clock, files, environment or screens.

`prove` finds what does not hold, with counter-examples; `compare` says what changed and what that does to a score.
"""
