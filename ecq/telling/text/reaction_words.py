"""Words of the short line after an answer. Factual, no praise."""

from ecq.base.language import text

# What the answer did to the score
GAINED = text("这一项 {points} 分。", "{points} points.")
GAINED_PART = text("这一项 {points} 分，满分 {worth} 分。", "{points} of {worth} points.")
NOTHING_GAINED = text("这一项不得分，满分是 {worth} 分。", "No points here; it is worth {worth}.")
MOVED = text("改后 {points} 分。", "Changed: {points} points.")
UNMOVED = text("得分不变。", "The score stays the same.")
GUARANTEE_UP = text("能保证的分数多 {points} 分。", "Guaranteed score: +{points} points.")
GUARANTEE_DOWN = text("能保证的分数少 {points} 分。", "Guaranteed score: −{points} points.")
ASIDE = text("这一项不计分，分值分给同一指标的其他题。", "Set aside; its points go to the others of its indicator.")
ASIDE_ALONE = text("这一项不计分，分值分给其他指标。", "Set aside; its points go to the other indicators.")
UNSURE = text("已标为待确认，最后再回来看。", "Marked unsure; we will come back to it at the end.")
TAKEN_BACK = text("已撤回，这一题重新算未答。", "Taken back; the question is open again.")
UNDECIDED = text(
    "已记下。这一题是否适用要看平台画像，先不计入得分。",
    "Noted. Whether it applies waits for the profile; until then it does not count.",
)
RANGE = text("现在分数在 {low} — {high} 之间。", "The score now lies between {low} and {high}.")
SCORE = text("现在得分是 {score}。", "The score is now {score}.")

# What it did to the grade
SETTLED = text("等级已定：{grade}。", "The grade is settled: {grade}.")
ROSE = text("等级从{old}升到{new}。", "The grade rises from {old} to {new}.")
FELL = text("等级从{old}降到{new}。", "The grade falls from {old} to {new}.")
OPENED = text("等级又不确定了：{low} — {high}。", "The grade is open again: {low} — {high}.")
AT_LEAST = text("至少{grade}已经确定。", "Now certain: at least {grade}.")
NO_LONGER = text("不再能保证{old}，最低可能是{new}。", "No longer certain: {old}; the lowest possible is {new}.")
AT_MOST = text("最高只能到{grade}了。", "The highest grade within reach is now {grade}.")
POSSIBLE = text("{grade}又有可能了。", "Within reach again: {grade}.")

# Gates and evidence
GATE_PASSED = text("红线项已过。", "Gate passed.")
GATE_FAILED = text("红线项未过，会影响准备度。", "Gate failed; this blocks readiness.")
GATES_ALL_PASSED = text("红线项全部通过。", "All gates are passed.")
KEEP = text("请留好：{evidence}。", "Keep at hand: {evidence}.")

# The end of an indicator or dimension
COMPLETE = text(
    "“{title}”答完了：得分率 {share} %，还能得 {points} 分。",
    "{title} complete: {share} %, {points} points still to gain.",
)
COMPLETE_FULL = text("“{title}”答完了：得分率 {share} %，没有丢分。", "{title} complete: {share} %, no points lost.")
BEST_AND_WORST = text(
    "最强的是“{best}”（{best_share} %），最弱的是“{worst}”（{worst_share} %）。",
    "Strongest: {best} ({best_share} %); weakest: {worst} ({worst_share} %).",
)
