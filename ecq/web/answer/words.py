"""Texts of the page of whoever answers by invitation."""

from ecq.base.language import text

PAGE_ANSWER = text("受邀答题", "Answer by invitation")
FOR = text("受邀答题：{label}", "Answer by invitation: {label}")
INVITED_BY = text("邀请人：{name}", "Invited by: {name}")
LEAD = text(
    "这里只有请您回答的题，没有别的内容。选了、写了就会保存；提交以后，由邀请人看过再决定是否采用。",
    "Here are the questions you are asked, and nothing else. What you choose and write is kept; after you submit, whoever "
    "invited you looks at it and decides whether to use it.",
)
PROGRESS = text("已答 {answered} / {count} 题", "Answered: {answered} of {count}")
DUE = text("请在 {day} 前提交，还有 {left} 天", "Please submit by {day}; days left: {left}")
DUE_TODAY = text("请在今天提交", "Please submit today")
OVERDUE = text("应在 {day} 前提交，已过 {late} 天", "Was to be submitted by {day}; days late: {late}")
EXPIRES = text("链接 {day} 失效", "The link expires on {day}")
SAVED = text("已保存 {clock}", "Saved {clock}")
PLACES = text("全部题目", "All questions")
PLACE = text("第 {number} 题，{state}", "Question {number}, {state}")
QUESTION_OF = text("第 {number} 题，共 {count} 题", "Question {number} of {count}")
PREVIOUS = text("上一题", "Previous")
TO_END = text("看一遍，提交", "Look through and submit")
NOTE_ELSEWHERE = text(
    "另一个窗口写了别的备注，现在存的是：{note}", "Another window wrote a different note. What is kept now: {note}"
)
EVIDENCE_WHAT = text("证据是什么", "What the evidence is")
EVIDENCE_ADD = text("加上这条证据", "Add this evidence")
EVIDENCE_REMOVE = text("删除证据：{what}", "Remove evidence: {what}")

# Submitting
NONE_YET = text("还没有回答任何一题，回答后才能提交。", "Nothing is answered yet; answer before you submit.")
SOME_LEFT = text(
    "还有 {count} 题没有回答。可以现在提交，也可以先答完；提交后要等退回才能再改。",
    "Not answered yet: {count}. You can submit now or answer them first; after that you can change something only if it is sent back.",
)
ALL_DONE = text(
    "全部答完了。提交后要等退回才能再改。",
    "All are answered. After you submit you can change something only if it is sent back.",
)
NOTES_UNSAVED = text(
    "这几题的备注还没有存下：{numbers}。请回到该题再存一次。",
    "Notes not saved yet, at questions {numbers}. Go back to them and save again.",
)
SIGNED = text("填写人", "Filled in by")
SIGNED_HINT = text("姓名和职务，例如：罗蔓，质量主管", "name and role, such as: Luo Man, head of quality")
SUBMIT = text("提交", "Submit")
SUBMITTED = text("已经提交", "Submitted")
SUBMITTED_LEAD = text(
    "{day} 提交。要是退回给您补充，还是用这个链接打开。",
    "Submitted {day}. If it is sent back to you, this same link opens it again.",
)
ACCEPTED = text("已经看完", "Decided")
ACCEPTED_LEAD = text("您的回答已经看过，这份邀请结束了。", "Your answers have been looked at; this invitation is over.")
RETURNED = text("退回补充：{remark}", "Sent back: {remark}")
YOURS = text("您的回答", "Your answers")

# Links that do not open
SHUT = text("链接打不开", "The link does not open")
TOO_MANY = text(
    "打不开的链接试得太多了，请过十分钟再试。", "Too many links that do not open were tried; try again in ten minutes."
)
