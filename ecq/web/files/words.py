"""Texts of the files page. Those of a sheet's preview stand in answersheets.py."""

from ecq.base.language import text

LEAD = text(
    "结果带走，题目发给各部门填，填好再收回来。",
    "Take the results away, send questions to departments, and take their answers in.",
)

TAKE_AWAY = text("带走结果", "Take the results away")
TAKE_AWAY_LEAD = text(
    "工作簿里的评分卡是活的公式，每个分数都能点开看怎么算出来。JSON 文件可以在首页重新打开。",
    "The scorecard in the workbook is live formulas: every number can be opened to see how it is made. The JSON file can be opened again on the start page.",
)
WORKBOOK = text("结果工作簿（Excel）", "Workbook of results (Excel)")
CSV = text("每题一行（CSV）", "A row for each question (CSV)")

SEND_OUT = text("发出答题表", "Send out an answer sheet")
SEND_OUT_LEAD = text(
    "答题表是一份 Excel：有题目、说明、下拉选项和现在的回答。可以全发，也可以只发某个部门负责的指标。",
    "An answer sheet is a workbook with questions, explanations, drop-downs and the answers so far: all of them, or only the indicators of one department.",
)
WHICH = text("哪些指标（不选就是全部）", "Which indicators (none chosen: all)")
SHEET_LANGUAGE = text("答题表语言", "Language of the sheet")
GET_SHEET = text("下载答题表：{count} 题", "Download the sheet: {count} questions")
NOTHING_APPLIES = text(
    "按现在的平台画像，没有要回答的题。", "Under the present profile there is no question to answer."
)

TAKE_IN = text("收回答题表", "Take in an answer sheet")
TAKE_IN_LEAD = text(
    "选择填好的 .xlsx。先列出每一处改动，你确认后才写入，全部算作一次改动。",
    "Choose a filled-in .xlsx. Every change is listed first; nothing is taken over before you say so, and all of it counts as one change.",
)
CHOOSE_SHEET = text("填好的答题表，只会传到这台服务器", "A filled-in sheet; it goes to this server only")
CANNOT_BE_READ = text("“{file}”{why}。", "“{file}” {why}.")
DECIDE = text("两边都改过的，怎么办", "Where both sides changed")
ONE_BY_ONE = text("逐条决定", "Decide one by one")
KEEP_ALL = text("都保留现在的", "Keep what is here")
TAKE_ALL = text("都采用表中的", "Take the sheet's")
KEEP = text("保留现在的：{said}", "Keep: {said}")
TAKE = text("采用表中的：{said}", "Take: {said}")
LEAVE_OUT = text("跳过这 {count} 个单元格，其余照样写入", "Leave these cells out ({count}) and take over the rest")
TAKE_OVER = text("写入 {count} 处改动", "Take over the changes: {count}")
AND_MORE = text("另有 {count} 处没有列出，也会一并写入。", "Not listed, but taken over as well: {count}.")
AND_MORE_WRONG = text("另有 {count} 处没有列出。", "Further ones, not listed: {count}.")

LAW = text("带入法律原文", "Bring the text of a law")
LAW_LEAD = text(
    "官方文本（txt、md、Word、网页或 PDF）带入以后，题目的“法律依据”里原文和要求并排显示，并说明与 ECQ 对照的文本是否逐字相同。文本只存在这台电脑上。",
    "Once an official text (txt, md, Word, web page or PDF) is brought, “Legal basis” shows its own words beside what it asks, and says whether they are word for word those ECQ was read against. The text stays on this computer.",
)
CHOOSE_LAW = text("法律文本", "Text of a law")
SEARCH_LAW = text("在带入的文本里查找", "Search the texts that were brought")
FOUND_LAW = text("{law}第 {article} 条：{words}", "{law}, Art. {article}: {words}")
