"""The readiness report: its content as one model of final strings, its layout, the PDF file, and verifying one."""
