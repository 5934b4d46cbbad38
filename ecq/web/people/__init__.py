"""The page of an organisation: who belongs to it, what was done, and one's own account."""
