"""The words of the Word report beyond those of the report itself."""

from ecq.base.language import text

DOWNLOAD = text("下载 Word 版（可修改）", "Download as Word, to be changed")
TEMPLATE = text("Word 模板", "Word template")
TEMPLATE_HINT = text(
    "一个 .docx：只取样式、页眉页脚和页面设置，不取文字。",
    "A .docx: its styles, head, foot and page are taken, its text is not.",
)

CONTENTS_NOTE = text(
    "点标题可以跳到那一章。页码由 Word 补上：点一下目录，按 F9。",
    "A title leads to its chapter. Word fills in the page numbers: click on the contents and press F9.",
)
TABLE = text("表", "Table")
FIGURE = text("图", "Figure")
ORIGINAL = text("能核验的原件", "The original that can be verified")
NOT_THE_ORIGINAL = text(
    "这份 Word 文件供修改和补充，不能核验。能核验的原件是 PDF 报告。",
    "This Word file is a copy to work on and cannot be verified. The original that can be verified is the PDF report.",
)
ORIGINAL_LINES = (
    text(
        "同一份自评按同样的选项和日期生成的 PDF 报告，末页印有下面的内容摘要。ecq verify 用 PDF 里的回答和细则重新计算，说明印出的等级和得分是否由此得出。",
        "The PDF report made from the same self-assessment with the same choices and day carries the content digest below on its last page. ecq verify works it out again from the answers and the rubric inside the PDF and says whether the printed grade and score follow.",
    ),
    text(
        "Word 文件不能在 ECQ 中重新打开，改动也不会留下痕迹。给别人做依据时，请附上 PDF。",
        "The Word file cannot be opened again in ECQ, and changes to it leave no trace. Where others are to rely on the result, add the PDF.",
    ),
)
