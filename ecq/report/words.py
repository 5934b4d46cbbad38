"""The words of the readiness report's last page, of opening a report again and of verifying it."""

from __future__ import annotations

from ecq.language import Text, text

# The last page
SEAL = text("核验页", "Verification")
SEAL_LEAD = text(
    "这份 PDF 也是存档文件：自评数据、所用细则和评分卡都在里面。内容摘要由它们和报告的文字算出，同样的内容在任何电脑上都得到同样的摘要。",
    "This PDF is also the save file: the answers, the rubric used and the scorecard are inside. The content digest is worked out from them and from the report's words, and is the same on every computer.",
)
CONTENT_DIGEST = text("内容摘要（SHA-256）", "Content digest (SHA-256)")
FILE = text("文件", "File")
FILE_WHAT = text("内容", "What it is")
FILE_DIGEST = text("SHA-256", "SHA-256")
FILE_ASSESSMENT = text("全部回答，可在 ECQ 中重新打开", "all answers, to be opened again in ECQ")
FILE_RUBRIC = text("所用的评价细则全文", "the whole rubric used")
FILE_SCORECARD = text("评分卡，分数都是精确值", "the scorecard, every number exact")
FILE_OTHER_RUBRIC = text("用来对照的细则全文", "the whole rubric compared with")
FILE_LOGO = text("封面上的标志", "the logo on the cover")
FILE_RECORD = text("生成方式和以上文件的摘要", "how the report was made, and the digests above")
SEAL_LINES = (
    text(
        "继续自评：在 ECQ 首页打开这份 PDF，或运行 ecq open 报告.pdf -o 自评.json。",
        "To go on with the self-assessment: open this PDF on ECQ's start page, or run ecq open REPORT.pdf -o FILE.json.",
    ),
    text(
        "核验：运行 ecq verify 报告.pdf。它用里面的回答和细则重新计算，逐页比对，并说明印出的等级和得分是否由此得出。",
        "To verify: run ecq verify REPORT.pdf. It works everything out again from the answers and the rubric inside, compares page by page, and says whether the printed grade and score follow.",
    ),
    text(
        "内容摘要就是 report.json 的 SHA-256，不用 ECQ 也能核对。打印或“另存为 PDF”会丢掉里面的文件，请转发原文件。",
        "The content digest is the SHA-256 of report.json, so it can be checked without ECQ too. Printing to a new PDF drops the files inside: pass on the original file.",
    ),
    text(
        "核验说明的是印出的结果与里面的回答相符，不证明回答属实。",
        "Verifying shows that what is printed agrees with the answers inside. It does not show that the answers are true.",
    ),
)

# Verifying
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

# The summary
SUMMARY = text("管理摘要", "Management summary")
GRADE_SETTLED = text("无论未定的题怎样答，等级都不变", "However the open questions are answered, it stays")
GRADE_OPEN = text("未定的题答完才知道是哪一级", "Which of them, the open questions decide")
SCORE_SURE = text("所有题都已确定", "Every question is settled")
SCORE_BETWEEN = text("能保证 {low} 分，还有 {count} 题未定", "{low} is guaranteed; questions still open: {count}")
EVIDENCED_MEANS = text(
    "没有证据的说法都不算，剩下的是{grade}", "If no claim without proof is taken, what remains is: {grade}"
)
GATES_COUNT = text("{failed} / {all} 未过", "{failed} of {all} failed")
GATES_FAILED = text("法律的最低要求，没过就不算准备好", "Legal minimums: while one fails, the platform is not ready")
GATES_WAITING = text("没有未过的，还有 {count} 项未答", "None failed; still open: {count}")
GATES_FINE = text("适用的红线项都过了", "Every gate that applies is passed")
TARGET_SHORT = text("目标从 {from_} 分起，还差 {gap} 分", "The target starts at {from_}: {gap} points short")
TARGET_REACHED = text("目标从 {from_} 分起，高出 {gap} 分", "The target starts at {from_}: {gap} points above")
FIRST_TITLE = text("先做这几件", "What to do first")
FIRST_NOTE = text("先补未过的红线项，再按能得的分数排列。", "Failed gates first, then by the points to gain.")
REASONS_TITLE = text("结论的理由", "Reasons for the verdict")
DAYS_AND_DAYS = text("{effort} 人日 · {lead} 天", "{effort} person-days · {lead} days")
NOTHING_FIRST = text("没有差距：适用的题都得了满分。", "Nothing: every applicable question has full marks.")
GAPS_REST = text("其余差距", "The other gaps")

GATES_SHOWN = text("列出前 {count} 项。", "The first {count} are listed.")

COST_OF = text("到{grade}最少", "To {grade}, at the least")
COST_NONE = text("到不了", "out of reach")

# The plan
TIMES_BAR = text("进度", "When")
TIMES_DAYS = text("起止（天）", "Days")

# What is still open
PENDING = text("待确认、未答与不适用", "Unsure, open and not applicable")
PENDING_LEAD = text(
    "这些题还不算定下来；不适用的题要能向审核员说明理由。",
    "These questions are not settled; what was set aside needs a reason that stands before an auditor.",
)
NO_UNSURE = text("没有标为待确认的题。", "No question is marked unsure.")
OPEN_LIST = text("未答（按指标）", "Open, by indicator")
NO_OPEN = text("适用的题都答了。", "Every applicable question is answered.")
OPEN_OF = text("{count} / {all} 题", "{count} of {all}")
HOW_MANY = text("题数", "Questions")
ASIDE_LIST = text("不适用及理由", "Not applicable, with the reason")
NO_ASIDE = text("没有标为不适用的题。", "No question was set aside.")

# Evidence
WOULD_ASK = text("审核员会要", "an auditor would ask")

# Editions
EDITIONS_LEAD = text("同一份回答，按各版细则分别计分。", "One set of answers, scored under each rubric on its own.")

# The worked example
WORKED = text("一个指标怎样算出来", "One indicator, worked out")
WORKED_LEAD = text(
    "以“{indicator}”为例，它目前值 {points} 分，分给下面适用的题。每题得分 = 分值 × 得分率。",
    "Take “{indicator}”: it is worth {points} points now, spread over the questions below that apply. Each adds its worth times its credit.",
)
WORKED_ASIDE = text(
    "标为不适用的 {count} 题不在其中，它们的分值由其余的题分担。",
    "Not among them are {count} set aside as not applicable; the others carry their points.",
)
WORKED_SUM = text("合计", "Sum")
CREDIT = text("得分率", "Credit")
CREDIT_OPEN = text("未定", "open")
ADDS = text("得分", "Adds")
WORKED_SHARE = text("得分率 = {low} ÷ {points} = {share} %。", "Its share is {low} ÷ {points} = {share} %.")
WORKED_OPEN = text(
    "未定的 {count} 题若全部满分，它最多 {high} 分，即 {share} %。",
    "If the {count} still open all earned full marks it would reach {high} points, which is {share} %.",
)
WORKED_TOTAL = text(
    "各指标这样算出的得分相加，就是能保证的总分 {total}，舍去多余位数显示为 {shown}。",
    "Added over all indicators this gives the guaranteed total of {total}, cut for display to {shown}.",
)
MADE_WITH = text("用 {product} 制作", "Made with {product}")
CONTENTS = text("目录", "Contents")
LOGO_OF = text("{name} 的标志", "Logo of {name}")
LOGO = text("标志", "Logo")

# Choices on the results page
CHOICES = text("报告选项", "Report options")
EXTENT = text("篇幅", "Extent")
EXTENTS: dict[str, Text] = {
    "short": text("简版，约 4 页", "Short, about 4 pages"),
    "standard": text("标准", "Standard"),
    "full": text("完整，含全部回答和证据清单", "Full, with all answers and the evidence binder"),
}
PARTS_TITLE = text("包含的部分", "Parts in it")
PARTS_NONE = text("只有封面和核验页", "Cover and verification only")
PARTS: dict[str, Text] = {
    "summary": SUMMARY,
    "dimensions": text("各维度与指标", "Dimensions and indicators"),
    "strengths": text("强项与弱项", "Strengths and weaknesses"),
    "gates": text("红线项", "Gates"),
    "sureness": text("结果有多稳", "How sure the result is"),
    "gaps": text("差距与改进", "Gaps and what to do"),
    "plan": text("提升方案与时间线", "Plan and timeline"),
    "evidence": text("证据清单", "Evidence binder"),
    "open": PENDING,
    "answers": text("全部回答", "All answers"),
    "editions": text("两个版本对照", "Both editions side by side"),
    "method": text("方法", "Method"),
    "sources": text("依据与状态", "Sources and their status"),
}
BRAND = text("封面上的名称", "Name on the cover")
BRAND_HINT = text("不填就是 ECQ", "ECQ where left empty")
ACCENT = text("强调色", "Accent colour")
LOGO_CHOOSE = text("标志（PNG 或简单的 SVG）", "Logo (PNG or plain SVG)")
