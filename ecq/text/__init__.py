"""Words and sentences that several rooms share."""
