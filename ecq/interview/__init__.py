"""Where the interview stands, which question comes next, and what a typed answer means."""
