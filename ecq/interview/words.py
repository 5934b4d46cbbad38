"""Words of the interview: its routes, how far the grade is from settled, and what the thread says of each answer."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.interview.flow import RouteId
from ecq.interview.thread import ExchangeKind

ORDER = text("提问顺序", "Order of questions")
TITLES: dict[RouteId, Text] = {
    "chapter": text("按章节", "By chapter"),
    "first": text("先答最要紧的", "What settles most first"),
    "certainty": text("最快确定等级", "Shortest way to certainty"),
    "open": text("只看未定", "Only what is open"),
    "unsure": text("只看待确认", "Only what is unsure"),
    "unevidenced": text("只看没有证据在手", "Only without evidence in hand"),
    "failed": text("只看未过红线和零分", "Only failed or without points"),
}
COUNTED = text("{title} · {count} 题", "{title} · {count}")
LEFT = text("还有 {count} 题", "{count} left")
WORD_ORDER = text("换提问顺序；“按章节”换回来", "Change the order of questions; “by chapter” changes it back")
NEXT = text("下一题", "Next")

# The end of a route
EMPTY: dict[RouteId, Text] = {
    "unsure": text("没有待确认的题", "Nothing is marked unsure"),
    "unevidenced": text("得分的回答都有在手的证据", "Every answer with points has evidence in hand"),
    "failed": text("没有未过的红线项，也没有零分的回答", "No gate is failed and no answer is without points"),
}
EMPTY_LEAD = text(
    "这条路线走完了，其他题还有 {count} 题未定。", "This route is at its end. Questions still open elsewhere: {count}."
)
EMPTY_LEAD_DONE = text("这条路线走完了，没有未定的题。", "This route is at its end, and no question is open.")
GO_ON = text("按章节接着答", "Go on by chapter")

# The first questions, and the first verdict after them
FIRST_DONE = text("先看一眼：{verdict}", "A first look: {verdict}")
FIRST_SO_FAR = text(
    "已定 {settled} / {asked} 题。目前可以保证 {low} 分，最高可达 {high} 分。",
    "{settled} of {asked} settled. Guaranteed so far: {low} points, at most {high}.",
)
FIRST_SKIPPED = text("最要紧的题里有 {count} 题跳过了。", "Skipped among what settles most: {count}.")
FIRST_REPORT = text("下载报告（PDF）", "Download the report (PDF)")
FIRST_REST = text("后面按章节接着问，还有 {count} 题。", "The rest goes by chapter: {count} more.")

# How far the grade is from settled
SETTLED_MORE = text(
    "等级已定。余下 {count} 题只影响等级之内的分数。",
    "The grade is settled. What is left ({count}) only moves the score within it.",
)
EARLIEST = text("至少再答 {count} 题，等级才可能确定", "At least {count} more answers before the grade can be settled")
EARLIEST_ONE = text("再答 1 题，等级就可能确定", "One more answer can settle the grade")
AS_SO_FAR = text("；照目前的得分率，要答 {count} 题。", "; at the rate so far, {count}.")
STOP = text("。", ".")
FACTS_TOO = text(
    "有 {count} 题要看没填的平台画像，补齐以后才能说再答多少题等级能确定。",
    "Questions depending on missing facts of the profile: {count}; how many more answers settle the grade can be said once these are filled in.",
)
NOT_BY_THESE = text("只答这些题，等级还确定不了。", "These questions alone cannot settle the grade.")


THREAD = text("已经问过和说过的", "What was asked and said")
EARLIER = text("看更早的 {count} 条", "Show {count} earlier")
TAKEN_AS = text("理解为：{answer}", "Understood as: {answer}")
TAKEN_AS_UNSURE = text("记为待确认，原话留作备注", "Marked unsure; your words are kept as a note")
TAKEN_AS_UNSURE_ALONE = text("记为待确认", "Marked unsure")
SKIPPED = text("已跳过", "Skipped")
NOTED = text("有备注", "Note")
EVIDENCE_COUNT = text("证据 {count} 条", "Evidence: {count}")
GATE_FAILED = text("红线项未过", "Gate failed")
GATE_EFFECT = text("这一项不过，分数再高也不算准备好。", "While it fails, no score makes the platform ready.")
CHANGES: dict[ExchangeKind, Text] = {
    **dict.fromkeys(("answered", "na"), text("修改", "Change")),
    **dict.fromkeys(("unsure", "open"), text("现在答", "Answer now")),
    "skipped": text("回来答", "Go back to it"),
}
CHANGE_OF = text("{change}：{question}", "{change}: {question}")
CHANGING = text("正在修改", "Being changed")
COMPLETED = text("{indicator}：已定 {settled} / {asked} 题", "{indicator}: {settled} of {asked} settled")
COMPLETED_SKIPPED = text("跳过 {count}", "skipped {count}")
COMPLETED_UNSURE = text("待确认 {count}", "unsure {count}")
LEFT_IN_DIMENSION = text("{dimension}还有 {count} 题没答", "{count} still to answer in {dimension}")
NONE_LEFT_IN_DIMENSION = text("{dimension}没有未答的题", "nothing unanswered in {dimension}")

SEND = text("发送", "Send")
SAY_AT_END = text("问一句，说去哪一题，或接着说情况", "Ask, say where to go, or tell more")

# What can be asked, as chips; each is understood as it stands
ASK = text("可以问", "You can ask")
ASK_TERM = text("什么是{term}？", "What is {term}?")
ASK_LEFT = text("还剩多少题？", "How many are left?")
ASK_SCORE = text("我现在多少分？", "What is my score?")
ASK_WHY = text("为什么问？", "Why?")

# What can be said, shown in the empty field
SAY_OPTION = text("可以说“第二个”“还剩多少题”", "Type “the second” or “how many left”")
SAY_ITEMS = text("可以说“前两项”“还剩多少题”", "Type “1 and 2” or “how many left”")
SAY_FIGURE = text("可以说“2 {unit}”“还剩多少题”", "Type “2 {unit}” or “how many left”")

# What is answered to words that are no answer
NOT_UNDERSTOOD = text("没有听懂。", "Not understood.")
A_FIGURE = text(
    "请在上面填一个数字，或者说数字和单位，例如“3 {unit}”。",
    "Enter a number above, or type one with its unit, such as “3 {unit}”.",
)
NOT_THE_USUAL = text(
    "“一般”“平均”定不下来：这一题要的是{most}的那一次。请说{most}是多少{unit}。",
    "What is usual or the average does not settle it: this asks for the {most}. Say how many {unit} the {most} is.",
)
LONGEST, SHORTEST = text("最长", "longest"), text("最短", "shortest")
NOT_UNDERSTOOD_BEGIN = text(
    "没有听懂。可以用自己的话先说说“{question}”，也可以说编号，或者点上面的选项。",
    "Not understood. In your own words you could begin with “{question}”, or say an option's number, or press an option above.",
)
NOT_UNDERSTOOD_PRESS = text(
    "没有听懂。可以说编号，或者点上面的选项。",
    "Not understood. Say an option's number, or press an option above.",
)
NOT_ANSWERED = text(
    "这个答不了。这一题可以问：为什么问、依据哪条法律、要什么证据、是不是红线项、值多少分。自评可以问：为什么是这个分、先做什么、"
    "哪些题能定等级、还差什么、关于退款怎么答的、什么是等保。",
    "That cannot be answered here. Of this question you can ask: why, which law, what evidence, is it a gate, how much is it"
    " worth. Of the self-check: why is my score low, what should we do first, which questions settle the grade, what is"
    " missing, what did we say about refunds, what is MLPS.",
)
NOT_TODAY = text(
    "听起来是以前、以后或者别家的情况，没有记。平台现在怎么样？",
    "That sounds like the past, a plan or somebody else, so nothing was recorded. How is it on the platform now?",
)
IN_PROFILE = text("在画像里选：{fact}", "Choose in the profile: {fact}")
PROFILE_DECIDES = text(
    "这一题问不问，由平台画像决定。画像里没有的，不再问。",
    "The platform's profile decides whether this is asked. What is not in it is asked no more.",
)
OPTIONS_ARE = text("这一题可以选：{options}", "Here one can choose: {options}")
OPTIONS_FIGURE = text("这一题填数字，单位是{unit}。", "Here one enters a number of {unit}.")
NOT_OF_THESE_TERMS = text(
    "没有收录这个词。这一题的说明在“为什么问”里。",
    "There is no entry for this word. What the question is about stands under “Why we ask”.",
)
OPENED = text("在题目下面的“{part}”里。", "See “{part}” below the question.")
HANDED_BELOW = text("可以在下面交给同事。", "It can be handed to a colleague below.")
REASONS_BELOW = text("请在下面选不适用的理由。", "Choose below why it does not apply.")
NOT_THAT_REPLY = text("没有听懂“{words}”。", "“{words}” was not understood.")
PARTLY_SO = text(
    "“{words}”还定不下来：都是这样才说“是”，只有一部分就说“不是”。",
    "“{words}” does not settle it yet: say “yes” where it is so throughout, “no” where it is so only in part.",
)
NOT_SETTLED = text("“{words}”还定不下来，请说“是”或者“不是”。", "“{words}” does not settle it yet. Say “yes” or “no”.")
DECLINED = text(
    "好，这个不算。请换个说法，或者在上面选或填。",
    "All right, not that. Say it in other words, or choose or enter it above.",
)
NOT_IN_WHAT_WAS_SAID = text("前面的话里没有听出这一点。", "What was said before does not tell that.")
MADE_OF_WHAT_WAS_SAID = text("前面的话是这样理解的。", "This is what was made of what you said.")
IN_IT_ALREADY = text("这一条已经在里面。", "That is in it already.")
STILL_THE_SAME = text("加上这句，还是一样。", "With that it is still the same.")
PRESS_OR_LEAVE = text(
    "请点下面的一个，或者在上面选或填；现在答不了，说“跳过”，以后再答。",
    "Press one of these, or choose or enter it above; where it cannot be answered now, say “skip” and answer it later.",
)
ANSWER_LATER = text(
    "现在答不了，说“跳过”，以后再答。", "Where it cannot be answered now, say “skip” and answer it later."
)
SO_FAR = text("到这里是：{options}。", "So far: {options}.")
SO_FAR_BETWEEN = text(
    "到这里最低是“{least}”，最高是“{most}”。", "So far it is at least “{least}” and at most “{most}”."
)
NOTHING_SO_FAR = text(
    "这一题还没有听到能判断的话。请说说现在是怎么做的，或者在上面选或填。",
    "Nothing was heard yet that decides this question. Say how it is done now, or choose or enter it above.",
)
DECLINED_NOTED = text(
    "好，这个不算，说的话记成了这一题的备注。请换个说法，或者在上面选或填。",
    "All right, not that; what was said is this question's note. Say it in other words, or choose or enter it above.",
)
WHICH_OFFERED = text("是哪一个？请点一个，或者说“第二个”。", "Which one? Press it, or say “the second”.")
NUMBER_MAY_BE = text(
    "“{words}”可以是下面的{nth}，也可以是选项 {place}。请点一个，或者说“{nth}”。",
    "“{words}” may be the {nth} of these, or option {place}. Press one, or say “the {nth}”.",
)
FIGURE_MAY_BE = text(
    "“{words}”可以是下面的{nth}，也可以是数字。请点一个，说“{nth}”，或者连单位一起说。",
    "“{words}” may be the {nth} of these, or the figure. Press one, say “the {nth}”, or say it with its unit.",
)
PLACE_MAY_BE = text(
    "“{words}”可以是这里的“{reply}”，也可以是选项 {place}。请点一个。",
    "“{words}” may be “{reply}” here, or option {place}. Press one.",
)
EVIDENCE_KEPT = text("记成了这一题在手的证据。", "Kept as this question's evidence in hand.")

# What is answered to what people say besides
MANNERS: dict[str, Text] = {
    "thanks": text("不客气。接着答，或者问“还差什么”。", "You are welcome. Go on, or ask “are we ready?”"),
    "save": text(
        "每个回答记下时就已保存，不用另外保存。", "Each answer is saved as it is recorded; nothing else needs saving."
    ),
    "leave": text("已答的都在，下次打开从这里接着答。", "All answers are kept; next time it goes on from here."),
    "slower": text(
        "一次只有一题，不限时。可以先跳过，或者问“为什么问”。",
        "One question at a time, with no limit. Skip it for now, or ask “why?”",
    ),
    "as-before": text(
        "每一题的选项不一样，要分开答，所以没有记。请选一个，或者再说一遍。",
        "Questions have options of their own, so each is answered by itself and nothing was recorded. Choose one, or say it again.",
    ),
    "hello": text(
        "您好。用自己的话答，或者点选项；想知道什么就直接问。",
        "Hello. Answer in your own words or press an option; whatever you want to know, just ask.",
    ),
    "agreed": text("好。接着答，或者问“还差什么”。", "Good. Go on, or ask “are we ready?”"),
    "which": text(
        "没有标准答案：选最像现在实际情况的那一项。没把握就说“不清楚”，这题先按没定算。",
        "No answer is the right one: choose what comes nearest to how things are now. Where you do not know, say “not sure”; the question then counts as open.",
    ),
    "language": text(
        "在页面最上面的“简 · 繁 · EN”换语言；手机上先点“⋯”。",
        "Change the language at the right end of the bar at the top of the page; on a phone press “⋯” first.",
    ),
    "start-over": text(
        "已答的不会因为一句话清空。要重新做一遍，到首页新建一份；只改几题，打开那一题重新答。",
        "A sentence clears no answers. To begin anew, start another self-check on the home page; to change an answer, open its question and answer it again.",
    ),
}

# What is answered to who wonders what this is
ABOUT = text(
    "平台按“{rubric}”自己查服务质量：离目标等级还差什么，先改什么。这是自评结果，不是认证证书；等级由认证机构评定。",
    "The platform checks its own service quality by “{rubric}”: how far the target grade is, and what to improve first. It is a self-assessment, not a certificate; grades are given by certification bodies.",
)
SENT_BY_ITSELF = text(
    "ECQ 自己不把回答发给任何机构；报告和文件给谁，由您决定。",
    "ECQ itself sends the answers to no authority and nobody else; who gets a report or a file is up to you.",
)
SENT_TO_MODEL = text(
    "只有打开语言模型的开关以后，没读懂的话和带入的材料才会发给它。",
    "Only where the switch for the language model is on are words that were not understood, and papers that are brought, sent to it.",
)
NO_PERSON = text(
    "这里没有真人：ECQ 是一套程序，按固定的规则读您打的字，说的都来自题库、法规和您自己的回答。",
    "No person sits here: ECQ is a program that reads what is typed by fixed rules. What it says comes from the rubric, the law and your own answers.",
)
IF_UNSURE = text(
    "不知道就说“不清楚”，或者按 U：这题待确认，先按没定算，以后随时能答。知道的人另有其人，就说“问小李”。",
    "Say “not sure”, or press U: the question counts as open and can be answered any time. Where somebody else knows, say “ask Tom”.",
)

# What is answered to questions about one's own self-check
WHY_SURE = text("可以保证 {score} 分：已答 {count} 题。", "{score} points are sure, from {count} answers.")
WHY_OPEN = text(
    "还有 {count} 题没定，先按 0 分算；全部最好时是 {score} 分。",
    "Open, and 0 points for now: {count}; at their best the score is {score}.",
)
WHY_OPEN_AND_FACTS = text(
    "还有 {count} 题没定，先按 0 分算；这些题和没填的画像都最有利时是 {score} 分。",
    "Open, and 0 points for now: {count}; with these and the missing facts at their best the score is {score}.",
)
WHY_LOST = text("已经丢的分最多在：{indicators}。", "Most points are lost in: {indicators}.")
WHY_PROVED = text("其中有证据的是 {score} 分。", "Of these, {score} have evidence.")
FIRST_GATES = text("先处理没过的红线项（{count} 个）：{questions}", "First the failed gates ({count}): {questions}")
FIRST_GAIN = text(
    "可提的分最多的是“{question}”，最多 {points} 分。", "Most is to be gained at “{question}”: up to {points} points."
)
FIRST_NOTHING = text("没有可提的分，也没有没过的红线项。", "There is nothing to gain, and no gate is failed.")
SETTLED_ALREADY = text("等级已经定了。", "The grade is settled.")
SETTLE_FIRST = text("先答：{questions}", "First: {questions}")
WORTH = text("这一题现在值 {points} 分。", "This question is worth {points} points now.")
WORTH_NOW = text(
    "这一题现在值 {points} 分，回答得 {now} 分。", "This question is worth {points} points now; its answer earns {now}."
)
WORTH_NOTHING = text("这一题现在不计分。", "This question does not count now.")
SUMMARY = text(
    "{dimension}：共 {points} 分，可以保证 {low} 分，最多 {high} 分，还有 {open} 题没定。",
    "{dimension}: {points} points in all, {low} sure, {high} at most, {open} open.",
)
SAID_LINE = text("“{question}”：{answer}", "“{question}”: {answer}")
SAID_MORE = text("另外还有 {count} 题，在总览里搜得到。", "{count} more; the overview's search finds them.")
SAID_NOTHING = text("题目里有“{topic}”的，还没有回答。", "No question that speaks of “{topic}” has been answered.")

# What was said of several questions at once
# In Traditional Chinese too: every interview asks for it in all languages, and to derive it takes tables of 45 MB.
SAID_HERE = text("对话里说的", "Said in the conversation", "對話裡說的")
HEARD_SEVERAL = text(
    "听到 {count} 件事，逐条采纳；采纳之前不计分。", "Heard: {count}. Nothing counts before you accept it."
)
HEARD_BY_MODEL = text(
    "这句话 ECQ 自己没读懂，语言模型找出 {count} 条，逐条采纳；采纳之前不计分。",
    "ECQ did not understand this by itself; the language model found {count}. Nothing counts before you accept it.",
)
HEARD_HALF_OF = text(
    "另外，“{question}”还差一句，问到那一题时再提。",
    "On “{question}” one thing is missing; it comes up at that question.",
)
HEARD_HALF = text(
    "另有 {count} 题还差一句，问到那一题时再提。",
    "On {count} more, one thing is missing; it comes up at that question.",
)
HEARD_UNUSED = text("没有用上：“{words}”。", "Not used: “{words}”.")
SAID_OF_ANOTHER = text(
    "这句听起来说的是“{question}”，没有记在这一题上，可以到那一题再说。要记在这里，请以“备注：”开头。",
    "This sounds as if it were about “{question}”, so it was not kept here; it can be said there. To keep it here, begin with “note:”.",
)
LEADS = text(
    "这些话可能说的是别的题，按一下就到那一题去说：",
    "These words may be about other questions; press one to say them there:",
)
CARDS = text("等您采纳：{count} 条", "For you to accept: {count}")
ACCEPT = text("采纳", "Accept")
LEAVE = text("不要", "Leave it")
ACCEPT_ALL = text("全部采纳", "Accept all")
CARD_BY_PRESS = text(
    "要采纳卡片，请按卡片上的“采纳”；要选这一题的，请说编号，例如“选项 1”。",
    "To accept a card, press “Accept” on it; to choose an answer here, say its number, as in “option 1”.",
)

# What was said at another question
SAID_BEFORE = text("这句是在“{question}”说的，这一题也用得上。", "Said at “{question}”; it fits here too.")

# Asking somebody else
COLLEAGUE = text("问同事", "Ask a colleague")
ASKED_ALREADY = text("已经问了，还没交回：{names}", "Asked and not back yet: {names}")

# What is asked about one fact that is missing
ONE_MORE = text("还差一句：{question}", "One more thing: {question}")
TO_BE_SURE = text("先确认一句：{question}", "To be sure: {question}")
YOU_SAID = text("你说“{quote}”。确认一下：{question}", "You said “{quote}”. To be sure: {question}")
ITEM_THERE = text("这一条有吗：{item}？", "Is this in place: {item}?")
PROFILE_ALL = text("画像改为：{facts}", "Change the profile: {facts}")
FACT_ANSWERS = (text("是", "Yes"), text("不是", "No"), text("不清楚", "Not known"))
LEFT_OPEN = text(
    "那就先放着：能确定的在上面选，不确定的选“待确认”。",
    "Then leave it for now: choose above what is certain, or choose unsure.",
)
TAKEN_SO = text("先这样记着，哪条不对，按一下改过来：", "Taken so for now; press any that is not so:")
TICKED_SO = text(
    "会这样记，没听到的不勾；哪条不对，按一下改过来：",
    "It would be recorded so, with what was not heard left unticked; press any that is not so:",
)
TICKED = (text("勾上", "Ticked"), text("不勾", "Not ticked"))
RECORD_SO = text("就这样记（{count} / {of} 项）", "Record it so ({count} of {of})")
OTHERWISE = text("不是这个意思", "That is not what I meant")

# Why a press did nothing
HELD = text("按住不放的键不算回答。", "A key that is held down does not answer.")
TOO_SOON = text("刚换了一题，这一下没有算。", "The question has just changed; that press did not count.")
