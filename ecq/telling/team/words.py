"""Texts of calendar and reminders of what is due. A reminder holds counts and days, never a name or an answer."""

from ecq.base.language import text

DUE_EVENT = text("受邀答题到期：{label}（{answered} / {count} 题）", "Answers due: {label} ({answered} of {count})")
REMIND_WAITING = text(
    "ECQ：{respondents} 份邀请还没交回，其中 {overdue} 份已过期限，{soon} 份在 {days} 天内到期。",
    "ECQ: invitations not submitted yet: {respondents}; overdue: {overdue}; due within {days} days: {soon}.",
)
REMIND_REVIEWS = text("ECQ：{reviews} 份已交回，等待查看。", "ECQ: submitted and waiting for a review: {reviews}.")
REMIND_WHERE = text("打开：{url}", "Open: {url}")
NOTHING_WAITS = text("没有要提醒的，什么都没有发送。", "Nothing waits; nothing was sent.")
SENT = text("已发送到 {host}：{said}", "Sent to {host}: {said}")
