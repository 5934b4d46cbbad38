"""The readiness report: one model of final strings, drawn by whichever renderer."""
