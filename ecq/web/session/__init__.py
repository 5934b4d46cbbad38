"""What the app remembers of a visitor between script runs."""
