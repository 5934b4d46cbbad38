"""What an operator has said, and the files it is kept in."""
