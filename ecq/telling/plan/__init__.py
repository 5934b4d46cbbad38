"""What is said of plans: steps in waves, their sentences and what to do next."""
