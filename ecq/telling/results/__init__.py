"""What the results are as lists: sheets of a workbook, rows of a file."""
