"""Answering together: what a respondent submitted beside what the self-check has, what is due, and reminders."""
