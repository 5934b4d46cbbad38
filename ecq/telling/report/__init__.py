"""What the report says: the final strings of each section."""
