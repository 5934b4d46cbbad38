"""What the API says of itself: what each request does, what can be said with it, what its bodies hold."""

from __future__ import annotations

from ecq.base.language import text

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
