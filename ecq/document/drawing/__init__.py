"""What is drawn with: type, lines of text, pages and figures, in points. Knows no content."""
