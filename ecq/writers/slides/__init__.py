"""The results as slides for a meeting: one HTML file that needs neither server nor network."""
