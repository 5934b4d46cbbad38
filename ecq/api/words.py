"""What the API says: problems, and the description of itself: what each request does, what its bodies hold."""

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


TITLE = text("ECQ 接口", "ECQ API")
ABOUT = text(
    "页面能看的、能做的，程序也能看、能做：引擎、错误和权限都相同。每个请求都要带密钥；cookie 不作数。"
    '参与计分的数是写成文字的精确分数，例如 "25/17"。错误以 application/problem+json 返回，语言随 Accept-Language。',
    "What the pages show and do, for programs: the same engine, errors and permissions. Every request needs a key; cookies count "
    'for nothing. Numbers that take part in the score are exact fractions as text, such as "25/17". Errors come as '
    "application/problem+json, in the language of Accept-Language.",
)
KEY = text(
    "密钥，用 ecq tokens add 或在组织页上生成。",
    "A key, made with ecq tokens add or on the page of the organisation.",
)

OPERATIONS = {
    "list_rubrics": text("列出评价细则。", "List the rubrics."),
    "read_rubric": text(
        "读一份评价细则：等级、平台画像、全部题目。", "Read a rubric: grades, profile facts, every question."
    ),
    "list_assessments": text("列出自评，分页。", "List self-checks, by pages."),
    "begin_assessment": text(
        "新建一份自评，可同时写入画像和回答。", "Begin a self-check, with profile and answers as far as they are known."
    ),
    "bring_in": text(
        "带入一份自评：内容就是文件，存下的自评或 ECQ 的 PDF 报告都行。",
        "Bring in a self-check: the body is the file, a saved self-check or a PDF report of ECQ.",
    ),
    "read_assessment": text("读一份自评；ETag 是版本号。", "Read a self-check; its ETag is the revision."),
    "change_assessment": text(
        "修改一份自评：全部改成，或一处也不改。要写明依据哪个版本。写 If-Match，其间有任何改动就不改（412）；"
        "写 seen，只有会盖掉别人的修改时才不改（409）。",
        "Change a self-check: all of it, or nothing. Say on which revision it rests. With If-Match it is refused if anything was "
        "changed since (412); with seen only if it would overwrite what others changed (409).",
    ),
    "shelve_assessment": text("归档、移入回收站，或放回。", "Put into the archive, into the bin, or back."),
    "delete_assessment": text(
        "移入回收站；for_good 为 true 时彻底删除，返回凭据。",
        "Put into the bin; with for_good delete for good, and get a receipt.",
    ),
    "bring_evidence": text(
        "把文件作为证据带入，归到题目的证据项：内容就是文件，边收边存。",
        "Bring a file as evidence and put it to pieces of a question: the body is the file, kept as it comes.",
    ),
    "read_evidence": text("取回一个证据文件。", "Read a file of evidence back."),
    "put_to_pieces": text(
        "把已有的证据文件也归到另一题的证据项。", "Put a file that is there to pieces of another question as well."
    ),
    "drop_file": text("从各题的证据里去掉一个文件。", "Take a file out of the evidence of every question."),
    "put_comment": text(
        "给报告的一部分写顾问意见；不写字就去掉。",
        "Put a consultant's comment on a part of the report; without words it is taken away.",
    ),
    "change_client": text(
        "修改客户资料：阶段、联系人、合同、证书、监督审核；没写到的不变。",
        "Change a client's record: stage, contacts, contract, certificate, audits; what is not named stays.",
    ),
    "read_papers": text(
        "申请材料：清单、来源、手上有哪些。", "The papers of an application: the list, its sources, what is in hand."
    ),
    "put_paper": text(
        "写明一份申请材料是什么、放在哪里。", "Say what a paper of the application is, and where it lies."
    ),
    "bring_paper": text(
        "把文件作为申请材料带入：内容就是文件。", "Bring a file as a paper of the application: the body is the file."
    ),
    "put_tags": text("换标签。", "Other tags in place of those it has."),
    "take_snapshot": text(
        "把现在的样子记下来，以后好比。", "Keep the present state under a name, to compare with later."
    ),
    "agree_on_plan": text("把到目标等级最省的方案定下来。", "Agree on the cheapest plan to the target grade."),
    "ask_somebody": text(
        "请别人答题，得到一个链接，只给这一次。",
        "Ask somebody for answers by a link, which is told once.",
    ),
    "read_requests": text("请过别人什么、答到哪里。", "What was asked of others, and how far it is answered."),
    "propose": text(
        "把提议放进收件，每条带所依据的原话；采纳之前都不计分。",
        "Put proposals into the inbox, each with the words it rests on; nothing counts before a person accepts it.",
    ),
    "read_proposals": text("读收件里的提议和各条的结果。", "What is in the inbox, and what became of each."),
    "read_questions": text("按画像列出题目和各题的分值。", "The questions under the profile, and what each is worth."),
    "read_score": text("得分、等级、红线项、准备度。", "Score, grade, gates and readiness."),
    "read_plan": text(
        "到目标等级最省的做法，与页面上的相同。", "The way to the target at the least effort, as the page shows it."
    ),
    "read_report": text("准备度报告，PDF 或 Word。", "The readiness report, as PDF or Word."),
    "read_due": text(
        "90 天内到期的事，也可以是日历文件，供订阅。",
        "What is due within 90 days; as a calendar file too, to subscribe to.",
    ),
    "read_dossier": text(
        "交给认证机构的证据卷宗（ZIP）。", "The dossier of evidence for a certification body, as a ZIP."
    ),
    "read_portfolio": text(
        "手上的自评放在一起看：列表、比较、对标。", "The self-checks in hand together: list, comparison, benchmark."
    ),
}

PARAMETERS = {
    "rubric_id": text("评价细则的 id。", "The id of a rubric."),
    "assessment_id": text("自评的编号。", "The id of a self-check."),
    "question": text("题号。", "The id of a question."),
    "piece": text("归到哪一件，可以几件。", "The piece it is put to; several are possible."),
    "name": text("文件名。", "The name of the file."),
    "place": text("第几页，或放在哪里。", "Which page, or where it lies."),
    "dated": text("文件日期。", "Its own date."),
    "until": text("有效至。", "How long it holds."),
    "brought_by": text("谁交来。", "Who brings it."),
    "paper": text("哪一份申请材料。", "Which paper."),
    "part": text("报告的部分。", "A part of the report."),
    "digest": text("文件的 SHA-256。", "The SHA-256 of the file."),
    "shelf": text("在手、已归档、示例或回收站。", "In hand, archived, demos of samples, or in the bin."),
    "text": text("名称或标签里的字。", "Words of its name or tags."),
    "tag": text("标签。", "A tag."),
    "order": text("怎样排列。", "How to order them."),
    "limit": text("这一页最多几份。", "How many at most."),
    "offset": text("从第几份起（0 是第一份）。", "From which one on (0 is the first)."),
    "if-match": text('读到的 ETag，例如 "7"。', 'The ETag that was read, such as "7".'),
    "for_good": text("彻底删除，不能恢复。", "Delete for good; it cannot be undone."),
    "target": text("另一个目标等级。", "Another target grade."),
    "start": text(
        "从哪一天开始做（默认按自评里定的，没有就是那一天之后的第一个工作日）。",
        "From which day on work begins (default: as the self-check says, or else the first working day after that day).",
    ),
    "day": text("截至哪一天（默认今天）。", "As of which day (default: today)."),
    "format": text("哪种文件。", "Which kind of file."),
    "edition": text(
        "报告的语言，一种或两种（默认随 Accept-Language）；+ 在地址里写作 %2B。",
        "Language of the report, or two (default: as Accept-Language); + is %2B in an address.",
    ),
    "extent": text("简版、标准版或完整版。", "How much it holds."),
    "compare": text("要比较的 2 到 5 份自评。", "Two to five self-checks to compare."),
    "benchmark": text("加上对标。", "Add the benchmark."),
}

FIELDS = {
    "proposals": text("要提议的，最多 200 条。", "What is proposed, 200 at the most."),
    "seen": text(
        "修改所依据的版本；其间别人改的别处内容会保留。",
        "The revision it rests on; what others changed elsewhere since is kept.",
    ),
    "name": text("平台名称。", "The platform's name."),
    "profile": text(
        "平台画像：每项一个值或几个值；null 是不再知道。",
        "Profile facts: a value each, or several; null is not known any more.",
    ),
    "target": text("目标等级。", "The target grade."),
    "answers": text(
        '每题的回答：选项的 id；清单题是各项 id 的列表；数值题写数，小数写成文字，例如 "99.95"。',
        'An answer each: an option\'s id; a list of item ids; a number, with decimals as text, such as "99.95".',
    ),
    "not_applicable": text("不适用的题和理由。", "Questions that do not apply, and why."),
    "unsure": text("标为待确认的题。", "Questions marked as unsure."),
    "clear": text("收回回答的题。", "Questions whose answers are withdrawn."),
    "notes": text("每题的备注。", "A note each."),
    "evidence": text("每题的证据，代替原有的。", "The evidence of each, in place of what there is."),
    "rubric": text("评价细则（默认是现行的一份）。", "A rubric (default: the current one)."),
}
"""What the fields of a change hold."""

HEADINGS = {
    "requests": text("请求", "Requests"),
    "problems": text("错误", "Problems"),
    "whole": text("完整说明（OpenAPI 3.1）：", "The whole description (OpenAPI 3.1): "),
}
STATUS_WORDS = {
    "200": text("成功。", "Done."),
    "201": text("已新建。", "Made."),
    "304": text("与 If-None-Match 相同。", "As If-None-Match says."),
}
