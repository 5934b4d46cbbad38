"""What verifying a report says: of each check, and in the end."""

from __future__ import annotations

from ecq.language import Text, text

CHECKS: dict[str, Text] = {
    "files": text("附件", "Files inside"),
    "rubric": text("细则", "Rubric"),
    "score": text("评分", "Score"),
    "printed": text("印出的结论", "Printed conclusions"),
    "pages": text("页面", "Pages"),
}
FILES_MISSING = text(
    "这份报告由较早版本的 ECQ 生成，里面没有 {files}，只能打开，不能核验。",
    "The report was made by an earlier ECQ and has no {files} inside: it can be opened, but not verified.",
)
FILE_MISSING = text("{file} 不在里面。", "{file} is missing.")
FILE_ALTERED = text(
    "{file} 与报告记录的不同：记录的摘要是 {recorded}…，实际是 {found}…。",
    "{file} is not the one recorded: its digest is {found}…, the record says {recorded}….",
)
FILE_STRANGE = text("{file} 不是 ECQ 放进去的。", "{file} was not put there by ECQ.")
FILES_SOUND = text("{count} 个文件都与记录的摘要相符。", "All {count} files have the digests on record.")
DIGEST_SOUND = text("内容摘要 {digest}…", "Content digest {digest}…")
DIGEST_NOT_PRINTED = text(
    "最后一页没有印出内容摘要 {digest}…。", "The last page does not print the content digest {digest}…."
)
RUBRIC_BAD = text("里面的细则读不出来：{reason}", "The rubric inside cannot be read: {reason}")
RUBRIC_SOUND = text(
    "{id} {version} 版，摘要 {digest}…，与自评所用的相同。",
    "{id} {version}, digest {digest}…, the one the answers were given under.",
)
RUBRIC_OTHER = text(
    "{id} {version} 版，摘要 {digest}…；回答是按 {made} 版作的，封面已说明。",
    "{id} {version}, digest {digest}…; the answers were given under version {made}, as the cover says.",
)
LOGO_BAD = text("里面的标志用不了：{reason}", "The logo inside cannot be used: {reason}")
ANSWERS_BAD = text("里面的回答读不出来：{reason}", "The answers inside cannot be read: {reason}")
SCORE_SOUND = text(
    "由回答和细则重算，与评分卡逐项相同：{score}，{grade}。",
    "Worked out again from answers and rubric, every number agrees with the scorecard: {score}, {grade}.",
)
SCORE_DIFFERS = text(
    "评分卡中 {place} 是 {said}，重算得 {found}。",
    "The scorecard says {said} at {place}; worked out again it is {found}.",
)
SCORE_BAD = text("评分卡读不出来。", "The scorecard cannot be read.")
AND_MORE = text("另有 {count} 处。", "And {count} more.")
PRINTED_SOUND = text(
    "封面印的是“{grade}”“{score}”“{readiness}”，由此得出。",
    "The cover prints “{grade}”, “{score}”, “{readiness}”, as it follows.",
)
PRINTED_DIFFERS = text(
    "封面应印“{wanted}”，但没有找到。", "The cover should print “{wanted}”, which is not found there."
)
RECORD_DIFFERS = text(
    "report.json 说印出的是“{said}”，重算应为“{wanted}”。",
    "report.json says that “{said}” is printed; worked out again it is “{wanted}”.",
)
PAGES_SAME_BYTES = text("重新生成的报告与这份逐字节相同。", "The report made again is the same, byte for byte.")
PAGES_SAME_TEXT = text(
    "重新生成的报告有 {count} 页，每一页的文字和画法都相同；文件本身不是逐字节相同（可能签过名、被别的程序另存过，或由其他版本的程序库生成）。",
    "The report made again has {count} pages with the same text and drawing on each; the files are not the same byte for byte (this one may have been signed, saved again by another program, or made with other versions of the libraries).",
)
PAGE_DIFFERS = text(
    "第 {page} 页的文字与重新生成的不同：{near}", "The text of page {page} differs from the report made again: {near}"
)
PAGE_DRAWN = text(
    "第 {page} 页的文字相同，但画法与重新生成的不同。",
    "Page {page} has the same text but is drawn otherwise than in the report made again.",
)
PAGE_COUNT = text(
    "有 {found} 页，重新生成的有 {wanted} 页。", "There are {found} pages; the report made again has {wanted}."
)
PAGE_MARKED = text(
    "第 {page} 页上加了批注或表单，或者目录的链接被改动。",
    "Page {page} carries annotations or form fields that ECQ did not make, or its links were changed.",
)
PAGES_OTHER_VERSION = text(
    "由 {made} 生成，与当前的 {now} 措辞可能不同，页面没有逐页比对；要比对，请用 {made} 核验。",
    "Made by {made}; its words may differ from those of {now}, so the pages were not compared one by one. To have them compared, verify with {made}.",
)
SIGNED = text(
    "文件带有数字签名；签名是否有效，请在 PDF 阅读器里查看。",
    "The file carries a signature; whether that is valid, your PDF reader tells.",
)
FOLLOWS = text(
    "印出的等级和得分由里面的回答和细则得出。",
    "The printed grade and score follow from the answers and the rubric inside.",
)
FOLLOWS_NOT = text(
    "这份报告不成立：印出的内容和里面的数据对不上，见上。",
    "The report does not hold: what it prints and what it carries do not agree, see above.",
)
CANNOT = text("不能核验。", "It cannot be verified.")
