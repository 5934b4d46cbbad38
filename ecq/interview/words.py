"""The words of the ways through the questions, and how far the grade is from settled. Must not know numbers."""

from __future__ import annotations

from ecq.interview.routes import RouteId
from ecq.rubric.model import Text


def _t(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


ORDER = _t("提问顺序", "Order of questions")
TITLES: dict[RouteId, Text] = {
    "chapter": _t("按章节", "By chapter"),
    "certainty": _t("最快确定等级", "Shortest way to certainty"),
    "open": _t("只看未定", "Only what is open"),
    "unsure": _t("只看待确认", "Only what is unsure"),
    "unevidenced": _t("只看还没有证据", "Only without evidence"),
    "failed": _t("只看未过红线和零分", "Only failed or without points"),
}
COUNTED = _t("{title} · {count} 题", "{title} · {count}")
LEFT = _t("还有 {count} 题", "{count} left")
WORD_ORDER = _t("换提问顺序；“按章节”换回来", "Change the order of questions; “by chapter” changes it back")
NEXT = _t("下一题", "Next")

# The end of a route
EMPTY: dict[RouteId, Text] = {
    "unsure": _t("没有待确认的题", "Nothing is marked unsure"),
    "unevidenced": _t("得分的回答都有在手的证据", "Every answer with points has evidence in hand"),
    "failed": _t("没有未过的红线项，也没有零分的回答", "No gate is failed and no answer is without points"),
}
EMPTY_LEAD = _t(
    "这条路线走完了，其他题还有 {count} 题未定。", "This route is at its end. Questions still open elsewhere: {count}."
)
EMPTY_LEAD_DONE = _t("这条路线走完了，没有未定的题。", "This route is at its end, and no question is open.")
GO_ON = _t("按章节接着答", "Go on by chapter")

# How far the grade is from settled
SETTLED_MORE = _t(
    "等级已定。余下 {count} 题只影响等级之内的分数。",
    "The grade is settled. What is left ({count}) only moves the score within it.",
)
EARLIEST = _t("至少再答 {count} 题，等级才可能确定", "At least {count} more answers before the grade can be settled")
EARLIEST_ONE = _t("再答 1 题，等级就可能确定", "One more answer can settle the grade")
AS_SO_FAR = _t("；照目前的得分率，要答 {count} 题。", "; at the rate so far, {count}.")
STOP = _t("。", ".")
NOT_BY_THESE = _t("只答这些题，等级还确定不了。", "These questions alone cannot settle the grade.")
