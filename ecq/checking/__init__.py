"""Proofs about a rubric, and what differs between two rubrics.

`proof.prove` finds what does not hold, with counter-examples; `comparison.compare` says what changed and what that does
to a score.
"""
