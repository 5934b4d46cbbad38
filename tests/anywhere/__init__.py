"""The built wheel on a machine that has nothing else: `python -m tests.anywhere`, and what holds of every build."""
