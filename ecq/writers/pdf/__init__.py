"""The report as a PDF file: rendering, metadata, attachments, signature."""
