"""Lists: the one component that draws them, and the rows of self-checks."""
