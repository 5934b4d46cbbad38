"""The words of the readiness report and of the choices it offers; what other places say too is in `ecq.telling.text`."""

from ecq.base.language import Text, text
from ecq.telling.plan.words import STEPS

# Cover and sections
TITLE = text("认证前准备度报告", "Readiness report before certification")
BASED_ON = text("依据 {standard}的结构，{points}", "After the structure of {standard}; {points}")
LAST_CHANGED = text("回答最近改动 {day}", "Answers last changed on {day}")
RUBRIC = text("细则 {id} {version} 版（{digest}…）", "Rubric {id} version {version} ({digest}…)")
GRADE_NOW = text("目前等级", "Grade now")
CONCLUSION = text("一页结论", "Conclusions on one page")
DIMENSIONS = text("各维度与指标", "Dimensions and indicators")
STRENGTHS = text("强项与弱项", "Strengths and weaknesses")
GAPS = text("差距与改进", "Gaps and what to do")
ANSWERS = text("全部回答", "All answers")
SOURCES = text("依据与状态", "Sources and their status")
LIMITS = text("这份报告不是什么", "What this report is not")
MISSING_GLYPHS = text(
    "以下字符字体里没有，正文中写成编码：{codes}",
    "The font lacks these characters; their code points stand in their place: {codes}",
)
LACKING = text(
    "报告的字体里没有这些字符，会印成编码：{characters}",
    "The report's font lacks these characters and prints their code points: {characters}",
)
SOURCE = text("依据", "Source")
REASON = text("理由", "Reason")
NOTHING_HERE = text("没有。", "None.")
FOOT_DATA = text("这份 PDF 可在 ECQ 中重新打开，附有全部数据", "This PDF carries its data and opens again in ECQ")
EVIDENCED = text("有证据支持 {score}", "Backed by evidence: {score}")
SHORT_OF_TARGET = text("差 {gap} 分", "{gap} points short")
ABOVE_TARGET = text("高出 {gap} 分", "{gap} points above")
GRADE_WITH_STATE = text("{grade}（{state}）", "{grade} ({state})")
GATES_AGAINST = text("红线项未过 {count} 个", "{count} gates failed")
TARGET_TICK = text("目标{target} {from_}", "target: {target}, {from_}")
BRAND_NAME = text("品牌名称", "Brand name")
PREPARED_FOR = text("呈送", "Prepared for")
PREPARED_BY = text("编制", "Prepared by")
INTERVIEWED = text("受访", "Interviewed")
TO_TARGET = text("离目标", "To target")
SORTED = text("得分率低的在前，竖线是目标。", "Lowest share of full marks first; the line is the target.")
RED_MEANS = text("画成红色的无论如何不到 {share} %。", "What is drawn in red stays below {share} % in any case.")
STATES = (
    text("有证据", "with evidence"),
    text("答了，证据不在手", "answered, no evidence in hand"),
    text("待确认", "open"),
    text("待提升", "to improve"),
)
ALL_INDICATORS = text("全部指标", "All indicators")
RADAR_PART = text("{title} {share}", "{title} {share}")
UNKNOWN_NODE = text("标准有此项，内容没有公开", "in the standard, content not public")
WORST = text("丢分最多：{question}（{points} 分）", "Largest gap: {question} ({points} points)")
WORST_GATE = text("红线项未过：{questions}", "Gate failed: {questions}")
DEMANDED = text("要求", "Demanded")
CONSEQUENCE = text("风险", "Risk")
GATE_ANSWER_FIRST = text("先回答，才知道过不过。", "Answer it first: only that shows whether it is passed.")
TAKES = text("{effort} 人日 · {lead} 天", "{effort} person-days · {lead} days")
GATES_PASSED = text("已过和不适用的红线项", "Gates passed or not applicable")
GATES_PASSED_LEAD = text("按平台自己的回答，没有核实。", "By the platform's own answers, which nobody has verified.")
GATES_UNANSWERED = text(
    "没有回答的先回答，才知道过不过。",
    "Answer those first that are not answered: only that shows whether they are passed.",
)
GATES_IN_ROWS = text(
    "另外 {count} 项在下表里；每项的回答、风险和下一步，见标准版报告。",
    "The other gates ({count}) are in the table; answer, risk and next step of each are in the standard report.",
)
GATES_SUMMARY = text(
    "共 {all} 项：未过 {failed}，未定 {open}，已过 {passed}，不适用 {na}。",
    "{all} in all: {failed} failed, {open} open, {passed} passed, {na} not applicable.",
)
GAPS_LEAD = text(
    "按还能得的分排列，共 {count} 题。投入、周期和“这一步得”都只算下一步。",
    "Questions with points still to gain, largest first: {count}. Effort, lead time and “this step” are those of the next step.",
)
GAPS_PROVED = text("备齐这一步的证据也算在投入里。", "The effort includes bringing its evidence together.")
STANDS = text("现状", "Now")
PLUS = text("+{points} 分", "+{points} points")
HIDDEN = text("平台画像排除了 {count} 题，没有列出。", "Questions ruled out by the profile and not listed: {count}.")
UNASKED = text(
    "文件里另有 {count} 个回答，这份细则不问，没有计分。",
    "The file holds further answers that this rubric does not ask and does not score: {count}.",
)
EARLIER = text(
    "按以前的版本答的、现在不问或要重新回答的 {count} 题，没有计分：",
    "Answered under an earlier version and not asked any more, or asked again, so not scored: {count}.",
)
PROFILE_OPEN = text("未填", "open")
OF_POINTS = text("{gained} / {worth}", "{gained} / {worth}")
EVIDENCE_ITEM = text("{evidence}（{state}）", "{evidence} ({state})")
EFFORT_NOTE = text("投入与周期", "Effort and lead time")
BAND_FROM = text("{from_} 分起", "from {from_} points")
BANDS_SOURCE = text("来源：{sources}", "Source: {sources}")
SOURCES_CITED = text(
    "本平台适用的题所依据的；说明见完整版。",
    "Those that the questions of this platform rest on; the full report has notes on them.",
)
NUMBER = text("文号", "Number")
SINCE = text("施行", "In force since")
STATUS = text("核对程度", "How surely known")
COLON = text("{label}：{said}", "{label}: {said}")
STILL_MISSING = text("{count}，还缺：", "{count}, still missing:")
TICKED = text("✓ {item}", "✓ {item}")
UNTICKED = text("○ {item}", "○ {item}")
BULLET = text("· {item}", "· {item}")
TICK_KEY = text("清单题：✓ 已经做到，○ 还没有。", "In checklists: ✓ is in place, ○ is not yet.")

# The decision
DECISION = text("要做的决定", "The decision asked")
DECIDE_READY = text(
    "{target}可以申请了：请定认证机构和申请的日子",
    "Ready for {target}: please decide on the certification body and the day to apply",
)
DECIDE_GATES = text(
    "有 {count} 个红线项没过，分数再高也不算准备好：请定谁来整改、哪天完成",
    "{count} gates failed, and no score makes up for that: please decide who mends what by when",
)
DECIDE_OPEN = text(
    "要{target}，请定目标、人手和没定的题的答复日",
    "To reach {target}, please decide on the target, the people, and a day for answering what is open",
)
DECIDE_OUT_OF_REACH = text(
    "照现在的条件没有到{target}的做法：请改定目标或条件",
    "As things stand no plan leads to {target}: please change the target or the limits",
)
DECIDE_PROVE = text(
    "{target}的分数到了，差的是证据：请定谁来备、哪天备齐",
    "The answers reach {target}, the evidence does not: please decide who brings it together by when",
)
DECIDE = text("要{target}，请定目标和人手", "To reach {target}, please decide on the target and the people")
AT_STAKE = text("关系到什么", "What is at stake")
NOTHING_AT_STAKE = text(
    "适用的红线项都过了，证据也都在手。", "Every gate that applies is passed with its evidence in hand."
)
THREATENED = text("条文写的罚则", "What the article threatens")
NO_AMOUNT = text("没有写明数额", "no amount is named")
FINES_QUOTED = text(
    "幅度照条文写，不是对这个平台的估计，也不能相加；罚不罚、罚多少由主管部门决定。",
    "Ranges are the articles' own, no estimate for this platform, and cannot be added up; whether and how much is the authority's decision.",
)
STAKE_REST = text("另有红线项 {count} 个{where}。", "{count} more gates{where}.")
STAKE_ALL = text(
    "未过、未定或证据不在手的红线项有 {count} 个{where}。",
    "Gates failed, open or passed without evidence in hand: {count}{where}.",
)
STAKE_NAMED = text("其中：{gates}。", "Among them: {gates}.")
STAKE_GATE = text("{question}（{state}）", "{question} ({state})")
PASSED_UNPROVED = text("已过，证据不在手", "passed, evidence not in hand")
WAYS = text("几种做法", "The ways there are")
WAY = text("做法", "Way")
WAY_NAMES: dict[str, Text] = {
    "least": text("最低：{grade}", "Least: {grade}"),
    "target": text("目标：{grade}", "Target: {grade}"),
    "stretch": text("冲刺：{grade}", "Stretch: {grade}"),
}
WAY_HOLDS = text("包括什么", "What it holds")
HOLDS_GATES = text("整改红线项 {count} 个", "{count} gates mended")
HOLDS_IMPROVED = text("提升 {count} 题", "{count} answers improved")
HOLDS_PROVED = text("只补证据 {count} 题", "{count} answers proved")
HOLDS_ANSWERS = text("把没定的题确认", "what is open confirmed")
HOLDS_NOTHING = text("没有要做的", "nothing to do")
WAYS_OPEN = text(
    "没定的 {count} 题要先确认：都成立是前一个数，都不成立是后一个数。",
    "{count} questions to be confirmed first: the first figure if all hold, the second if none does.",
)
WAYS_FACTS = text(
    "平台画像还差 {count} 项：是哪种平台都在两个数之间。",
    "Facts of the profile are missing ({count}): whatever they turn out to be, it lies between the two figures.",
)
WAYS_FACTS_ALIKE = text(
    "平台画像还差 {count} 项，先补上。", "Facts of the profile are missing ({count}): fill them in first."
)
WAYS_FACTS_DAYS = text("日子按列出的那种平台排。", "Days are those of the platform listed.")
WAYS_ANSWERS = text("没定的 {count} 题要先确认。", "To be confirmed first: {count} questions.")
WAYS_CAPACITY = text("日子都按{capacity}排。", "Days rest on: {capacity}.")
WAYS_IF_OPEN = text("待确认的题都成立才是这些日子。", "They hold if all that is open turns out well.")
WAYS_NO_DATES = text(
    "还没有说每周有多少人日，所以没有日子。",
    "Nobody has said how many person-days a week there are, so there are no days.",
)
WAYS_ESTIMATES = text("人日是工作估计，没有经过实测。", "Person-days are working estimates and were not measured.")
TO_DECIDE = text("请决定", "To decide")
AGREED = text("同意", "agreed")
CHANGED_TO = text("改为", "changed to")
DECIDE_GRADE_NOTE = text("现在的目标是{target}", "The target now is: {target}")
DECIDE_FAILED = text("未过的红线项先整改", "Failed gates are mended first")
DECIDE_FAILED_NOTE = text(
    "共 {count} 个，负责人和日子写在提升方案里", "{count} in all; owners and days go into the plan"
)
DECIDE_PEOPLE = text("每周给多少人日、从哪天起", "Person-days a week, and from which day")
DECIDE_PEOPLE_NOTE = text("没有人手就没有日子", "Without people there are no days")
DECIDE_ANSWERS = text(
    "{count} 道没定的题哪天前书面答复", "A day by which the open questions ({count}) are answered in writing"
)
DECIDE_ANSWERS_NOTE = text("其中红线项 {count} 个", "Of them gates: {count}")
DECIDE_FACTS = text(
    "平台画像没填的 {count} 项由谁填、哪天前填好",
    "Who fills in the missing facts of the profile ({count}), and by when",
)
DECIDE_EVIDENCE = text("证据由谁备、哪天前备齐", "Who brings the evidence together, and by when")
DECIDE_APPLY = text("申请的日子", "The day to apply")
DECIDE_NEXT = text("下一次汇报的日子", "The day of the next report")
SIGNS_BOARD = text("决定人", "Decided by")

PEERS = text("和同类平台比", "Against peers")
YOU = text("本平台", "This platform")
ABOVE_PEERS = text("{count} 家同类平台里，得分高于其中 {low} 家", "Scores higher than {low} of {count} peers")
ABOVE_PEERS_BETWEEN = text(
    "{count} 家同类平台里，得分高于其中 {low} 到 {high} 家，看没定的题怎么答",
    "Scores higher than {low} to {high} of {count} peers, depending on what is open",
)
PEERS_ALIKE = text("同类：{facts}。", "Peers: {facts}.")
PEERS_ANY = text("同类：用同一份评价细则的平台。", "Peers: platforms under the same rubric.")
PEERS_OF_SERVER = text("这台服务器上", "on this server")
PEERS_OF_FOLDER = text("出报告的人给的一个文件夹里", "in a folder of whoever made this")
PEERS_NOTE = text(
    "只来自{where}的自评，各家自己答的，没有核实；至少五家才比，不出现名字；没定的题两头都算。",
    "Only from self-checks {where}, answered by each platform itself and not verified; at least five are compared and nobody is named; open questions count at both ends.",
)
OPINION = text("顾问意见，不是算出来的", "The consultant's opinion, not worked out")

# What parts claim
CLAIM_DIMENSION = text("最多的分留在{title}：还能得 {points} 分", "{title} has most to gain: {points} points")
CLAIM_STRENGTHS = text("{all} 个指标里有 {count} 个是强项", "Strengths: {count} of {all} indicators")
CLAIM_CHEAPEST: dict[str, Text] = {
    "ready": text(
        "{title}是方案里最便宜的提升：{effort} 人日换有证据的 {points} 分",
        "{title} is the plan's cheapest improvement: {points} points with evidence for {effort} person-days",
    ),
    "score": text(
        "{title}是方案里最便宜的提升：{effort} 人日换 {points} 分",
        "{title} is the plan's cheapest improvement: {points} points for {effort} person-days",
    ),
}
CLAIM_FRAGILE_ONE = text("只要一个回答不被认可，就不再是{grade}", "One refused answer is enough to lose {grade}")
CLAIM_FRAGILE = text(
    "只要 {count} 个回答不被认可，就不再是{grade}", "{count} refused answers are enough to lose {grade}"
)
CLAIM_EVIDENCE = text(
    "{count} 个得分的回答还拿不出证据，关系到 {points} 分",
    "Answers that score without evidence in hand: {count}; {points} points at risk",
)
CLAIM_OPEN = text("还有 {count} 题没有定，共 {points} 分", "{count} questions still open, worth {points} points")
CLAIM_OPEN_AND_FACTS = text(
    "没有定的和要看没填的平台画像的有 {count} 题",
    "{count} questions open or depending on missing facts of the profile",
)

# The summary
SUMMARY = text("管理摘要", "Management summary")
TO_DO_NEXT = text("接下来做什么", "What to do next")
EARLY_NOTE = text(
    "还有 {points} 分没有确定，一半以上。强弱、差距和方案多半取决于没答的题，这份报告先不写；没定的分降到 50 以下就写。",
    "{points} of 100 points are open, more than half. Strengths, gaps and the plan depend mostly on what is not answered and are left out; they come once 50 points or fewer are open.",
)
TARGET_UNPROVED = text("只算有证据的还差 {gap} 分", "{gap} points short with evidence alone")
GRADE_OPEN = text("未定的题答完才知道是哪一级", "the open questions decide which")
GRADE_OPEN_AND_FACTS = text(
    "平台画像填全、未定的题答完才知道是哪一级", "the missing facts and the open questions decide which"
)
GRADE_BY_FACTS = text("平台画像填全才知道是哪一级", "the missing facts decide which")
EVIDENCED_MEANS = text(
    "只算有证据在手的回答，分数在{grade}一档",
    "Counting only answers with evidence in hand, the score is in the band: {grade}",
)
GATES_MEAN = text(
    "平台自己的法定义务，没过就不算准备好",
    "Duties of the operator itself by law: while one fails, the platform is not ready",
)
GATES_WAITING = text("没有未过的，还有 {count} 项未定", "None failed; still open: {count}")
GATES_FINE = text("适用的红线项都过了", "Every gate that applies is passed")
TARGET_SHORT = text("目标从 {from_} 分起，还差 {gap} 分", "The target starts at {from_}: {gap} points short")
TARGET_REACHED = text("目标从 {from_} 分起，高出 {gap} 分", "The target starts at {from_}: {gap} points above")
IN_ANNEX = text(
    "全部回答和证据在这份 PDF 里附的工作簿 annex.xlsx 里：在阅读器的附件栏里打开。",
    "All answers and all evidence are in the workbook annex.xlsx inside this PDF: open it from the reader's list of attachments.",
)
GAPS_SUMMED = text(
    "其余 {count} 题共可得 {points} 分，列在完整版 PDF 附的工作簿里。",
    "The other questions ({count}) can add {points} points; the workbook inside the full PDF report lists them.",
)
GAPS_OTHERS = text(
    "其余 {count} 题列在完整版 PDF 附的工作簿里。",
    "The other questions ({count}) are listed in the workbook inside the full PDF report.",
)
THIS_STEP = text("这一步得", "This step")
AT_MOST_POINTS = text("共可得 {points} 分", "{points} points in all")

# The plan
TO_DO = STEPS
PRODUCES = text("要产出的证据：{evidence}", "Evidence to produce: {evidence}")
TO_FILL_IN = text(
    "负责人和完成日没有定的，由平台填写；方框供打勾。",
    "Owners and days that are not set are to be filled in, boxes to be ticked.",
)
REST_OF: dict[str, Text] = {
    "confirm": text("其余 {count} 题{where}", "{count} more{where}"),
    "prove": text("其余 {count} 件证据{where}", "{count} more to prove{where}"),
    "improve": text("其余 {count} 件{where}", "{count} more{where}"),
}
ALL_OF: dict[str, Text] = {
    "confirm": text("{count} 题{where}", "{count}{where}"),
    "prove": text("{count} 件证据{where}", "{count} to prove{where}"),
    "improve": text("{count} 件{where}", "{count} to do{where}"),
}
UNTIL = text("，{day} 做完", ", done on {day}")
NAMED_IN = text("，见“{part}”", ", see “{part}”")
TIMES_BAR = text("进度", "When")
TIMES_DAYS = text("起止（天）", "Days")

CURVE_NOTES: dict[str, Text] = {
    "ready": text(
        "曲线是每个人日数最多能到的有证据的分数，{gates}。从 {effort} 人日 {first} 分到 {days} 人日 {most} 分。",
        "The curve is the highest evidence-backed score that each number of person-days can buy {gates}: from {first} points for {effort} to {most} for {days}.",
    ),
    "score": text(
        "曲线是每个人日数最多能保证的分数，{gates}。从 {effort} 人日 {first} 分到 {days} 人日 {most} 分。",
        "The curve is the highest guaranteed score that each number of person-days can buy {gates}: from {first} points for {effort} to {most} for {days}.",
    ),
}
CURVE_GATES = text("红线项都过", "with every gate passed")
CURVE_GATES_BLOCKED = text("能过的红线项都过", "with every gate passed that can pass")
CURVE_ONE = text(
    "{days} 人日到 {most} 分，再多投入也不会更高。",
    "{most} points for {days} person-days; more effort does not raise it.",
)
CURVE_NONE = text("都不成立时：{curve}", "If none of them does: {curve}")
CURVE_TARGET = text("到{target}最少 {least} 人日。", "{target} takes {least} person-days at the least.")
CURVE_OPEN = text("没确认的 {count} 题按都成立算。", "Questions still open ({count}) are taken to turn out well.")

# Progress
PROGRESS = text("和上一次比", "Progress since the last time")
PROGRESS_SINCE = text("和上一次比", "Progress since")
MOVES = text("分数变动最大的题", "Questions that moved the score most")
MOVES_SHOWN = text("变动的 {all} 题里列出 {count} 题。", "Of the questions that moved it ({all}), {count} are named.")

GATES_MOVED = text(
    "状态变了的红线项有 {all} 个，列出 {count} 个，未过的在前。",
    "Gates whose state changed: {all}. Named are {count}, failed ones first.",
)

# The page to sign
SIGN = text("签字", "Signatures")
SIGN_LINES = (
    text(
        "编制人确认：报告里的分数由回答和封面写明的细则算出。平台负责人确认：回答如实反映作答时的情况，报告里的事和日期已经看过。",
        "Whoever prepared this confirms that its scores follow from the answers and the rubric named on the cover. Whoever answers for the platform confirms that the answers say how things stood when they were given, and has seen the work and the days in this report.",
    ),
    text(
        "签字不代表认证机构的意见。末页的内容摘要指明签的是哪一份。",
        "Signing says nothing of the certification body's view. The content digest on the last page names the report that is signed.",
    ),
)
SIGNS_PREPARED = text("编制人", "Prepared by")
SIGNS_PLATFORM = text("平台负责人", "For the platform")
SIGNS_INTERVIEWED = text("受访人", "Interviewed")
SIGNATURE = text("签名", "Signature")
SIGNED_ON = text("日期", "Date")

# What is still open
PENDING = text("待确认、未答与不适用", "Unsure, open and not applicable")
NOTHING_PENDING = text("每一题都定了，也没有不适用的。", "Every question is settled, and none was set aside.")
PENDING_LEAD = text("待确认和未答的题还不算定下来。", "What is unsure or open is not settled.")
ASIDE_LEAD = text("不适用的题要能说明理由。", "What was set aside needs a reason that can be shown.")
OPEN_LIST = text("未答（按指标）", "Open, by indicator")
OPEN_OF = text("{count} / {all} 题", "{count} of {all}")
ASIDE_LIST = text("不适用及理由", "Not applicable, with the reason")

# Evidence
AT_RISK = text("没有证据在手的分", "Points at risk")
AT_RISK_TITLE = text(
    "{count} 个得分的回答没有证据在手，关系到 {points} 分，分多的在前",
    "Scoring answers without evidence in hand: {count}, worth {points} points, most first",
)
NOTHING_AT_RISK = text("得分的回答都有证据在手。", "Every answer that earns points has its evidence in hand.")
TO_HAVE_READY = text("可以准备", "to have ready")

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
    "Set aside as not applicable and not among them: {count}; the others carry their points.",
)
WORKED_SUM = text("合计", "Sum")
CREDIT = text("得分率", "Credit")
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

# The last page
SEAL = text("核验页", "Verification")
SEAL_LEAD = text(
    "这份 PDF 也是存档文件：自评数据、所用细则和评分卡都在里面。内容摘要由它们和报告的文字算出，同样的内容在任何电脑上都得到同样的摘要。",
    "This PDF is also the save file: the answers, the rubric used and the scorecard are inside. The content digest is worked out from them and from the report's words, and is the same on every computer.",
)
CONTENT_DIGEST = text("内容摘要（SHA-256）", "Content digest (SHA-256)")
FILE_WHAT = text("内容", "What it is")
FILE_ASSESSMENT = text("全部回答，可在 ECQ 中重新打开", "all answers, to be opened again in ECQ")
FILE_RUBRIC = text("所用的评价细则全文", "the whole rubric used")
FILE_SCORECARD = text("评分卡，分数都是精确值", "the scorecard, every number exact")
FILE_EARLIER = text("用来比较的上一次的回答", "the earlier answers compared with")
FILE_OTHER_RUBRIC = text("用来对照的细则全文", "the whole rubric compared with")
FILE_PEERS = text("用来比较的同类平台的四分位数，没有名字", "quartiles of the peers compared with, without names")
FILE_OWN_WORDS = text(
    "所引条款的原文，由用户提供", "articles that are cited, in their own words as the user brought them"
)
FILE_ANNEX = text("附件：全部回答和证据的工作簿", "the annex: a workbook with all answers and evidence")
FILE_LOGO = text("封面上的标志", "the logo on the cover")
FILE_RECORD = text("生成方式和以上文件的摘要", "how the report was made, and the digests above")
SEAL_SIGNED = text(
    "这份报告发出时带有“{signer}”的数字签名（证书 SHA-256 {certificate}）。文件里如果没有这个签名，就是被去掉了。",
    "This report was issued with a digital signature of “{signer}” (certificate SHA-256 {certificate}). Where the file does not carry it, it was taken off.",
)
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

# Parts asked for that are left out
LEFT_OUT = text("报告里没有“{parts}”：{why}", "Not in the report: {parts}; {why}")
LEFT_OUT_WHY: dict[str, Text] = {
    "early": text(
        "还有一半以上的分没有确定，降到 50 分以下就写",
        "more than half of the points are open; they come once 50 or fewer are",
    ),
    "no-earlier": text("要有上一次的自评来比（--since）", "that takes an earlier state to compare with (--since)"),
    "no-peers": text("要有至少五家同类平台来比（--peers）", "that takes at least five peers to compare with (--peers)"),
    "not-chosen": text(
        "给了要比的，没有选这一部分（--with {part}）",
        "what to compare with was given, the part was not chosen (--with {part})",
    ),
}

# Choices on the results page
EXTENT = text("篇幅", "Extent")
EXTENTS: dict[str, Text] = {
    "short": text("简版，约 5 页", "Short, about 5 pages"),
    "standard": text("标准", "Standard"),
    "full": text("完整，附全部回答和证据的工作簿", "Full, with a workbook of all answers and evidence inside"),
}
PARTS_TITLE = text("包含的部分", "Parts in it")
SURENESS = text("结果有多稳", "How sure the result is")
PARTS_NONE = text("只有封面和核验页", "Cover and verification only")
PEOPLE_HINT = text("不填就留空行", "a line to fill in where left empty")
