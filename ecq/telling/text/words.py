"""Words shared by pages, report and command line, in all languages.

Each is a Text; `{name}` marks are filled by `say`. Traditional Chinese is derived unless given. Words about a question
live with the question in the bank.
"""

from __future__ import annotations

from ecq.base.language import LANGUAGES, Lang, Text, counted, quoted_within, text, words


def say(text: Text, lang: Lang, **marks: object) -> str:
    """A text in a language with its marks filled in. Where a language inflects, units after a mark that is 1 lose their s."""
    sentence = words(text, lang)
    if not marks:
        return sentence
    if LANGUAGES[lang].inflects:
        sentence = counted(sentence, marks)
    return quoted_within(sentence.format(**marks))


# The product
PRODUCT = text("ECQ 服务质量自评", "ECQ service-quality self-check")
TAGLINE = text("认证前，先自己看清楚", "See where you stand before the audit")
AS_OF = text("截至 {day}", "As of {day}")
NOT_A_CERTIFICATE = text("自评结果，不是认证证书", "A self-assessment, not a certificate")
SUGGESTIONS = text("ECQ 的工作建议", "ECQ's working suggestions")
SUGGESTIONS_NOTE = text(
    "证据清单、各选项的得分率、不是法定的档位、投入和周期都是 ECQ 的工作建议。",
    "Lists of evidence, credits of options, bands that are not the law's, efforts and lead times are ECQ's working suggestions.",
)
PLACEMENT_INFERRED = text(
    "哪个指标归哪个维度是推断的，维度的得分随之而定。",
    "Which indicator belongs to which dimension is inferred, and the scores of dimensions rest on it.",
)
WORKING_POINTS = text(
    "标准的分值表没有公开，这里用平均的工作分值。认证机构的分值不同时，得分会变。",
    "The standard's table of points is not public, so equal working points are used here. Where the certification body's points differ, the score will differ.",
)

# Of one word
CLOSE = text("关闭", "Close")
DELETE = text("删除", "Delete")
TAKE_BACK = text("取回", "Take back")
YES, NO = text("是", "yes"), text("否", "no")
NONE = text("无", "none")
OVERDUE = text("已逾期", "Overdue")
NOT_COUNTED = text("不计分", "not scored")
BASED_ON = text("依据", "Basis")
RUBRIC = text("细则", "Rubric")
SHA_256 = text("SHA-256", "SHA-256")
SELF_CHECK = text("自评", "Self-check")
ANSWER_SHEET = text("答题表", "Answer sheet")
PAGE_INBOX = text("收件", "Inbox")
OTHER_CONTENT = text("其他内容", "other content")

# Units
UNITS: dict[str, Text] = {
    "days": text("天", "days"),
    "working-days": text("个工作日", "working days"),
    "hours": text("小时", "hours"),
    "minutes": text("分钟", "minutes"),
    "seconds": text("秒", "seconds"),
    "months": text("个月", "months"),
    "years": text("年", "years"),
    "percent": text("%", "%"),
    "times-a-year": text("次 / 年", "times a year"),
    "count": text("个", "in number"),
}
UNITS_OF_ONE: dict[str, Text] = {
    "days": text("天", "day"),
    "working-days": text("个工作日", "working day"),
    "hours": text("小时", "hour"),
    "minutes": text("分钟", "minute"),
    "seconds": text("秒", "second"),
    "months": text("个月", "month"),
    "years": text("年", "year"),
    "times-a-year": text("次 / 年", "time a year"),
}
BAND_FROM = text("{bound} {unit}及以上", "{bound} {unit} or more")
BAND_TO = text("{bound} {unit}及以内", "{bound} {unit} or less")
BAND_BELOW = text("不足 {bound} {unit}", "Less than {bound} {unit}")
BAND_ABOVE = text("超过 {bound} {unit}", "More than {bound} {unit}")
NO_ITEM = text("以上都没有", "None of these")
ITEMS_OF = text("{count} / {all} 项", "{count} of {all}")

# Statuses of nodes, sources and points
STATUSES: dict[str, Text] = {
    "confirmed": text("已核对原文", "confirmed in the text"),
    "secondary": text("二手来源", "second-hand"),
    "inferred": text("推断", "inferred"),
    "working": text("工作设定", "our working setting"),
    "unknown": text("内容未知", "content unknown"),
}
SOURCE_STATES: dict[str, Text] = {
    "in-force": text("现行", "in force"),
    "superseded": text("已被替代", "superseded"),
    "draft": text("草案", "draft"),
}
POINTS_STATUSES: dict[str, Text] = {
    "working": text("工作分值", "working points"),
    "body": text("认证机构分值", "certification body's points"),
    "official": text("标准分值", "official points"),
}
ARTICLE = text("第 {n}", "Art. {n}")
CLAUSE = text("{n}", "clause {n}")
LAW_AS_OF = text("法规以 {day} 核对的登记为准", "Law as of {day}, when the register was last compared")
LAW_TITLE = text("《{title}》", "{title}")

# States
STATES: dict[str, Text] = {
    "unanswered": text("未答", "open"),
    "answered": text("已答", "answered"),
    "unsure": text("待确认", "unsure"),
    "na": text("不适用", "not applicable"),
    "hidden": text("画像排除", "ruled out by the profile"),
    "undecided": text("画像未定", "profile undecided"),
}
GATE = text("红线项", "Gate")
GATE_STATES: dict[str, Text] = {
    "passed": text("已过", "passed"),
    "failed": text("未过", "failed"),
    "open": text("未定", "open"),
    "na": STATES["na"],
}
VERDICTS: dict[str, Text] = {
    "ready": text("准备好", "Ready"),
    "conditional": text("有条件准备好", "Ready with conditions"),
    "not-ready": text("尚未准备好", "Not ready"),
}
PARTS_WIDER = text(
    "平台画像没填全：维度和指标里，牵涉到的题按没定算，所以加起来比总分的区间宽，写着还能得的分不一定都有",
    "Facts of the profile are missing: dimensions and indicators take the questions that hang on them as open, so they add up to a wider range than the total, and what they show to gain need not be there",
)
NO_VERDICT = text("无从判断", "Nothing to judge")
REASONS: dict[str, Text] = {
    "gate-failed": text("红线项未过：{question}", "A gate is failed: {question}"),
    "gate-open": text("红线项未定：{question}", "A gate is open: {question}"),
    "out-of-reach": text(
        "按现有回答，最高分离目标还差 {amount} 分",
        "With the answers given, even the highest possible score is {amount} points short of the target",
    ),
    "below-target": text(
        "能保证的分数离目标还差 {amount} 分", "The guaranteed score is {amount} points short of the target"
    ),
    "gate-cap": text(
        "未过或未定的红线项把等级限制在目标之下", "A failed or open gate holds the grade below the target"
    ),
    "facts-missing": text(
        "平台画像没填全，{amount} 题算不算还不知道",
        "Facts of the profile are missing, so it is not known whether these count: {amount}",
    ),
    "questions-open": text("还有 {amount} 题没有确定", "Questions still open: {amount}"),
    "evidence-below-target": text(
        "有证据支持的分数离目标还差 {amount} 分", "The evidence-backed score is {amount} points short of the target"
    ),
    "margin": text("能保证的分数比目标高 {amount} 分", "The guaranteed score is {amount} points above the target"),
}

GATES_OPEN = text("还有 {count} 个红线项未定", "Gates still open: {count}")
NO_GATES_HERE = text("没有适用的红线项", "No gate applies")
GATES_STAND = text("未过 {failed} · 未定 {open} · 已过 {passed}", "{failed} failed · {open} open · {passed} passed")

# Scores
GUARANTEED = text("目前可以保证", "Guaranteed so far")
POINTS_UNIT = text("分", "points")
SCORE = text("得分", "Score")
EVIDENCED = text("有证据支持", "Backed by evidence")
EVIDENCED_SCORE = text("有证据支持的分数", "Evidence-backed score")
SO_FAR = text("只看已答部分：{score}（不作等级）", "On the answered part alone: {score} (not a grade)")
WITHOUT_EVIDENCE = text("{count} 个得分的回答没有证据在手", "Scoring answers without evidence in hand: {count}")
ALL_EVIDENCED = text("得分的回答都写明了证据", "Every scoring answer names its evidence")
SCORE_BEGINS = text("答满 {count} 题后显示能保证的分数", "The guaranteed score is shown from {count} answers on")
GATES_FAILED = text("红线未过 {count}", "Gates failed: {count}")
NOTHING_YET = STATES["unanswered"]
NONE_OF_THESE = text("都没有", "None of these")
GRADE_BETWEEN = text("等级还在{low}与{high}之间", "The grade lies between {low} and {high}")
GRADE_SETTLED = text("等级已定：{grade}", "The grade is settled: {grade}")
PROGRESS = text("进度", "Progress")
PROGRESS_OF = text("已定 {settled} / {asked} 题", "{settled} of {asked} questions settled")
WAITING = text("{count} 题已答、等画像补全", "{count} answered and waiting for the profile")
UNSURE_COUNT = text("待确认 {count} 题", "{count} unsure")
READINESS_FOR = text("准备度（目标{target}）", "Readiness (target: {target})")
TARGET = text("目标等级", "Target grade")

# Headlines: what a manager will repeat
HEAD_SETTLED = text("{grade}已经确定", "{grade} settled")
HEAD_FAIL_SETTLED = text("按现有回答，还不到{lowest}", "On these answers, {lowest} is not reached")
HEAD_BETWEEN = text("等级在{low}与{high}之间", "Between {low} and {high}")
HEAD_BEGIN = text("还没有计分的回答，等级未定", "No scored answer yet; the grade is open")
HEAD_NOTHING_COUNTS = text("没有一题计分，所以没有分数和等级", "No question counts, so there is no score and no grade")
HEAD_GAP = text("{target}还差 {gap} 分", "{gap} points short of {target}")
HEAD_REACHED = text("比目标{target}高 {gap} 分", "{gap} points above the target {target}")
HEAD_EVIDENCE = text("只算有证据的，还差 {gap} 分", "with evidence alone it is {gap} points short")
HEAD_CAPPED = text("红线项把等级限制在{grade}", "gates hold the grade at {grade}")
HEAD_GATES = text("{count} 个红线项未过", "{count} gates failed")
HEAD_OPEN = text("还有 {count} 题未定", "{count} questions still open")
HEAD_HANGING = text("有 {count} 题要看没填的平台画像", "{count} questions depending on missing facts of the profile")

# Navigation and start
TROUBLE = text("这一步没有做成：{cause}", "This could not be done: {cause}")
SCRIPT_TROUBLE = text(
    "这一页没能画出来。已经答的题都保存着，请刷新页面；如果还是这样，请把时间告诉管理员。",
    "This page could not be drawn. Everything you answered is saved. Please reload; if it happens again, tell the administrator the time.",
)
CHOOSE_FILE = text("选择文件", "Choose a file")
LANGUAGE = text("语言", "Language")
PAGE_START = text("开始", "Start")
PAGE_INTERVIEW = text("回答问题", "Interview")
PAGE_ANSWERING = text("回答", "Interview")
PAGE_RESULTS = text("结果", "Results")
PAGE_PLAN = text("方案", "Plan")
TO_RESULTS = text("看结果", "See results")
TO_INTERVIEW = text("继续回答", "Continue answering")
TO_PROFILE = text("平台画像", "Platform profile")
UNDECIDED_TITLE = text("还差平台画像", "The profile is not complete")
UNDECIDED_LEFT = text(
    "能答的都答了。还有 {count} 题要看平台画像才知道是否适用，请补上画像里空着的项。",
    "Everything that can be answered is answered. Depending on profile facts that are still open: {count} more; please complete the profile.",
)
START_BUTTON = text("开始回答", "Start answering")
QUICK_DONE = text("快速检查做完了", "The quick check is done")
QUICK_DONE_LEAD = text(
    "核心题都已回答。分数还是一个区间，因为还有 {count} 题没有问。",
    "All core questions are answered. The score is still an interval; not asked yet: {count}.",
)
TO_FULL = text("接着做完整自评", "Go on to the full check")
QUICK_MARK = text("快速检查", "Quick check")
ASKED_BY = text("按哪个版本提问", "Which edition's questions")
ASKED_BY_HELP = text(
    "两个版本用同一组题，答一次，结果页同时给出两个版本的得分。",
    "Both editions draw on one bank of questions: answer once, and the results show the score under each.",
)
USE_THIS_VERSION = text("按现在的版本继续", "Continue with the present version")
EDITIONS = text("两个版本对照", "Both editions side by side")
EDITION = text("版本", "Edition")
GRADE = text("等级", "Grade")
EDITION_STATES: dict[str, Text] = {
    "current": text("现行", "current"),
    "superseded": text("已被替代，证书上仍会见到", "superseded, still found on certificates"),
}
EDITION_ASKS_LESS = text(
    "{own} 适用 {mine} 题。其中 {shared} 题 {other} 也问，{only} 题不问。结构和分值不同，所以同样的回答得分不同。",
    "{own} asks {mine} questions of this platform. Of these, {other} asks {shared} and leaves out {only}. Structure and points differ, so the same answers score differently.",
)
EDITION_DIFFERS = text(
    "{own} 适用 {mine} 题。其中 {shared} 题 {other} 也问，{only} 题不问；另有 {left} 题只有它问。结构和分值不同，所以同样的回答得分不同。",
    "{own} asks {mine} questions of this platform. Of these, {other} asks {shared} and leaves out {only}; it asks {left} of its own. Structure and points differ, so the same answers score differently.",
)
PLATFORM_NAME = text("平台名称", "Platform name")
PLATFORM_NAME_HELP = text("写在报告封面上，可以先空着。", "Appears on the cover of the report; may stay empty.")
PROFILE_LEAD = text(
    "先说说平台的情况。它只决定哪些题要问。没想好的可以空着，相关的题会先照问。",
    "First a few facts about the platform. They only decide which questions apply. Leave open what you are not sure of: those questions are then asked all the same.",
)
UNNAMED = text("未命名平台", "Unnamed platform")
UNREADABLE = text("读不出来的自评", "Self-check that cannot be read")
MADE_WITH_OTHER = text(
    "这份自评是用细则 {old} 版答的，现在按 {new} 版计分。",
    "These answers were given under version {old} of the rubric; they are now scored under version {new}.",
)

# The interview
QUESTION_OF = text("{indicator} · 第 {place} 题，共 {of} 题", "{indicator} · question {place} of {of}")
WHY = text("为什么问", "Why we ask")
BASIS = text("法律依据", "Legal basis")
HAVE_READY = text("可以准备什么", "What to have ready")
NOT_APPLICABLE = text("不适用", "Not applicable")
WHY_NOT_APPLICABLE = text("为什么不适用？", "Why does it not apply?")
UNSURE = text("待确认", "Unsure")
SKIP = text("跳过", "Skip")
BACK = text("返回", "Back")
NOTE = text("备注", "Note")
EVIDENCE = text("证据", "Evidence")
CHANGE = text("修改", "Change")
LOOK = text("查看", "Look")
SHOWN_BELOW = text("见下面", "Shown below")
CANCEL = text("取消", "Cancel")
SAVE = text("保存", "Save")
CLEAR_ANSWER = text("撤回回答", "Take back")
CONFIRM_ITEMS = text("就这些", "That is all")
TYPE_NUMBER = text("填一个数字（{unit}）", "A number ({unit})")
RECORD = text("记下", "Record")
NOTE_PROMPT = text("备注（只在报告里出现）", "Note (appears in the report only)")
EVIDENCE_IN_HAND = text("已在手上", "In hand")
EVIDENCE_WANTED = text("待取得", "To be obtained")
UNDERSTOOD_AS = text("是这个意思吗？", "Is this what you mean?")
UNDERSTOOD_WHICH = text("是下面哪一种？", "Which of these is it?")
UNDERSTOOD_NO = text("都不是", "No")
UNDERSTOOD_FAILS_GATE = text(
    "听起来是“{answer}”。这样红线项就没过，所以不替您选；如果是，请说“是”，或者在上面选或填。",
    "That sounds like “{answer}”. It would fail a gate, so it is not chosen for you: if it is so, say “yes”, or choose or enter it above.",
)
PROFILE_WOULD_BE = text("画像改为：{fact} {value}", "Change the profile: {fact} {value}")
PROFILE_SKIPS = text("{change}（不再问 {count} 题）", "{change} (questions no longer asked: {count})")
PROFILE_SAYS = text("画像记下了：{fact} {value}。", "In the profile now: {fact} {value}.")
PROFILE_RULES_OUT = text(
    "画像记下了：{fact} {value}。那一题不再问，可以撤销。",
    "In the profile now: {fact} {value}. That question is no longer asked; undo takes it back.",
)
KEPT_BESIDE_ANSWER = text(
    "记成了这一题的备注，回答没有变。", "Kept as this question's note; its answer stays as it is."
)
KEPT_AS_NOTE = text("记成了这一题的备注，还没有作为回答。", "Kept as this question's note; it is not an answer yet.")
CAN_BE_TYPED = text(
    "可以打选项的编号或原话、数字加单位、“跳过”“返回”“不确定”“不适用”“为什么”“还剩多少题”“现在多少分”“什么是等保”“证据：……”“看结果”。",
    "You can type an option's number or words, a figure with its unit, “skip”, “back”, “not sure”, “not applicable”, “why”, "
    "“how many are left”, “what is my score”, “what is MLPS”, “evidence: …”, “show results”.",
)
TERM_NOT_KNOWN = text("没有收录这个词。", "There is no entry for this word.")
TERM_UNKNOWN = text("没有收录这个词。相近的词：{terms}", "There is no entry for this word. Words like it: {terms}")
GO_WHERE = text("是去下面哪里？", "Where to?")
GO_NOWHERE = text(
    "没有问“{where}”的题。可以换成题目里的字。", "No question here is about “{where}”. Try words of the question."
)
GO_NO_NUMBER = text("这里没有这个题号。", "There is no question of that number here.")
GO_NOT_ASKED = text("这次不问与“{where}”有关的题。", "Nothing about “{where}” is asked here.")
UNDECIDED_HINT = text(
    "这一题是否适用要看平台画像，画像里相关的一项还空着，先不计入得分。",
    "Whether this question applies depends on a profile fact that is still open; until then it stays open in the score.",
)
DONE_TITLE = text("全部答完了", "Everything is answered")
DONE_LEAD = text(
    "没有未定的题。可以看结果、下载报告，也可以回头修改任何一题。",
    "No question is open. See the results, download the report, or go back and change any answer.",
)
SAVED = text("已保存", "Saved")
PAGES_LABEL = text("页面", "Pages")
MAP_LABEL = text("各指标进度", "Progress by indicator")

# Results
BY_INDICATOR = text("各指标还能得多少分", "Points still to gain by indicator")
BY_SHARE = text("各指标得分率", "Share of full marks by indicator")
INDICATOR = text("指标", "Indicator")
DIMENSION = text("维度", "Dimension")
WORTH = text("分值", "Worth")
SURE = text("已保证", "Guaranteed")
POSSIBLE = text("最高可达", "Possible")
TO_GAIN = text("还能得", "To gain")
SHARE = text("得分率", "Share")
STATE = text("状态", "State")
STRENGTHS = text("强项", "Strengths")
WEAKNESSES = text("弱项", "Weaknesses")
GATES = text("红线项", "Gates")
STRENGTH_LINE = text("{indicator}：能保证 {share} %", "{indicator}: {share} % guaranteed")
WEAKNESS_LINE = text("{indicator}：还能得 {points} 分", "{indicator}: {points} points still to gain")
GATES_PASSED = text("已过的红线项：{count} 个", "Gates passed: {count}")
REPORT_LANGUAGE = text("报告语言", "Report language")
TABLE_OF_RADAR = text("编号和同样数字的表格", "What the numbers stand for, and the same figures as a table")
TABLE_OF_CHART = text("同样数字的表格", "The same numbers as a table")
RADAR_ALT = text("雷达图：{parts}", "Radar chart: {parts}")
BARS_ALT = text("条形图：{parts}", "Bar chart: {parts}")
SCORE_BAR_ALT = text(
    "有证据 {evidenced} 分，能保证 {low} 分，最高 {high} 分，目标{target}；等级起点：{marks}",
    "With evidence {evidenced}, guaranteed {low}, possible {high}, target {target}; grades start at: {marks}",
)
BAR_PROVED = text("有证据，到 {score}", "with evidence, to {score}")
BAR_CLAIMED = text("答了，证据不在手，到 {score}", "answered, no evidence in hand, to {score}")
BAR_OPEN = text("还没确认，最高到 {score}", "open, at most to {score}")
BAR_TO_IMPROVE = text("要提升，目标 {score}", "to improve, target {score}")
BAR_LOST = text("没有得到的分", "points not earned")
NEXT_STEP = text("下一步", "Next step")
EFFORT = text("投入", "Effort")
LEAD_TIME = text("周期", "Lead time")
PERSON_DAYS = text("{days} 人日", "{days} person-days")
DAYS = text("{days} 天", "{days} days")
OPEN_QUESTIONS = text("未答", "Open")
BEFORE_SERIES = text("上一次", "Before")
POSSIBLE_SERIES = text("未定部分", "Still open")
OPEN_SERIES = text("还没确认，最多能得", "Open, at most")
TO_IMPROVE_SERIES = text("要提升才能得", "Only by improving")

# The report and other files
METHOD = text("方法", "Method")
QUESTION = text("评价项", "Question")
ANSWER = text("回答", "Answer")
TENTATIVE = text("暂定：{answer}", "tentative: {answer}")
METHOD_LINES = (
    text(
        "每题的回答得到 0 到 1 之间的得分率。指标、维度的得分是其下适用各项的加权平均；没有适用项的指标退出，分值分给同级。满分正好 100。",
        "Each answer earns a credit from 0 to 1. The score of an indicator or dimension is the weighted mean of what applies below it; one with nothing that applies drops out and its points go to its siblings. The points add up to exactly 100.",
    ),
    text(
        "未答、待确认和画像未定的题，最低按 0、最高按 1 计，所以分数是一个区间：无论怎样答完，结果都在区间内。区间两端落在同一等级时，等级就确定了。",
        "Questions that are open, unsure or undecided count 0 at the low end and 1 at the high end, so the score is an interval: however they are answered, the result lies within it. When both ends fall into one band the grade is settled.",
    ),
    text(
        "有证据支持的分数只计证据在手的回答；其他回答不管怎么答，都按 0 分计。",
        "The evidence-backed score counts only answers with evidence in hand; every other answer counts 0 in it, whatever it says.",
    ),
    text(
        "红线项是法律、法规、规章要求平台自己履行的义务，写明条款；含 ECQ 理解的也写明。未过的红线项不改变分数，但平台就没有准备好。",
        "A gate is a duty by law of the operator itself, with its article; ECQ's readings are called that. A failed gate does not change the score, but the platform is not ready while it fails.",
    ),
    text(
        "全部用分数精确计算，只在显示时舍去多余位数，不进位。",
        "All arithmetic is exact; numbers are only cut for display, never rounded up.",
    ),
)
LIMIT_LINES = (
    text(
        "本报告是平台的自评，不是认证证书，也不是法律意见。",
        "This report is the platform's own self-assessment. It is neither a certificate nor legal advice.",
    ),
    text("回答由平台自己作出，ECQ 没有核实。", "The answers are the platform's own; ECQ has not verified them."),
    text(
        "指标名称能核对的都按公开目录核对过，条款内容没有见到，推断的已逐项标明；分值表没有公开，本报告用平均的工作分值。",
        "Headings were checked against the public table of contents where possible; clauses were not seen, and what is inferred is marked. The table of points is not public, so equal working points are used.",
    ),
    text(
        "等级分数线来自认证方案的公开介绍；标准本身怎样分级，以认证机构为准。",
        "The grade bands come from public descriptions of the certification scheme; how the standard itself grades is for the certification body to say.",
    ),
)
NO_GATES = text("这份细则对本平台没有红线项。", "This rubric has no gate for this platform.")
ALL_UNPROVED = text(
    "适用的题都答到了最高一档，但有 {count} 题还没有证据在手。",
    "Every applicable question is answered at its best, but evidence is not in hand for {count} of them.",
)
NOTHING_APPLIES = text("没有适用的题。", "No question applies.")
NO_GAPS = text("没有差距：适用的题都得了满分。", "No gaps: every applicable question has full marks.")
POINTS = text("分值", "Points")
GRADE_BANDS = text("等级分数线", "Grade bands")

# Labels of several rooms
TOTAL = text("合计", "Total")
NOW_HEAD = text("现在", "Now")
OWNER = text("负责人", "Owner")
DONE_BY = text("完成日", "Done by")
NAME = text("名称", "Name")
FILE = text("文件", "File")
ID = text("编号", "Id")
ALL = text("全部", "All")
WITH_EVIDENCE = text("有证据", "With evidence")
NO_EVIDENCE_IN_HAND = text("答了，证据不在手", "Answered, no evidence in hand")
SETTLED = text("已确定", "settled")
NOT_SETTLED = text("未确定", "not settled")
HOW_MANY = text("题数", "Questions")
ABOUT = text("说明", "About")
ANSWERS = text("回答", "Answers")
PERSON_DAYS_HEAD = text("人日", "Person-days")
OPEN_QUESTIONS_HEAD = text("未定的题", "Open questions")
BEFORE_AFTER = text("{before} → {after}", "{before} → {after}")
