"""The words of answers to questions about one's own self-check that name something, and of the field in the bar."""

from ecq.base.language import text

# What if
WHAT_IF = text(
    "“{what}”做到最好时（{count} 题）：可以保证的分从 {before} 到 {after}（{change}），{grade}。",
    "With “{what}” at its best ({count}): guaranteed {before} → {after} ({change}), {grade}.",
)
WHAT_IF_OPTION = text(
    "“{question}”答成“{answer}”时：可以保证的分从 {before} 到 {after}（{change}），{grade}。",
    "With “{question}” answered “{answer}”: guaranteed {before} → {after} ({change}), {grade}.",
)
GRADE_BECOMES = text("等级从{before}变为{after}", "grade {before} → {after}")
GRADE_STAYS = text("等级仍是{grade}", "grade still {grade}")
GRADES = text("{low}到{high}", "{low} to {high}")
GATES_BECOME = text("没过的红线项从 {before} 个变为 {after} 个。", "Failed gates: {before} → {after}.")
IF_NOTHING = text("“{what}”里没有可以改好的题，分数不变。", "Nothing in “{what}” can be better; the score stays.")
IF_UNKNOWN = text(
    "没有叫“{what}”的指标、题目或选项。可以换成题目里的字。",
    "No indicator, question or option is called “{what}”. Try words of the question.",
)
IF_SEVERAL = text("“{what}”可以指：{names}。请说是哪一个。", "“{what}” may be: {names}. Say which.")

# What something is worth
WORTH_PART = text(
    "“{what}”共 {points} 分：可以保证 {low} 分，最多 {high} 分。",
    "“{what}”: {points} points in all, {low} sure, {high} at most.",
)
WHICH_QUESTION = text(
    "请说是哪一题，例如“{example}值多少分”。", "Say which question, as in “how much is {example} worth”."
)

WORTH_OF = text("“{question}”：{worth}", "“{question}”: {worth}")
ALL_STEPS = text("到目标等级最少要做什么，看方案。", "The plan says what the target grade takes at the least.")

# A grade, the gates, what is weakest, how an answer is changed
FOR_GRADE = text("{grade}（{points} 分起）：{verdict}", "{grade} (from {points} points): {verdict}")
GRADE_HIGHEST = text("可以保证的已经是最高一级：{grade}。", "The highest grade is guaranteed already: {grade}.")
GRADE_NONE = text("没有这一级，最高是{grade}。", "There is no such grade; the highest is {grade}.")
GATES_FAILED = text("没过的红线项 {count} 个：{questions}", "Failed gates ({count}): {questions}")
GATES_OPEN = text("没定的红线项 {count} 个：{questions}", "Open gates ({count}): {questions}")
IS_GATE = text("这一题是红线项：{reason}", "This question is a gate: {reason}")
NO_GATE = text(
    "这一题不是红线项；做不到，最多少 {points} 分。", "This question is no gate; at the worst it costs {points} points."
)
WEAKEST = text("最弱的指标：{indicators}", "Weakest indicators: {indicators}")
STRONGEST = text("最强的指标：{indicators}", "Strongest indicators: {indicators}")
HOW_TO_CHANGE = text(
    "点那条回答旁的“修改”，选别的就行；也可以说“上一题答错了，应该选 2”。刚才那一步可以说“撤销”，或按 Z。",
    "Press “Change” beside that answer and choose another, or say “the last one was wrong, it should be 2”. Say “undo”, or press Z, to take back the last step.",
)
COLLEAGUE_HERE = text(
    "打开那一题，按“问同事”，就能把它发给别人。",
    "Open the question and press “Ask a colleague” to send it to somebody else.",
)

# What changed
SINCE = text(
    "从 {day} 起：可以保证的分 {before} → {after}（{change}），有证据的分 {proved_before} → {proved}。",
    "From {day} on: guaranteed {before} → {after} ({change}), with evidence {proved_before} → {proved}.",
)
SINCE_MOVED = text("动得最多的：{moves}。", "Moved most: {moves}.")
SINCE_MOVE = text("“{question}”{points}", "“{question}” {points}")
SINCE_NOTHING = text("从 {day} 起没有改过回答。", "No answer has changed since {day}.")
SINCE_LATER = text("{day} 还没有到。", "{day} is still to come.")
SINCE_LOST = text("这一天以前的记录读不出来。", "What was recorded before that day cannot be read.")

# An article
ARTICLE_UNKNOWN = text(
    "法规登记里没有这一条，或没有这部法。可以这样问：电商法第 24 条。",
    "The register has no such article, or no such law. Ask for example: E-Commerce Law article 24.",
)
ARTICLE_WHICH = text(
    "第 {number} 条在这几部法里都有：{laws}。请说是哪一部。", "Article {number} stands in: {laws}. Say which law."
)

# Where an answer comes from
FROM_SCORE = text("按 {day} 的评分", "From the score as of {day}")
FROM_JOURNAL = text("按修改记录", "From the record of changes")
FROM_TERMS = text("ECQ 自己的解释", "ECQ's own words")
TO_QUESTION = text("看这一题", "See the question")
HERE = text("在这里。", "It is here.")

# The field in the bar
ASK = text("问", "Ask")
ASK_LABEL = text("问这份自评（Ctrl+K）", "Ask about this self-check (Ctrl+K)")
ASK_ANYWHERE = text("问这份自评，在哪一页都行", "Ask about the self-check, from any page")
HINT = text("例如：为什么是这个分数？", "Such as: why is the score what it is?")
CANNOT = text(
    "这个答不了。能答的是分数、等级、红线项、先做什么、改了什么、名词和法条，例如：",
    "That cannot be answered here. Score, grade, gates, what first, what changed, terms and articles can, for example:",
)
CAN = text("可以问，例如：", "You can ask, for example:")
EXAMPLES = (
    text("为什么是这个分数？", "Why is my score so low?"),
    text("先改什么？", "What should we do first?"),
    text("准备好了吗？", "Are we ready?"),
    text("哪些题定等级？", "Which questions settle the grade?"),
    text("从上周以来改了什么？", "What changed since last week?"),
    text("把售后保障改好会到多少分？", "What if we fix after-sales?"),
    text("退款我们怎么答的？", "What did we say about refunds?"),
    text("还要多久？", "How long will it take?"),
    text("电商法第 24 条是什么？", "What does E-Commerce Law article 24 say?"),
)
