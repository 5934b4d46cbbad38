"""Words of what is handed out from the results page: the downloads, the brand on them, the presentation."""

from __future__ import annotations

from ecq.base.language import Text, text

DOWNLOAD = text("下载报告", "Download report")
FORMATS = text("更多", "More")
OTHER_FORMATS = text("其他格式", "Other formats")
PEOPLE = text("写给谁，谁编制", "Prepared for and by")
COMMENTS = text("顾问意见", "Comments")
COMMENT_ON = text("写在报告的哪一部分", "On which part of the report")
COMMENT = text("意见，标明不是算出来的", "Your opinion, marked as not worked out")
PARTS = text("选择报告的部分", "Choose the parts of the report")
WORKBOOK = text("结果工作簿（Excel）", "Workbook of results (Excel)")
CSV = text("每题一行（CSV）", "A row for each question (CSV)")
JSON = text("自评文件（JSON），可以再打开", "Self-check file (JSON), to open again")
SLIDES = text("演示文件（HTML），不联网也能放", "Presentation file (HTML), works offline")
POWERPOINT = text("演示文件（PowerPoint），可以修改", "Presentation file (PowerPoint), to work on")

# Names of files
REPORT_FILE = text("准备度报告", "readiness report")
EXTENT_IN_FILE: dict[str, Text] = {
    "short": text("简版", "short"),
    "standard": text("标准版", "standard"),
    "full": text("完整版", "full"),
}
RESULTS_FILE = text("结果", "results")
SLIDES_FILE = text("演示", "presentation")

PRESENT = text("会议演示", "Present")
