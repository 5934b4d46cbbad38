"""Titles and sentences of the routes, and how far the grade is from settled."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.interview.routes import RouteId

ORDER = text("提问顺序", "Order of questions")
TITLES: dict[RouteId, Text] = {
    "chapter": text("按章节", "By chapter"),
    "first": text("先答最要紧的", "What settles most first"),
    "certainty": text("最快确定等级", "Shortest way to certainty"),
    "open": text("只看未定", "Only what is open"),
    "unsure": text("只看待确认", "Only what is unsure"),
    "unevidenced": text("只看没有证据在手", "Only without evidence in hand"),
    "failed": text("只看未过红线和零分", "Only failed or without points"),
}
COUNTED = text("{title} · {count} 题", "{title} · {count}")
LEFT = text("还有 {count} 题", "{count} left")
WORD_ORDER = text("换提问顺序；“按章节”换回来", "Change the order of questions; “by chapter” changes it back")
NEXT = text("下一题", "Next")

# The end of a route
EMPTY: dict[RouteId, Text] = {
    "unsure": text("没有待确认的题", "Nothing is marked unsure"),
    "unevidenced": text("得分的回答都有在手的证据", "Every answer with points has evidence in hand"),
    "failed": text("没有未过的红线项，也没有零分的回答", "No gate is failed and no answer is without points"),
}
EMPTY_LEAD = text(
    "这条路线走完了，其他题还有 {count} 题未定。", "This route is at its end. Questions still open elsewhere: {count}."
)
EMPTY_LEAD_DONE = text("这条路线走完了，没有未定的题。", "This route is at its end, and no question is open.")
GO_ON = text("按章节接着答", "Go on by chapter")

# The first questions, and the first verdict after them
FIRST_DONE = text("先看一眼：{verdict}", "A first look: {verdict}")
FIRST_SO_FAR = text(
    "已定 {settled} / {asked} 题。目前可以保证 {low} 分，最高可达 {high} 分。",
    "{settled} of {asked} settled. Guaranteed so far: {low} points, at most {high}.",
)
FIRST_SKIPPED = text("最要紧的题里有 {count} 题跳过了。", "Skipped among what settles most: {count}.")
FIRST_REPORT = text("下载报告（PDF）", "Download the report (PDF)")
FIRST_REST = text("后面按章节接着问，还有 {count} 题。", "The rest goes by chapter: {count} more.")

# How far the grade is from settled
SETTLED_MORE = text(
    "等级已定。余下 {count} 题只影响等级之内的分数。",
    "The grade is settled. What is left ({count}) only moves the score within it.",
)
EARLIEST = text("至少再答 {count} 题，等级才可能确定", "At least {count} more answers before the grade can be settled")
EARLIEST_ONE = text("再答 1 题，等级就可能确定", "One more answer can settle the grade")
AS_SO_FAR = text("；照目前的得分率，要答 {count} 题。", "; at the rate so far, {count}.")
STOP = text("。", ".")
NOT_BY_THESE = text("只答这些题，等级还确定不了。", "These questions alone cannot settle the grade.")
