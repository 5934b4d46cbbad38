"""The report as a Word file to work on: the same model as the PDF, written with real styles, tables and fields."""
