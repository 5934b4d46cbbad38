"""The page of those who answer together: invitations, what is due, what waits for a review."""
