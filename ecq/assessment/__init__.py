"""One self-assessment: its answers, evidence and profile, and the file it is saved in."""
