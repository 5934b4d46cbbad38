"""What an operator says of the facts of a question, clause by clause: which of them hold and which do not."""
