"""The words of workbooks: what stands in their cells, how to read them, and what is told when a form comes back.

What other places say too is in `ecq.telling.text`.
"""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.telling.plan import words as p
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
FIELDS: dict[str, Text] = {"piece": w.EVIDENCE, "owner": w.OWNER, "day": w.DONE_BY, "done": DONE, "start": STARTS_ON}
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
    "列标题{columns}出现了两次，不知道读哪一列，这张工作表没有读；请只留其中一列",
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
BENEATH = text(
    "和 {over} 合并了，分不清各填的是什么；请取消合并，逐格填写",
    "is merged with {over}, so what it says is not known; unmerge the cells and fill in each",
)
ERROR = text("是错误值{value}；请重新填写", "holds the error {value}; fill it in again")
DATE = text(
    "是日期或时间；请把单元格设成文本，再填数字",
    "holds a date or a time; format the cell as text and type the number again",
)


TITLE = text("服务质量自评结果", "Service-quality self-assessment: results")
FOOT = text("ECQ 自评 · {name} · {day}", "ECQ self-assessment · {name} · {day}")

# Sheets
SUMMARY = text("摘要", "Summary")
SCORECARD = text("评分卡", "Scorecard")
PLAN = p.PLAN

# Scorecard
TRY_IT = text(
    "黄色单元格是回答带来的：回答（从列表里选）、状态、得分率、证据是否在手。改动它们，分数和等级马上重新计算。其余数字都是公式，点开单元格就能看到算法。",
    "Yellow cells hold what the answers give: the answer, chosen from a list, state, credit, evidence in hand. Change them and score and grade follow at once. All other numbers are formulas; open a cell to see how it is made.",
)
NARROWED = text(
    "平台画像没填全：合计和等级按还可能的各种平台算，是导出时的数，改黄色单元格不跟着变；各行把牵涉的题当作没定，加起来比合计宽。",
    "Facts of the profile are missing: total and grade are those over every platform it can still be, as exported, and do not follow the yellow cells; the rows take the questions that hang on the facts as open, so they add up to a wider range.",
)
CALCULATED = text(
    "这一格是公式。想看变化，请改黄色单元格。",
    "This cell is calculated. To see what follows from a change, change a yellow cell.",
)
KIND = text("类别", "Kind")
TOPIC = text("名称", "Title")
HELD = text("证据在手", "Evidence in hand")
STATED = text("细则分值", "Stated points")
COUNTED = text("计入的分值", "Counted points")
BELOW = text("下级计入之和", "Sum counted below")
SHARE_SURE = text("得分率下限（百分制）", "Share guaranteed (of 100)")
SHARE_POSSIBLE = text("得分率上限（百分制）", "Share possible (of 100)")
NEEDED = text("红线：需要的得分率", "Gate: credit needed")
PARTLY = text("部分", "partly")
SHARE = text("÷ 现值 × 100，舍去多余位数", "÷ worth × 100, cut")
HOW: dict[str, Text] = {
    "credit": text("所选一项的得分率", "of the option chosen"),
    "stated": text("细则给的", "as the rubric has it"),
    "counted": text("不适用、画像排除的为 0", "0 where set aside or ruled out"),
    "below": text("下一级之和", "sum of the next level"),
    "worth": text("上级现值 × 计入 ÷ 上级的下级之和", "worth above × counted ÷ sum counted there"),
    "sure": text("现值 × 得分率；上级为下级之和", "worth × credit; sums above"),
    "possible": text("未定的题按满分", "open questions at full credit"),
    "backed": text("只计有证据在手的", "only with evidence in hand"),
    "share-sure": SHARE,
    "share-possible": SHARE,
    "gain": text("现值 − 已保证", "worth − guaranteed"),
}

# Summary
LOW = text("下限", "Low")
HIGH = text("上限", "High")
SHOWN = text("显示为", "Shown as")
SCORE_ROW = text("能保证的分数区间", "Guaranteed score interval")
EXACT_ROW = text("ECQ 的精确计算", "ECQ's exact calculation")
AGREES = text("✓ 表中公式与 ECQ 一致", "✓ the formulas agree with ECQ")
DIFFERS = text("✗ 与 ECQ 不同：表中的数字被改过", "✗ differs from ECQ: numbers in the workbook were changed")
AS_EXPORTED = text("导出时的结论", "Conclusion when exported")
FROM = text("起点", "From")
REACHED = text("● 已保证", "● guaranteed")
SETTLED = text("● 已确定", "● settled")
WITHIN = text("○ 还可能", "○ possible")
INDICATORS = text("各指标", "By indicator")
SHARE_PROVED = text("得分率：有证据（百分制）", "Share with evidence (of 100)")
CHART_TITLE = text(
    "各指标得分率（百分制）：有证据、答了但证据不在手、未定",
    "Share by indicator (of 100): with evidence, answered without, still open",
)

# Plan
POINTS_ARE: dict[str, Text] = {
    "ready": text("“分值”是有证据的分数增加多少。", "“Points” are what the score with evidence gains."),
    "score": text("“分值”是能保证的分数增加多少。", "“Points” are what the guaranteed score gains."),
}
PLAN_NOTE = text(
    "黄色单元格可以填：“做”改成“否”，人日、分值和做完的分数随着变化；负责人和完成日由平台填写。",
    "Yellow cells are yours: set “Do it” to no, and person-days, points and the scores afterwards follow; fill in owner and day.",
)
SCORES_LISTED = text(
    "画像没填全：这张表里现在和做完后的分数，都是列出的做法所按的那种平台的，与评分卡的不是一回事。",
    "Facts of the profile are missing: the scores on this sheet, now and afterwards, are those of the one platform that the lines are for, not those of the scorecard.",
)
FROM_TO = text("现状和做到哪里", "How it stands, and raised to")
TO_PRODUCE = text("要产出的证据", "Evidence to produce")
GUARANTEED_AFTER = text("做完能保证", "Guaranteed afterwards")
EVIDENCED_AFTER = text("做完有证据", "With evidence afterwards")
EXACT_SURE = text("能保证（精确）", "Guaranteed, exact")
EXACT_EVIDENCED = text("有证据（精确）", "With evidence, exact")
STILL_TO_COME = text("没确认的题最多再加", "What is open adds at most")
REACHES_IF_CONFIRMED = text("✓ 没确认的题都成立，就达到目标", "✓ target reached if all that is open turns out well")
DO_IT = text("做", "Do it")
STEPS = text("怎么做", "How")
SCORE_BEFORE = text("现在的分数", "Scores now")
SCORE_BEFORE_LISTED = text("列出的那种平台现在的分数", "Scores now, of the platform listed")
SCORE_AFTER = text("做完后的分数", "Scores afterwards")
TARGET_FROM = text("目标起点", "Target starts at")
REACHES = text("✓ 达到目标", "✓ target reached")
MISSES = text("✗ 还不到目标", "✗ target not reached")

# About
HOW_TO_READ = text("怎样看评分卡", "How to follow the scorecard")
HOW_LINES: tuple[Text, ...] = (
    text(
        "每一行是一个维度、指标或评价项。评价项：现值分值 × 得分率 = 已保证的分；指标和维度是下级之和；最上面一行是总分。",
        "Each row is a dimension, an indicator or a question. A question: worth now × credit = points guaranteed. Indicators and dimensions are sums; the top row is the total.",
    ),
    text(
        "不适用或画像排除的题不计入，分值按比例分给同级；一个指标下都不计入时，它的分值分给同级指标。所以现值分值的合计总是 100。",
        "A question set aside or ruled out is not counted, and its points go to its siblings in proportion; where nothing in an indicator counts, its points go to its sibling indicators. So worth now always adds up to 100.",
    ),
    text(
        "未答、待确认、画像未定的题：已保证的分按 0，最高可达按满分。",
        "Open, unsure and undecided questions count 0 in what is guaranteed and full credit in what is possible.",
    ),
    text(
        "公式按双精度计算，ECQ 按分数精确计算；“核对”一行比较两者。判断等级前先取到第 9 位小数。显示的分数舍去多余位数，不进位。",
        "The formulas calculate in floating point, ECQ in exact fractions; the row “Check” compares the two. Grades look at the score to nine decimals. Scores shown are cut, never rounded up.",
    ),
    text(
        "文件里存着导出时的数字，不重新计算的程序也能看到；能计算的程序打开时会重新计算。",
        "The file holds the numbers as exported, for programs that do not calculate; those that do calculate again on opening.",
    ),
)
RUBRIC_LINE = text("{title}，{id} {version} 版", "{title}, {id}, version {version}")
DIGEST = text("细则摘要值", "Digest of the rubric")
OWN_WORDS = text("条款原文", "The articles' own words")
AGREEMENT = text("与对照文本", "Held against the text that was read")
LIMITS = text("这份文件不是什么", "What this file is not")
PLAN_IS_CSV = text(
    "--plan 只用于 CSV；.xlsx 和 .json 里本来就有方案，.ics 只有方案",
    "--plan goes with CSV alone; .xlsx and .json hold the plan anyway, and .ics is the plan",
)
WRONG_ENDING = text(
    "{path} 不是 .xlsx、.csv、.json 或 .ics；请用其中一种",
    "{path} is none of .xlsx, .csv, .json and .ics; choose one of these endings",
)
