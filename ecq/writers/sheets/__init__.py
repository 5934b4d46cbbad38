"""Excel workbooks and CSV: results, answer sheets, tables of points, the evidence checklist; reading and writing as such."""
