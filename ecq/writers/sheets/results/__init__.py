"""The results to take away: a workbook with summary, live scorecard, gates, gaps, plan, evidence and answers; CSV; JSON."""
