"""The words of answer sheets: headings and guide of the workbook, and messages when one comes back."""

from ecq.base.language import Text, text
from ecq.exchange.points_table import labels
from ecq.telling.text import result_words
from ecq.telling.text import words as w
from ecq.writers.sheets import words

README = text("说明", "Read me")

# Headings: recognised in every language when a sheet comes back, so no two may be alike
QUESTION_ID = labels.QUESTION_ID
ITEM_ID = text("清单项编号", "item id", "清單項編號")
BASE = words.BASE
QUESTION = text("评价项和说明", "Question and explanation")
FILLED_IN = text("已填", "filled in")
MARK = words.MARK
REASON = result_words.REASON
EVIDENCE_SO_FAR = text("已写的证据", "Evidence named so far")
EVIDENCE_NEW = text("补充证据（每行一条）", "Evidence to add (one a line)")

# What stands in cells and is read again
UNSURE = w.STATES["unsure"]
NOT_APPLICABLE = w.STATES["na"]
BY_ITEM = text("↓ 逐项填写", "↓ item by item")
TO_OBTAIN = text("待取得", "to obtain")

# Explanations
ABOUT_GATE = text("红线项：{reason}", "Gate: {reason}")
ABOUT_WHY = text("为什么问：{why}", "Why we ask: {why}")
ABOUT_ITEMS = text("下面每一项都要填“有”或“没有”。", "Say yes or no for each item below.")
ABOUT_NUMBER = text(
    "填一个数字，单位：{unit}，从 {least} 到 {most}。", "A number; unit: {unit}; from {least} to {most}."
)
ABOUT_NO_FIGURE = text("没有这个数字时选“{none}”。", "Where there is no such figure, choose “{none}”.")
ABOUT_NOT_APPLICABLE = text("可以标“不适用”的情况：{reasons}", "May be marked not applicable when: {reasons}")
ABOUT_EVIDENCE = text("可以准备：{evidence}", "To have ready: {evidence}")
CHOOSE = text("从列表里选一项；也可以输入编号。", "Choose from the list, or type its number.")
CHOOSE_FROM_LIST = text("请从列表里选。", "Please choose from the list.")
REASON_HINT = text(
    "标了“不适用”才填：从列表里选，或者用自己的话写。",
    "Only beside “not applicable”: choose from the list or use your own words.",
)
EVIDENCE_HINT = text(
    "每行一条。手上还没有的，在前面写“待取得：”。",
    "One piece a line. For what is not in hand yet, begin the line with “to obtain:”.",
)
NOT_READ_HERE = text(
    "这一列只供阅读，写在这里的内容不会被读取。新证据请写在“补充证据”这一列。",
    "This column is for reading; what is typed here is not read. New evidence goes into “Evidence to add”.",
)
NOT_BESIDE_ITEM = text(
    "清单项这一行只填“回答”。标记、备注和证据写在上面题目那一行。",
    "Beside an item only the answer is filled in. Mark, note and evidence go into the row of the question above.",
)
NOTHING_TO_ASK = text("选中的指标里没有适用的题", "no question of the indicators chosen applies")

GUIDE: tuple[Text, ...] = (
    text(
        "黄色单元格是要填的。每题在“回答”里选一项或填一个数字；清单题逐项选“有”或“没有”。不知道的空着，不要猜。",
        "Fill in the yellow cells. For each question choose an option or type a number under “Answer”; in a checklist say yes or no for each item. Leave open what you do not know; do not guess.",
    ),
    text(
        "有答案但还要核实的，在“标记”里选“待确认”。确实不涉及的选“不适用”并写明理由；只有列出“不适用”的题可以这样选。",
        "An answer that still has to be verified is marked “unsure”. What does not concern the platform is marked “not applicable” with the reason; this is open only where the list offers it.",
    ),
    text(
        "备注会写进报告。证据写在“补充证据”里，每行一条：名称和放在哪里；还没有的前面写“待取得：”。",
        "Notes appear in the report. Evidence goes into “Evidence to add”, one piece a line: what it is and where it lies; begin with “to obtain:” where it is not in hand.",
    ),
    text(
        "已经填好的是现在的回答，可以改，也可以清空。行可以排序和筛选，列可以移动；请不要删隐藏的列，也不要用公式。",
        "What is filled in already is the present answer; change it or clear it. Rows may be sorted and filtered, columns moved; please keep the hidden columns and use no formulas.",
    ),
    text(
        "填完存成 .xlsx 发回。导入 ECQ 前会先列出每一处改动，确认后才写入。",
        "Save as .xlsx and send it back. ECQ lists every change before anything is taken over.",
    ),
)
ABOUT_SHEET = text("{name}：{count} 题", "{name}: {count} questions")
MADE_FROM = text(
    "细则 {id} {version} 版；自评最后修改 {day}", "Rubric {id}, version {version}; self-assessment last changed {day}"
)

SENDER = text("交回给", "Return to")
DEADLINE = text("最晚", "By")
PROGRESS = text("填写进度", "Progress")
OF_QUESTIONS = text("题数", "questions")

# What is told when a sheet comes back
NO_SHEET = text(
    "不是 ECQ 的答题表，也不是证据核对表或结果工作簿：没有哪张工作表有“评价项编号”“清单项编号”“回答”“标记”“不适用的理由”这几列；请从 ECQ 重新导出",
    "is no answer sheet of ECQ, nor an evidence checklist or workbook of results: no sheet has the columns “question id”, “item id”, “Answer”, “Mark” and “Why not applicable”; export one from ECQ",
)
NEWER = text(
    "是更新的 ECQ 导出的答题表；请用新版本的 ECQ 导入", "is an answer sheet of a newer ECQ; import it with that one"
)
TOO_LONG = text(
    "有一张工作表超过 {most} 行，不会是 ECQ 的答题表",
    "has a sheet of more than {most} rows and cannot be an answer sheet of ECQ",
)
SHEET_AGAIN = text(
    "和工作表{other}是同样的题；请只留一张，删掉另一张",
    "has the questions of the sheet {other} once more; keep one of the two sheets and delete the other",
)
UNKNOWN_ITEM = text(
    "{item}不是 {id} 的清单项；请改正编号或清空这一行",
    "{item} is not an item of {id}; correct the id or clear the row",
)
NO_OPTION = text(
    "{said}不是这一题的选项；请从列表里选", "{said} is not an option of this question; choose from the list"
)
NO_NUMBER = text("{said}不是数字；请填例如 7 或 99.95", "{said} is not a number; write it like 7 or 99.95")
OUT_OF_RANGE = text(
    "{said}超出范围；请填 {least} 到 {most} 的数字", "{said} is out of range; type a number from {least} to {most}"
)
PER_CENT = text(
    "按百分比显示，但这一题的单位是{unit}；请把单元格设成文本再填",
    "is shown as per cent, but the unit is {unit}; format the cell as text and type the number again",
)
SHARE = text(
    "填的是 {said}，单位是 %：是 {meant} % 还是 {said} %？请连同 % 一起填",
    "says {said} where the unit is per cent: is it {meant} % or {said} %? Type it with the sign",
)
NO_YES_NO = text("{said}看不懂；请选“有”或“没有”", "{said} is not understood; choose yes or no")
ITEM_BLANK = text(
    "这一项空着；同一题的其他项填了，这一项也要选“有”或“没有”",
    "is empty while other items of the question are filled in; choose yes or no here too",
)
ITEM_MISSING = text(
    "缺少清单项 {item}；请把导出的那一行放回来", "the row of the item {item} is missing; put the exported row back"
)
NOT_BY_ITEM = text("清单题请在下面逐项填写，这里不填", "a checklist is filled in item by item below, not here")
MARK_AS_ANSWER = text(
    "{said}不是回答；请写在这一题的“标记”这一列",
    "{said} is no answer; it belongs in the column “Mark” of this question",
)
NOT_ON_ITEM = text(
    "清单项这一行只填“回答”；请把这里的内容移到 {main}",
    "only the answer is filled in beside an item; move what stands here to {main}",
)
NO_MARK = text(
    "{said}不是标记；请选“待确认”“不适用”或空着",
    "{said} is no mark; choose unsure or not applicable, or leave it empty",
)
NO_MARK_BUT_UNSURE = text(
    "{said}不是标记；这一题只能选“待确认”或空着", "{said} is no mark; this question takes unsure, or leave it empty"
)
BOTH = text(
    "既标了“不适用”又有回答；请清空其中一个", "is marked not applicable and has an answer too; clear one of the two"
)
STRAY_REASON = text(
    "有回答，又写了不适用的理由；请清空其中一个",
    "has an answer and a reason for “not applicable” too; clear one of the two",
)
NO_MAIN_ROW = text(
    "{id} 的题目行不在表里；请把导出的那一行放回来", "the main row of {id} is missing; put the exported row back"
)

NOTICE_OTHER = text(
    "这张表是从另一份自评“{name}”导出的，请先确认没有拿错。",
    "This sheet was made from another self-assessment, “{name}”; make sure it is the right one.",
)
NOTICE_RUBRIC = text(
    "导出时的细则是 {id} {version} 版，现在是 {now} {now_version} 版；回答按现在的题目核对。",
    "The sheet was made with {id} {version}; now it is {now} {now_version}. Answers are checked against the questions as they are now.",
)
NOTICE_NO_ORIGIN = text(
    "表里没有来源记录，无法确认它是从哪份自评导出的。",
    "The sheet does not say which self-assessment it was made from.",
)
NOTICE_NO_COLUMN = text(
    "工作表“{sheet}”里找不到列{columns}，这部分没有读。",
    "The sheet “{sheet}” has no column {columns}; nothing of that was read.",
)

ROWS_GONE = text(
    "{count} 题的行不在了，没有读，自评里的回答不变：{questions}",
    "rows are gone, so these questions ({count}) were not read and their answers stay as they are: {questions}",
)
MORE_ROWS_GONE = text(
    "{count} 题的行不在了，没有读，自评里的回答不变：{questions}等",
    "rows are gone, so these questions ({count}) were not read and their answers stay as they are: {questions} and more",
)
TYPED_HERE = {
    "question": text(
        "这一列只供阅读，里面的内容改过；要说的请写进备注，再把这一格改回原样",
        "is for reading and was changed; write what you want to say into the note and put this cell back as it was",
    ),
    "evidence-so-far": text(
        "这一列只供阅读，里面的内容改过；新证据请写进 {main}，再把这一格改回原样",
        "is for reading and was changed; write new evidence into {main} and put this cell back as it was",
    ),
}

# The preview
CHANGES = text("将会改动", "To be changed")
CONFLICTS = text("两边都改过", "Changed on both sides")
PROBLEMS = text("需要改正", "To be put right")
AFTER = text("表中", "In the sheet")
FIELDS: dict[str, Text] = {
    "answer": w.ANSWER,
    "note": w.NOTE,
    "evidence": w.EVIDENCE,
    **words.FIELDS,
}
EMPTY = text("（空）", "(empty)")
SUMMARY = text(
    "读到 {read} 题：改动 {changes} 处，两边都改过 {conflicts} 处，需要改正 {problems} 处。",
    "Questions read: {read}. Changes: {changes}; changed on both sides: {conflicts}; to be put right: {problems}.",
)
NO_CHANGE = text(
    "读到的内容和现在的自评一样，没有要写入的。",
    "What was read is what the self-assessment says already; nothing to take over.",
)
APPLIED = text("已写入 {count} 处改动。", "Changes taken over: {count}.")
UNRESOLVED = text(
    "有 {count} 处两边都改过，先选留哪一边，这次什么都没有写入。",
    "Changed on both sides: {count}. Say which side to keep; nothing was taken over.",
)
UNSOUND = text(
    "有 {count} 处需要改正，这次什么都没有写入；改好再导入，或者选择跳过这些单元格。",
    "To be put right: {count}; nothing was taken over. Correct them, or choose to leave those cells out.",
)
