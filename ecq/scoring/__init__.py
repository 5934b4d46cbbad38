"""The one scorer, and what follows directly from its scorecard."""
