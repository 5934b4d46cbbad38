"""Words of days: by when, with how many people, and what that rests on. Which may be said when: `date_sentences.py`."""

from __future__ import annotations

from ecq.base.language import Text, text

# What days rest on
ANYONE = text("前提是谁都能做任何一件事。", "This holds if anyone can do anything.")
ONE_TEAM = text("没有负责人的算一个团队的。", "What has no owner is the work of one team.")
NOT_ANNOUNCED = text(
    "{years} 年的放假安排还没有公布，先按已知的节日算。",
    "The days off of {years} are not announced yet; those known so far are taken.",
)
SCHEDULE_OPEN = text("没确认的题按都成立算。", "What is open is taken to turn out well.")

# By when
EARLIEST = text("最早 {day} 做完，要 {effort}。", "Done on {day} at the earliest, with {effort}.")
EARLIEST_FOUND = text("找到的最早 {day} 做完，要 {effort}。", "The earliest found is done on {day}, with {effort}.")
EARLIEST_FOUND_NOT_BY = text(
    "找到的最早 {day} 做完，要 {effort}；到 {before} 肯定做不完。",
    "The earliest found is done on {day}, with {effort}; by {before} nothing is.",
)
LEAST = text("最少要 {effort}，{day} 做完。", "At the least {effort}, done on {day}.")
LEAST_IS_EARLIEST = text("最少要 {effort}，最早 {day} 做完。", "At the least {effort}, done on {day} at the earliest.")
OTHER_STEPS = text("这和列出的做法不同。", "That is with other steps than those listed.")
LEAST_FOUND = text(
    "找到的最省做法要 {effort}，{day} 做完，最多比可能的最少高 {gap} 人日。",
    "The best found takes {effort}, done on {day}, at most {gap} person-days above the least possible.",
)
EARLIER = text("多 {more}，早 {days} 天，{day} 做完。", "{more} more, and it is done {days} days earlier, on {day}.")
EARLIER_BY_ONE = text(
    "多 {more}，早 {days} 天，{day} 做完。", "{more} more, and it is done {days} day earlier, on {day}."
)
NO_EARLIEST = text("说不出最早哪天做完：{why}。", "It cannot be said by when it can be done at the earliest: {why}.")

# While facts of the profile are missing
EARLIEST_UNDER_ALL = text(
    "最早 {day} 做完，缺的平台画像怎么填都一样。",
    "Done on {day} at the earliest, whatever the missing facts turn out to be.",
)
EARLIEST_BETWEEN = text(
    "最早哪天做完看缺的平台画像：{first} 至 {last}。",
    "The earliest day is between {first} and {last}, depending on the missing facts.",
)
EARLIEST_OR_NEVER = text(
    "最早 {first} 做完；缺的平台画像有的填法到不了。",
    "Done on {first} at the earliest; for some platforms that the missing facts leave open it is out of reach.",
)
MADE_UNDER: dict[str, Text] = {
    "all": text(
        "到 {by} 做得完，缺的平台画像怎么填都一样。",
        "It can be done by {by}, whatever the missing facts turn out to be.",
    ),
    "some": text(
        "到 {by} 能不能做完，看缺的平台画像。", "Whether it can be done by {by} depends on the missing facts."
    ),
    "none": text(
        "到 {by} 做不完，缺的平台画像怎么填都一样。",
        "It cannot be done by {by}, whatever the missing facts turn out to be.",
    ),
}

# By the day that was set
BEFORE_START = text(
    "目标日 {by} 早于开工日 {start}。", "The day to be done by, {by}, lies before the day work begins, {start}."
)
SCHEDULED_UNTIL = text("列出的事排到 {day}。", "The work listed is scheduled until {day}.")
ANOTHER_MAKES_IT = text(
    "列出的事排到 {finish}，赶不上 {by}；另有 {effort}的做法赶得上。",
    "The work listed is scheduled until {finish}, after {by}; another way, of {effort}, is done by then.",
)
TOO_LATE = text("到 {by} 做不完。", "It cannot be done by {by}.")
TOO_LATE_EARLIEST = text("到 {by} 做不完，最早 {day}。", "It cannot be done by {by}; the earliest day is {day}.")
TOO_LATE_FOUND = text(
    "到 {by} 做不完，找到的最早是 {day}。", "It cannot be done by {by}; the earliest day found is {day}."
)
TAKES = text("要在 {by} 做完，每周得有 {effort}。", "To be done by {by} takes {effort} a week.")
TAKES_SHARED = text(
    "要在 {by} 做完，每周合计得有 {effort}，各人比例不变。",
    "To be done by {by} takes {effort} a week in all, shared out as now.",
)
ENOUGH = text("要在 {by} 做完，每周有 {effort}就够。", "To be done by {by}, {effort} a week will do.")
ENOUGH_SHARED = text(
    "要在 {by} 做完，每周合计有 {effort}就够，各人比例不变。",
    "To be done by {by}, {effort} a week in all will do, shared out as now.",
)
NOBODY_MAKES_IT = text("人再多，{by} 也做不完。", "However many people work on it, it cannot be done by {by}.")
