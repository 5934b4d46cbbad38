"""The words of lists that come back: the evidence checklist and the plan of the workbook of results."""

from ecq.base.language import Text, text

BASE = text("导出时的状态", "as exported", "導出時的狀態")
READING = text("只读单元格导出时的状态", "cells for reading, as exported")
DONE = text("已完成", "Done")
DONE_HINT = text(
    "定下的方案里这一步做完了，就选 ☑，存好后在“文件”页导入。",
    "Choose ☑ once this step of the agreed plan is done, save, and import the workbook under “Files”.",
)
COMES_BACK = text(
    "黄色单元格可以改，行可以加；存成 .xlsx 后在“文件”页导入，先列出改动，确认后才写入。",
    "Yellow cells may be changed and rows added; save as .xlsx and import it under “Files”, which lists every change first.",
)
READING_ONLY = text("这里不填", "Not filled in here")
FOR_READING = text(
    "这一列只供阅读，写在这里的内容不会被读取。", "This column is for reading; what is typed here is not read."
)
ONLY_TO_TRY = text(
    "改成{said}：评分卡只供试算，不会写进自评；要改回答，请在“回答”页改，或者用答题表",
    "was changed to {said}: the scorecard is for trying out and is not read; change the answer on the page “Interview” or with an answer sheet",
)
LINE_GONE = text(
    "“{question}”这一行不在了，没有读，方案里还在",
    "the row of “{question}” is gone: it was not read and stays in the plan",
)
PIECE_GONE = text(
    "证据“{piece}”的行不在了；表里删行不会删掉证据，要删请在“证据”页删",
    "the row of the piece of evidence “{piece}” is gone; that removes nothing: remove it on the page “Evidence”",
)
FIELDS: dict[str, Text] = {
    "piece": text("证据", "Evidence"),
    "owner": text("负责人", "Owner"),
    "day": text("完成日", "Done by"),
    "done": DONE,
    "start": text("开工日", "Work begins"),
}
NOT_DONE = text("没有完成", "not done")
OF_THE_PLAN = text("提升方案", "The plan")
NO_TICK = text("{said}看不懂；请选 ☑ 或 ☐", "{said} is not understood; choose ☑ or ☐")
NO_DAY = text("{said}不是日期；请写成 2026-11-24 这样", "{said} is not a day; write it like 2026-11-24")
TOO_LONG = text("这一行的文字太长；请缩短", "has a text that is too long; shorten it")
MOVED_ON = text(
    "这条证据在表导出之后改过或删掉了；请看现在的内容，再决定改不改",
    "this piece was changed or removed after the list was made; look at it as it is now and change it there",
)
NO_AGREED_PLAN = text(
    "这一步不在定下的方案里，不能打勾；请先在“方案”页定下方案",
    "is no step of an agreed plan and cannot be ticked off; agree on the plan first, on the page “Plan”",
)
