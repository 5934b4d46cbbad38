"""Fuzzing: every reader of bytes that come from outside, fed with valid files that were changed at random.

`python -m tests.fuzz READER` looks for long, guided by coverage; tests/test_fuzz.py looks briefly with every run of the tests.
"""
