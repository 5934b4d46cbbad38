"""What is said, once: sentences, rows and sections of documents from scores, plans and evidence. Writes no bytes."""
