"""The files page: answer sheets, workbook and save file."""
