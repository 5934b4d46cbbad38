"""The words of the readiness report's last page, of opening a report again and of verifying it."""

from __future__ import annotations

from ecq.rubric import Text


def _t(zh: str, en: str, hant: str | None = None) -> Text:
    return Text(zh=zh, en=en, hant=hant)


# The last page
SEAL = _t("核验页", "Verification")
SEAL_LEAD = _t(
    "这份 PDF 也是存档文件：自评数据、所用细则和评分卡都在里面。内容摘要由它们和报告的文字算出，同样的内容在任何电脑上都得到同样的摘要。",
    "This PDF is also the save file: the answers, the rubric used and the scorecard are inside. The content digest is worked out from them and from the report's words, and is the same on every computer.",
)
CONTENT_DIGEST = _t("内容摘要（SHA-256）", "Content digest (SHA-256)")
FILE = _t("文件", "File")
FILE_WHAT = _t("内容", "What it is")
FILE_DIGEST = _t("SHA-256", "SHA-256")
FILE_ASSESSMENT = _t("全部回答，可在 ECQ 中重新打开", "all answers, to be opened again in ECQ")
FILE_RUBRIC = _t("所用的评价细则全文", "the whole rubric used")
FILE_SCORECARD = _t("评分卡，分数都是精确值", "the scorecard, every number exact")
FILE_RECORD = _t("生成方式和以上文件的摘要", "how the report was made, and the digests above")
SEAL_LINES = (
    _t(
        "继续自评：在 ECQ 首页打开这份 PDF，或运行 ecq open 报告.pdf -o 自评.json。",
        "To go on with the self-assessment: open this PDF on ECQ's start page, or run ecq open REPORT.pdf -o FILE.json.",
    ),
    _t(
        "核验：运行 ecq verify 报告.pdf。它用里面的回答和细则重新计算，逐页比对，并说明印出的等级和得分是否由此得出。",
        "To verify: run ecq verify REPORT.pdf. It works everything out again from the answers and the rubric inside, compares page by page, and says whether the printed grade and score follow.",
    ),
    _t(
        "内容摘要就是 report.json 的 SHA-256，不用 ECQ 也能核对。打印或“另存为 PDF”会丢掉里面的文件，请转发原文件。",
        "The content digest is the SHA-256 of report.json, so it can be checked without ECQ too. Printing to a new PDF drops the files inside: pass on the original file.",
    ),
    _t(
        "核验说明的是印出的结果与里面的回答相符，不证明回答属实。",
        "Verifying shows that what is printed agrees with the answers inside. It does not show that the answers are true.",
    ),
)

# Verifying
CHECKS: dict[str, Text] = {
    "files": _t("附件", "Files inside"),
    "rubric": _t("细则", "Rubric"),
    "score": _t("评分", "Score"),
    "printed": _t("印出的结论", "Printed conclusions"),
    "pages": _t("页面", "Pages"),
}
FILES_MISSING = _t(
    "这份报告由较早版本的 ECQ 生成，里面没有 {files}，只能打开，不能核验。",
    "The report was made by an earlier ECQ and has no {files} inside: it can be opened, but not verified.",
)
FILE_MISSING = _t("{file} 不在里面。", "{file} is missing.")
FILE_ALTERED = _t(
    "{file} 与报告记录的不同：记录的摘要是 {recorded}…，实际是 {found}…。",
    "{file} is not the one recorded: its digest is {found}…, the record says {recorded}….",
)
FILE_STRANGE = _t("{file} 不是 ECQ 放进去的。", "{file} was not put there by ECQ.")
FILES_SOUND = _t("{count} 个文件都与记录的摘要相符。", "All {count} files have the digests on record.")
DIGEST_SOUND = _t("内容摘要 {digest}…", "Content digest {digest}…")
DIGEST_NOT_PRINTED = _t(
    "最后一页没有印出内容摘要 {digest}…。", "The last page does not print the content digest {digest}…."
)
RUBRIC_BAD = _t("里面的细则读不出来：{reason}", "The rubric inside cannot be read: {reason}")
RUBRIC_SOUND = _t(
    "{id} {version} 版，摘要 {digest}…，与自评所用的相同。",
    "{id} {version}, digest {digest}…, the one the answers were given under.",
)
RUBRIC_OTHER = _t(
    "{id} {version} 版，摘要 {digest}…；回答是按 {made} 版作的，封面已说明。",
    "{id} {version}, digest {digest}…; the answers were given under version {made}, as the cover says.",
)
ANSWERS_BAD = _t("里面的回答读不出来：{reason}", "The answers inside cannot be read: {reason}")
SCORE_SOUND = _t(
    "由回答和细则重算，与评分卡逐项相同：{score}，{grade}。",
    "Worked out again from answers and rubric, every number agrees with the scorecard: {score}, {grade}.",
)
SCORE_DIFFERS = _t(
    "评分卡中 {place} 是 {said}，重算得 {found}。",
    "The scorecard says {said} at {place}; worked out again it is {found}.",
)
SCORE_BAD = _t("评分卡读不出来。", "The scorecard cannot be read.")
AND_MORE = _t("另有 {count} 处。", "And {count} more.")
PRINTED_SOUND = _t(
    "封面印的是“{grade}”“{score}”“{readiness}”，由此得出。",
    "The cover prints “{grade}”, “{score}”, “{readiness}”, as it follows.",
)
PRINTED_DIFFERS = _t("封面应印“{wanted}”，但没有找到。", "The cover should print “{wanted}”, which is not found there.")
RECORD_DIFFERS = _t(
    "report.json 说印出的是“{said}”，重算应为“{wanted}”。",
    "report.json says that “{said}” is printed; worked out again it is “{wanted}”.",
)
PAGES_SAME_BYTES = _t("重新生成的报告与这份逐字节相同。", "The report made again is the same, byte for byte.")
PAGES_SAME_TEXT = _t(
    "重新生成的报告有 {count} 页，每一页的文字都相同；文件本身不是逐字节相同（可能签过名，或由其他版本的程序生成）。",
    "The report made again has {count} pages with the same text on each; the files are not the same byte for byte (it may have been signed, or made by other versions of the programs).",
)
PAGE_DIFFERS = _t(
    "第 {page} 页的文字与重新生成的不同：{near}", "The text of page {page} differs from the report made again: {near}"
)
PAGE_DRAWN = _t(
    "第 {page} 页的文字相同，但画法与重新生成的不同。",
    "Page {page} has the same text but is drawn otherwise than in the report made again.",
)
PAGE_COUNT = _t(
    "有 {found} 页，重新生成的有 {wanted} 页。", "There are {found} pages; the report made again has {wanted}."
)
PAGE_MARKED = _t(
    "第 {page} 页上加了批注或表单。", "Page {page} carries annotations or form fields that ECQ did not make."
)
PAGES_OTHER_VERSION = _t(
    "由 {made} 生成，与当前的 {now} 措辞可能不同，页面没有逐页比对。",
    "Made by {made}; its words may differ from those of {now}, so the pages were not compared one by one.",
)
FOLLOWS = _t(
    "印出的等级和得分由里面的回答和细则得出。",
    "The printed grade and score follow from the answers and the rubric inside.",
)
FOLLOWS_NOT = _t(
    "这份报告不成立：印出的内容和里面的数据对不上，见上。",
    "The report does not hold: what it prints and what it carries do not agree, see above.",
)
CANNOT = _t("不能核验。", "It cannot be verified.")
