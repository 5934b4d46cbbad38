"""The results to take away: a workbook with summary, live scorecard, gates, gaps, plan, evidence and answers; CSV; JSON."""

from ecq.writers.sheets.results.build import results_workbook
from ecq.writers.sheets.results.flat import plan_csv, results_csv, results_json

__all__ = ["plan_csv", "results_csv", "results_json", "results_workbook"]
