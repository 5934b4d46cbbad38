"""What the API says: problems, and the description of itself."""

from __future__ import annotations

from ecq.base.language import Text, text

PROBLEMS: dict[str, tuple[int, Text]] = {
    "invalid": (422, text("请求的内容不对", "The request is not valid")),
    "no-key": (401, text("没有有效的密钥", "No valid key")),
    "not-allowed": (403, text("无权这样做", "Not allowed")),
    "not-found": (404, text("没有找到", "Not found")),
    "no-such-method": (405, text("不支持这种方法", "No such method")),
    "too-slow": (408, text("发送得太慢", "Too slow")),
    "conflict": (409, text("会盖掉别人的修改", "It would overwrite what others changed")),
    "not-the-newest": (412, text("已不是最新状态", "Not the newest state")),
    "too-large": (413, text("内容太大", "Too large")),
    "which-state": (428, text("要写明依据哪个状态", "Say on which state it rests")),
    "too-often": (429, text("请求太频繁", "Too many requests")),
    "mistake": (500, text("出错了", "Something went wrong")),
    "unreadable": (500, text("读不出来", "Cannot be read")),
    "not-available": (503, text("现在做不了", "Not possible now")),
}
"""Every kind of problem: its code, its status, and what it is called."""

ABOUT_PROBLEMS = {
    "invalid": text(
        "`detail` 写明哪里不对；`errors` 列出每一处，最多 100 处。",
        "`detail` says what is wrong; `errors` lists every place, 100 at most.",
    ),
    "no-key": text(
        "请求头要有 `Authorization: Bearer 密钥`。过期或撤销的密钥与没有一样。",
        "The header `Authorization: Bearer KEY` is needed. A key that has expired or was revoked is none.",
    ),
    "not-allowed": text(
        "密钥只能读，或密钥主人的身份不能这样做。",
        "The key may only read, or what its owner is in the organisation does not permit it.",
    ),
    "not-found": text("没有，或这个密钥看不到。", "It does not exist, or not for this key."),
    "no-such-method": text("这个地址没有这种方法。", "The address does not have this method."),
    "too-slow": text("内容没有在一分钟内发完。", "The body did not arrive within a minute."),
    "conflict": text(
        "`conflicts` 列出双方的值；`since` 列出是哪些修改。没有存下任何改动。",
        "`conflicts` lists the values of both sides, `since` the changes it is about. Nothing was saved.",
    ),
    "not-the-newest": text(
        "`revision` 是现在的版本号，`since` 列出其间的修改。没有存下任何改动。",
        "`revision` is the present one, `since` lists what was changed. Nothing was saved.",
    ),
    "too-large": text("内容超过上限。", "The body is larger than is taken."),
    "which-state": text(
        "修改要带 `If-Match`，或在内容里写 `seen`。",
        "A change needs `If-Match`, or `seen` in its body.",
    ),
    "too-often": text("按 `Retry-After` 的秒数再试。", "Try again after the seconds of `Retry-After`."),
    "mistake": text("这是 ECQ 的错，已写入日志。", "This is a mistake of ECQ's; it is in the log."),
    "unreadable": text(
        "这份自评读不出来：存的内容坏了，或是更新版本的 ECQ 写的。其他自评不受影响。",
        "The self-check cannot be read: it is damaged, or a later version of ECQ wrote it. The others are not affected.",
    ),
    "not-available": text(
        "数据库没有应答，或正在处理的请求太多。按 `Retry-After` 的秒数再试。",
        "The database does not answer, or too much is under way. Try again after the seconds of `Retry-After`.",
    ),
}

# What is said of one request

NO_KEY = text(
    "请求没有带密钥；请加上 Authorization: Bearer 密钥。",
    "The request has no key; add Authorization: Bearer KEY.",
)
NO_SUCH_KEY = text(
    "没有这个密钥，或它已过期、已撤销；请换一个有效的密钥。",
    "There is no such key, or it has expired or was revoked; use one that holds.",
)
TOO_MANY_WRONG_KEYS = text(
    "这个网络地址送来的无效密钥每分钟超过 {count} 个，请稍后再试。",
    "More than {count} invalid keys a minute come from this network address; try again later.",
)
TOO_OFTEN = text(
    "一个密钥每分钟最多 {count} 次请求，请稍后再试。", "A key is good for {count} requests a minute; try again later."
)
KEY_READS_ONLY = text("这个密钥只能读，请用可以写的密钥。", "This key may only read; use one that may write.")
TOO_MUCH_AT_ONCE = text("同时处理的请求太多，请稍后再试。", "Too many requests are under way; try again later.")
REPORTS_UNDER_WAY = text("正在生成的报告太多，请稍后再试。", "Too many reports are being made; try again later.")
TOO_LARGE = text("这里的内容最多 {count} KB。", "A body has at most {count} KB here.")
TOO_SLOW = text(
    "内容在 {count} 秒内没有发完，请重发。", "The body did not arrive within {count} seconds; send it again."
)
NO_SUCH_SELF_CHECK = text("没有这份自评；请看编号是否正确。", "There is no such self-check; check its id.")
NO_SUCH_FILE = text(
    "这份自评的证据里没有这个文件。",
    "The evidence of this self-check has no such file.",
)
NO_SUCH_RUBRIC = text(
    "没有这份评价细则；GET /rubrics 列出现有的。", "There is no such rubric; GET /rubrics lists those there are."
)
NO_SUCH_ADDRESS = text("接口没有这个地址。", "The API has no such address.")
NO_SUCH_METHOD = text("这个地址没有这种方法。", "This address does not have this method.")
NO_JSON = text("内容不是 JSON；请发送 JSON。", "The body is not JSON; send JSON.")
MISTAKE = text("出错了，已写入日志。", "Something went wrong; it is in the log.")
FAULT = text(
    "{where} 的内容不对；应有的格式见 openapi.json。", "{where} is not of the form it has to be of; see openapi.json."
)
FAULTS = {
    "missing": text("缺少 {where}。", "{where} is missing."),
    "extra_forbidden": text(
        "{where} 不是可以填的项；可填的见 openapi.json。", "{where} is not known; openapi.json has what is."
    ),
    "string_type": text("{where} 应是文字。", "{where} must be text."),
    "string_too_long": text("{where} 太长。", "{where} is too long."),
    **dict.fromkeys(("int_type", "int_parsing"), text("{where} 应是整数。", "{where} must be a whole number.")),
    **dict.fromkeys(
        ("bool_parsing", "bool_type"), text("{where} 应是 true 或 false。", "{where} must be true or false.")
    ),
    "list_type": text("{where} 应是列表。", "{where} must be a list."),
    "dict_type": text("{where} 应是对象。", "{where} must be an object."),
    "greater_than_equal": text("{where} 太小。", "{where} is too small."),
    "less_than_equal": text("{where} 太大。", "{where} is too large."),
    "too_long": text("{where} 的项太多。", "{where} has too many entries."),
}
"""By what pydantic calls the fault."""

NO_QUESTION = text(
    "{rubric} 没有 {question} 这道题；题目见 GET /rubrics/{rubric}。",
    "{question} is not a question of {rubric}; GET /rubrics/{rubric} has them.",
)
TWICE = text(
    "{question} 写了不止一次；一次修改里一道题只能有一种回答。",
    "{question} is named more than once; a change gives a question one answer.",
)
OVERWRITES = text(
    "其间别人改了同样的内容，没有存下任何改动；请看 conflicts，再按现在的状态重发。",
    "Others have changed the same meanwhile, and nothing was saved; look at conflicts and send it again on the present state.",
)
NOT_THE_NEWEST = text(
    "这份自评现在是第 {revision} 版，没有存下任何改动；请重新读取再改。",
    "The self-check is at revision {revision} now, and nothing was saved; read it again and then change it.",
)
WHICH_STATE = text(
    "请写明修改依据哪个版本：请求头 If-Match，或内容里的 seen。",
    "Say on which revision the change rests: the header If-Match, or seen in the body.",
)
NOT_OURS = text(
    "这个文件里没有 ECQ 的自评；请发送存下的自评或 ECQ 的报告。",
    "The file holds no self-check of ECQ; send a saved self-check or a report of ECQ.",
)
