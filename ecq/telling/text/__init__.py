"""Words and sentences that several pages, the report and the command line share."""
