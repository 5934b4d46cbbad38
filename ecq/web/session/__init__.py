"""What the app keeps for a visitor between runs."""
