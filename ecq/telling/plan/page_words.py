"""Words of plans: what is the least to do, why no less will do, what stands in the way, who does it until when."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.telling.text import words as w

PLAN = text("提升方案", "Plan")
EFFORTS_ARE_ESTIMATES = text(
    "人日和周期是工作估计，没有经过实测；请改成自己的数。",
    "Person-days and lead times are working estimates, not measurements; put in your own.",
)

# What a change did to the plan
SAME_PLAN = text("方案没有变。", "The plan has not changed.")
PLAN_CHANGED = text("和刚才比：{parts}。", "Compared with before: {parts}.")
MORE_DAYS = text("多 {days} 人日", "{days} person-days more")
FEWER_DAYS = text("少 {days} 人日", "{days} person-days less")
SAME_DAYS = text("人日一样", "the same person-days")
EFFORT_THEN = text("没确认的题都不成立时是 {days} 人日", "{days} person-days if none of what is open turns out well")
NOW_OUT_OF_REACH_THEN = text("没确认的题都不成立时到不了", "out of reach if none of what is open turns out well")
STEPS_IN = text("加入 {count} 题", "{count} added")
STEPS_OUT = text("去掉 {count} 题", "{count} taken out")
STEPS_OTHER = text("{count} 题改了步骤", "{count} raised differently")
NOW_IMPOSSIBLE = text("目标到不了了", "the target is out of reach")
NOW_POSSIBLE = text("目标到得了了", "the target is within reach")

# The page
GOAL = text("方案要做到", "What the plan is for")
GOALS: dict[str, Text] = {
    "ready": text("准备好", "Being ready"),
    "score": text("只到分数", "The score alone"),
}
GOAL_NOTES: dict[str, Text] = {
    "ready": text("分数、有证据的分数、红线项都到", "score, score with evidence, gates"),
    "score": text("分数和红线项，不看证据", "score and gates, evidence left aside"),
}
START_DAY = text("开工日", "Work begins on")
START_PAST = text("开工日已经过去。", "This day is past.")
READY_BY = text("目标日", "To be done by")
READY_BY_PAST = text("目标日已经过去。", "This day is past.")
IN_TIME = text("排期在目标日以前", "scheduled in time")
NOT_IN_TIME = text("赶不上", "too late")
WEEKLY = text("每周人日（大家一共）", "Person-days a week (all together)")
BY_OWNER = text("按负责人", "By owner")
WITHOUT_OWNER = text("没有负责人的事", "What has no owner")
OWNERS_COME_FROM_LINES = text(
    "负责人是在要做的事里指派的；填了谁，就只有填了的人有人日。",
    "Owners are those assigned to work below; once one has days, only those with days work.",
)
NO_DATES = text("不填就不排日期", "none: no dates")
WORKING_DAYS = text("工作日", "Working days")
CALENDAR = text("按哪里的日历", "Calendar")
DAYS_OFF = text("另外的休息日", "Own days off")
DAYS_OFF_LIKE = text("例如 2026-12-25 2026-12-28", "such as 2026-12-25 2026-12-28")
LONGEST = text("单步周期最多（天）", "Lead time of a step at most (days)")
CAPACITY = text("一共可用人日", "Person-days in all")
NO_LIMIT = text("不限", "no limit")
WHO_WORKS = text("每周多少人日？", "Person-days a week?")
BEGINS = text("{day} 开工", "Begins on {day}")
BEGINS_NEXT = text("下个工作日开工", "Begins on the next working day")
BEGINS_AND_DUE = text("{begins}，{day} 前做完", "{begins}, to be done by {day}")
FACTS_FIRST = text("先补平台画像", "Fill in the profile first")
NO_LIMITS = text("没有限制", "No limits")
LIMITS_COUNT = text("限制 {count} 项", "Limits: {count}")
REASONS = text("怎么算出来的", "How this comes about")
LIFT_ALL = text("取消所有限制", "Lift all limits")
LIMITS_HELD = text("限制：{parts}", "Limits: {parts}")
LOCKED_COUNT = text("锁定 {count} 题", "{count} locked")
EXCLUDED_COUNT = text("不做 {count} 项", "{count} left out")
OWN_COUNT = text("自填人日 {count} 项", "{count} with own person-days")

STEPS = text("要做的事", "What to do")
CHEAPEST_NOW = text("现在最省的方案", "The cheapest plan now")
WHAT_IF = text(
    "只做勾选的 {count} 件（{effort} 人日）：{score} 分，有证据 {evidenced} 分，能保证{grade}",
    "With the {count} ticked ({effort} person-days): {score} points, {evidenced} with evidence, {grade} guaranteed",
)
WHAT_IF_HINT = text("去掉勾选，看看少做几件会怎样。", "Untick some to see what happens without them.")
WORK_LABEL = text("各类工作的人日：{parts}", "Person-days by kind of work: {parts}")
RISE_BY = text("{before} → {after}，加上：{added}", "{before} → {after}, adding: {added}")
GAIN_HEADS: dict[str, Text] = {
    "ready": text("有证据的分", "With evidence"),
    "score": text("分数", "Points"),
}
DAYS_UNIT = text("人日", "person-days")
GAIN_UNITS: dict[str, Text] = {
    "ready": text("分（有证据）", "points with evidence"),
    "score": w.POINTS_UNIT,
}
ASSIGN = text("指派", "Assign")
DO_THIS = text("怎么做", "What to do")
EFFORT_OF = text("人日：{step}", "Person-days: {step}")
LEGAL_BASIS = text("依据", "Legal basis")
LOCK = text("答案不再提高", "Keep the present answer")
UNLOCK = text("解除锁定", "Let it be raised")
LEAVE_OUT = text("不做这一步", "Leave this step out")
TAKE_IN = text("恢复", "Take back in")
HELD_OUT = text("锁定和不做的", "Locked and left out")
TO_QUESTION = text("去这一题", "To the question")

STAIRCASE = text("到每一级最少要多少", "The least for each grade")
SCORE_AFTER = text("做完后", "Afterwards")
LONGEST_TIME = text("最长周期", "Longest")
FRONTIER = text("花多少人日，最多到多少分", "How far each person-day goes")
FRONTIER_GATES = text("曲线上每一点，红线项都过了。", "At every point of the curve every gate is passed.")
FRONTIER_GATES_BLOCKED = text(
    "曲线上每一点，能过的红线项都过了；这些限制下过不了的有 {count} 个。",
    "At every point of the curve every gate is passed that can pass; within the limits these cannot: {count}.",
)
FRONTIER_NONE = text("在这些限制下过不了红线项", "Within these limits the gates cannot pass")
SCORE_AXES: dict[str, Text] = {
    "ready": text("有证据的分数", "Score with evidence"),
    "score": text("分数", "Score"),
}
ALL_CONFIRMED = text("都成立", "all turns out well")
NONE_CONFIRMED = text("都不成立", "none does")
THIS_PLAN = text("现在的方案", "This plan")

TIMELINE = text("时间表", "Timeline")
TOO_LATE = text("晚于 {due}", "after {due}")
TO_EXCEL = text("Excel 表格", "Excel")
TO_PDF = text("PDF 报告", "PDF report")
TO_CALENDAR = text("日历", "Calendar")
AT_LEAST_ENDS = text("没确认的题都成立时", "If all that is open turns out well")

# The agreed plan
AGREED = text("定下的方案", "The agreed plan")
AGREE = text("定为方案", "Agree on this plan")
AGREE_AGAIN = text("换成现在的方案", "Replace by the present plan")
AGREED_LINE = text(
    "{day} 定下，目标{target}：{reached} / {all} 已到位", "Agreed on {day} for {target}: {reached} of {all} in place"
)
DISSOLVE = text("取消定下的方案", "Give the agreed plan up")
DISSOLVE_SURE = text("真的取消？答案不受影响。", "Give it up? Answers are not touched.")
YES_DISSOLVE = text("取消方案", "Give it up")
AGREED_STATES: dict[str, Text] = {
    "waiting": text("进行中", "Under way"),
    "to-confirm": text("做完了，还没记", "Done, not recorded yet"),
    "reached": text("已到位", "In place"),
    "overdue": w.OVERDUE,
}
ACTUAL = text("计划 {planned}，{done} 做完", "planned {planned}, done {done}")
ACTUAL_DAYS = text("估 {effort} 人日，实际 {spent}", "estimated {effort} person-days, took {spent}")
ESTIMATED = text("估计人日", "Estimate")
TOOK = text("实际人日", "Took")
PLANNED_DAY = text("定下的完成日", "Planned for")
DONE_DAY = text("做完", "Done on")
NOW_DUE = text("现在排到", "Now due")
SPENT = text("实际人日", "Person-days it took")
SPENT_IN_ALL = text(
    "填了实际人日的 {count} 件：估 {effort} 人日，实际 {spent} 人日。",
    "Where it was said what it took ({count}): {effort} person-days estimated, {spent} spent.",
)
REST_UNTIL = text("剩下的重新排，到 {day}。", "The rest, scheduled anew, ends on {day}.")
REST_UNTIL_AGAINST = text(
    "定下时排到 {planned}；剩下的重新排，到 {day}。",
    "When agreed it was to end on {planned}; the rest, scheduled anew, ends on {day}.",
)
IN_PLACE = text("已到位的 {count} 件", "In place: {count}")
NEW_ANSWER = text("新答案：{answer}", "New answer: {answer}")
NEW_FIGURE = text("新的数字", "The new figure")
ANSWER_STAYS = text(
    "答案不变，要的证据都放进去就到位。", "The answer stays; it is in place once all its evidence is brought."
)
RECORD = text("记下来", "Record it")
AGREED_ELSEWHERE = text(
    "另有 {count} 题现在不问或不计分，不列在下面。",
    "Not listed, since not asked or not counted any more: {count}.",
)
AGREED_SAME = text("和现在最省的方案一致。", "The same as the cheapest plan now.")
AGREED_DIFFERS = text(
    "现在最省的方案不同：多出 {added} 题，少了 {dropped} 题，步骤不同 {other} 题。",
    "The cheapest plan now differs: {added} more, {dropped} fewer, {other} raised differently.",
)
