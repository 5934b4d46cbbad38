"""The words of the workbook, all languages together. Sheets, column headings and the guide for who fills it in.

Headings give their Traditional form too: they are recognised when a workbook comes back, whichever language it was in.
"""

from ecq.base.language import Text, text

README, POINTS, CREDITS, BANDS = "Read me", "Points", "Credits", "Bands"


ID = text("编号", "id", "編號")
KIND = text("类别", "kind", "類別")
TITLE = text("名称", "title", "名稱")
SHARE = text("分值", "points", "分值")
SUM = text("下级之和", "sum of parts", "下級之和")
CHECK = text("核对", "check", "核對")
EXACT = text("精确值", "exact", "精確值")
QUESTION_ID = text("评价项编号", "question id", "評價項編號")
QUESTION_TEXT = text("评价项", "question", "評價項")
OPTION_ID = text("选项编号", "option id", "選項編號")
OPTION_TEXT = text("选项", "option", "選項")
CREDIT = text("得分率", "credit", "得分率")
GRADE_ID = text("等级编号", "grade id", "等級編號")
GRADE_TITLE = text("等级", "grade", "等級")
FROM = text("起点分数", "from", "起點分數")

DIMENSION = text("维度", "dimension")
INDICATOR = text("指标", "indicator")
QUESTION = text("评价项", "question")
TOTAL = text("合计（应为 100）", "Total (must be 100)")

POINTS_HINT = text(
    "大于 0、不超过 100 的数字，最多六位小数；除不尽的写成文本，如 100/17。",
    "A number above 0 and at most 100, with at most six decimals; a share that does not come out even is typed as text, such as 100/17.",
)
CREDIT_HINT = text("0 到 1 的数字，逐级升高。", "A number from 0 to 1, rising from option to option.")
FROM_HINT = text("0 到 100 的数字，逐级升高。", "A number from 0 to 100, rising from grade to grade.")

HEADING = text("分值表：{title}", "Table of points: {title}")
MADE_FROM = text("细则 {id} {version} 版（{status}）", "Rubric {id}, version {version} ({status})")
GUIDE: tuple[tuple[Text, tuple[Text, ...]], ...] = (
    (
        text("怎么用", "What to do"),
        (
            text(
                "把认证机构自己的分值填进黄色单元格，存成 .xlsx，再导入 ECQ。题目不变，分数按这里的分值算。",
                "Put the certification body's own numbers into the yellow cells, save as .xlsx and import the file into ECQ. The questions stay the same; the score follows these numbers.",
            ),
            text(
                "编号不要改，也不要删行。行可以重新排序，列可以移动。名称和文字只供阅读，导入时不看。",
                "Change no id and remove no row. Rows may be sorted and columns moved. Titles and texts are for reading only; they are not imported.",
            ),
            text(
                "黄色单元格里不能有公式：先复制，再“选择性粘贴 → 数值”。",
                "No formulas in yellow cells: copy the cell, then Paste Special, Values.",
            ),
            text(
                "导入时会一次列出全部问题，每条都写明工作表和单元格。有一处不对，就什么都不导入。",
                "An import lists all problems at once, each with sheet and cell. While one is left, nothing is imported.",
            ),
        ),
    ),
    (
        text("Points（分值）", "Points"),
        (
            text(
                "每个维度、指标、评价项一行，满分 100。评价项加起来等于所在的指标，指标加起来等于所在的维度，维度加起来等于 100。每个分值都大于 0。",
                "One row for each dimension, indicator and question, out of 100. Questions add up to their indicator, indicators to their dimension, dimensions to 100. Every number is above 0.",
            ),
            text(
                "如果只知道指标的分值，把这个指标下全部评价项的分值清空，导入时平分。",
                "Where only the indicator's points are known, clear the points of all its questions: they then share equally.",
            ),
            text(
                "最多六位小数。除不尽的写成文本，例如 '100/17（前面加一个英文单引号，免得被当成日期）。",
                "At most six decimals. A share that does not come out even is typed as text, such as '100/17 (with the apostrophe, so that it is not taken for a date).",
            ),
            text(
                "“下级之和”和“核对”只给填表的人看：✓ 对得上，✗ 对不上，? 有空格或文本，这里算不了。导入时 ECQ 重新计算。",
                '"Sum of parts" and "check" are for your eyes: ✓ adds up, ✗ does not, ? a part is empty or text and cannot be added here. ECQ computes it again when importing.',
            ),
        ),
    ),
    (
        text("Credits（得分率）", "Credits"),
        (
            text(
                "每个选项、每一档数字、清单的每个项数一行：最低一档是 0，最高一档是 1，逐级升高；清单可以有相邻两档相同。",
                "One row for each option, each band of a measure and each number of items of a checklist: 0 for the lowest, 1 for the highest, rising between; in a checklist two neighbours may be equal.",
            ),
            text(
                "是非题不列：“否”总是 0，“是”总是 1。",
                "Yes-or-no questions are not listed: no is always 0 and yes is always 1.",
            ),
        ),
    ),
    (
        text("Bands（等级）", "Bands"),
        (
            text(
                "每个等级从哪个分数开始：第一档从 0 开始，逐级升高。",
                "The score from which each grade is given: the first starts at 0, and they rise.",
            ),
        ),
    ),
    (
        text("隐藏的列“精确值”", "The hidden column 'exact'"),
        (
            text(
                "保存 25/18 这样的精确值。数字没改时以它为准，数字改过就以数字为准。不用动它。",
                "It keeps exact values such as 25/18. It counts while the number beside it is unchanged; once the number is changed, the number counts. Leave it as it is.",
            ),
        ),
    ),
)

# What is told when a table comes back
NO_SHEET = text(
    "没有这张工作表，请重新导出，再把数字抄进去",
    "this sheet is missing; export the table again and copy your numbers into it",
)
TOO_LONG = text("超过 {most} 行，不会是 ECQ 导出的表", "has more than {most} rows; this is no table exported by ECQ")
NO_HEADINGS = text(
    "没有一行有这些表头（各一次）：{columns}；请放回导出时的表头",
    "no row has the headings {columns} (each once); put the exported heading row back",
)
NAMELESS = text(
    "{id}只知道名称，没有题目，分值请留空", "{id} is known by name only and no question asks it; leave its points empty"
)
EMPTY_QUESTION = text(
    "是空的，请填分值，或把这个指标的题都清空来平分",
    "is empty; give the points, or clear all questions of its indicator to share equally",
)
EMPTY_NODE = text("是空的，请填分值", "is empty; give the points")
EMPTY_NUMBER = text("是空的，请填一个数", "is empty; give a number")
NO_NUMBER = text("{said}不是数，请写成 7、0.9 或 25/18 这样", "{said} is not a number; write it like 7, 0.9 or 25/18")
TOO_FINE = text(
    "{said}超过 {most} 位小数，请取整，或把准确的份额写成文本，如 100/17",
    "{said} has more than {most} decimals; round it, or write the exact share as text, such as 100/17",
)
UNCHANGED = text(
    "没有一个数和 {rubric} 自己的不同，不是别人的分值；请先填入认证机构的数再导入",
    "no number differs from those of {rubric} itself, so they are nobody else's points; fill in the body's numbers and import it then",
)
MISSING = text("{missing}，单独占一行", "{missing}, in a row of its own")
MISSING_AMONG = text(
    "{missing}，单独占一行（同题的其他行到 {last} 为止）",
    "{missing}, in a row of its own (its others end in row {last})",
)
