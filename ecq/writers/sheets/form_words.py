"""The words of forms on sheets: what stands in cells and is read again, and what is told when a form comes back."""

from ecq.base.language import Text, text
from ecq.telling.text import words as w

BASE = text("导出时的状态", "as exported", "導出時的狀態")
READING = text("只读单元格导出时的状态", "cells for reading, as exported")
DONE = text("已完成", "Done")
DONE_HINT = text(
    "定下的方案里这一步做完了，就选 ☑，存好后在“{page}”页导入。",
    "Choose ☑ once this step of the agreed plan is done, save, and import the workbook under “{page}”.",
)
COMES_BACK = text(
    "黄色单元格可以改，行可以加；存成 .xlsx 后在“{page}”页导入，先列出改动，确认后才写入。",
    "Yellow cells may be changed and rows added; save as .xlsx and import it under “{page}”, which lists every change first.",
)
READING_ONLY = text("这里不填", "Not filled in here")
FOR_READING = text(
    "这一列只供阅读，写在这里的内容不会被读取。", "This column is for reading; what is typed here is not read."
)
ONLY_TO_TRY = text(
    "改成{said}：评分卡只供试算，不会写进自评；要改回答，请在“{page}”页改，或者用答题表",
    "was changed to {said}: the scorecard is for trying out and is not read; change the answer on the page “{page}” or with an answer sheet",
)
LINE_GONE = text(
    "“{question}”这一行不在了，没有读，方案里还在",
    "the row of “{question}” is gone: it was not read and stays in the plan",
)
PIECE_GONE = text(
    "证据“{piece}”的行不在了；表里删行不会删掉证据，要删请在“{page}”页删",
    "the row of the piece of evidence “{piece}” is gone; that removes nothing: remove it on the page “{page}”",
)
STARTS_ON = text("开工日", "Work begins")
MARK = text("标记", "Mark")
FIELDS: dict[str, Text] = {
    "piece": w.EVIDENCE,
    "owner": w.OWNER,
    "day": w.DONE_BY,
    "done": DONE,
    "start": STARTS_ON,
}
NOT_DONE = text("没有完成", "not done")
PUT_TO = text("对应证据项：{pieces}", "put to: {pieces}")
OF_THE_PLAN = text("提升方案", "The plan")
NO_TICK = text("{said}看不懂；请选 ☑ 或 ☐", "{said} is not understood; choose ☑ or ☐")
NO_DAY = text("{said}不是日期；请写成 2026-11-24 这样", "{said} is not a day; write it like 2026-11-24")
TOO_LONG = text("这一行的文字太长；请缩短", "has a text that is too long; shorten it")
MOVED_ON = text(
    "这条证据在表导出之后改过或删掉了；请看现在的内容，再决定改不改",
    "this piece was changed or removed after the list was made; look at it as it is now and change it there",
)
NO_AGREED_PLAN = text(
    "这一步不在定下的方案里，不能打勾；请先在“{page}”页定下方案",
    "is no step of an agreed plan and cannot be ticked off; agree on the plan first, on the page “{page}”",
)

# What stands in cells and is read again
YES = text("有", "yes")
NO = text("没有", "no")

# What is told when a form comes back
NO_HEADING = text(
    "表头里找不到{columns}，这张工作表没有读；请把列标题改回原样，或者重新导出",
    "has no column {columns} any more, so nothing of this sheet was read; put the heading back as it was, or export the sheet again",
)
HEADING_TWICE = text(
    "列标题{columns}出现了两次，不知道读哪一列，这张工作表没有读；请只留一列",
    "has two columns {columns}, so nothing of this sheet was read; keep one of the two",
)
NO_ID = text(
    "这一行没有编号，不知道说的是什么；请填回编号或清空这一行",
    "this row has no id, so what it is about is not known; put the id back or clear the row",
)
TWICE = text("{id}在 {first} 已经有一行；请只留一行", "{id} stands in {first} already; keep one of the two rows")
UNKNOWN = text(
    "{id}不是 {rubric} 的评价项；请改正编号或清空这一行",
    "{id} is not a question of {rubric}; correct the id or clear the row",
)
FORMULA = text(
    "是公式 {formula}，公式不会被采用；请粘贴成数值", "holds the formula {formula}, which is not taken; paste its value"
)
ERROR = text("是错误值{value}；请重新填写", "holds the error {value}; fill it in again")
DATE = text(
    "是日期或时间；请把单元格设成文本，再填数字",
    "holds a date or a time; format the cell as text and type the number again",
)
