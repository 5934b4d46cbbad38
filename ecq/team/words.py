"""Texts of calendar and reminders of what is due."""

from ecq.language import text

DUE_EVENT = text("受邀答题到期：{label}（{answered} / {count} 题）", "Answers due: {label} ({answered} of {count})")
