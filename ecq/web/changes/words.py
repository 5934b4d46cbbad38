"""Words about answers of an earlier version."""

from ecq.base.language import text

EFFECT = text("对得分和等级的影响", "What it does to score and grade")
EARLIER = text("按 {version} 版的回答：{said}", "Answered under version {version}: {said}")
UNDER = text("（{version} 版）", " (version {version})")
NO_LONGER_ASKED = text(
    "按以前版本答的，现在不问或要重新回答", "Answered under an earlier version and not asked any more, or asked again"
)
