"""Words of what is due with whom, and of what is kept of a client."""

from __future__ import annotations

from collections.abc import Mapping

from ecq.assessment.client_record import Stage
from ecq.base.language import Lang, Text, text, words
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.desk import Due, Kind

WEEK = text("这一周：{count} 件事，在 {clients} 家客户", "Due this week: {count} (clients: {clients})")
WEEK_NOTHING = text("这一周没有到期的事", "Nothing is due this week")
PASSED = text("其中 {count} 件已经过期", "of these overdue: {count}")
AHEAD = text("往后 {days} 天另有 {count} 件", "{count} more in the next {days} days")
IN_CALENDAR = text("另外 {count} 件见日历", "{count} more in the calendar")
FURTHER = text("另有 {count} 件", "{count} more")
LATE = text("过期 {days} 天", "{days} d late")
TODAY = text("今天", "today")
KINDS: Mapping[Kind, Text] = {
    "evidence": text("证据要取得", "evidence to obtain"),
    "expiry": text("证据到期", "evidence expires"),
    "step": text("提升到期", "step due"),
    "target": text("目标日", "target day"),
    "contract": text("合同到期", "contract ends"),
    "surveillance": text("监督审核", "surveillance audit"),
    "renewal": text("证书到期", "certificate ends"),
    "request": text("受邀答题到期", "answers due"),
    "review": text("交回的待复核", "answers to review"),
}


def due_about(due: Due, rubrics: Mapping[str, Rubric], lang: Lang) -> str:
    """What something due is about: an operator's own words, else the piece of evidence or the question."""
    question = next((one.by_id[due.question] for one in rubrics.values() if due.question in one.by_id), None)
    if due.what or question is None:
        return due.what
    return words(question.pieces.get(due.piece) or question.text, lang)


STAGES: Mapping[Stage, Text] = {
    "contract": text("签约", "contract"),
    "self-check": text("自评", "self-check"),
    "improving": text("整改", "improving"),
    "applying": text("申请", "applying"),
    "certified": text("持证", "certified"),
    "surveillance": text("监督", "surveillance"),
    "renewal": text("换证", "renewal"),
}
CALENDAR = text("导出日历", "Calendar file")
CALENDAR_NAME = text("到期的事", "what is due")
SUBSCRIBE = text("订阅日历", "Subscribe")
SUBSCRIBE_HOW = text(
    "在日历程序里订阅这个地址，KEY 换成接口密钥（在组织页上生成，或用 ecq tokens add）。",
    "Subscribe to this address in a calendar program, with a key of the API in place of KEY (made on the organisation's page, or with ecq tokens add).",
)
RECORD = text("客户资料", "Client's record")
WHICH = text("哪一家", "Which client")
STAGE = text("走到哪一步", "Stage")
NO_STAGE = text("没有填", "not set")
CONTACTS = text("联系人，一行一个：姓名，职务，联系方式", "Contacts, one a line: name, role, how to reach")
SCOPE = text("范围", "Scope")
CONTRACT = text("合同号", "Contract number")
CONTRACT_UNTIL = text("合同到期", "Contract ends")
BODY = text("认证机构", "Certification body")
CERTIFICATE = text("证书号", "Certificate number")
ISSUED = text("发证日", "Issued")
VALID_UNTIL = text("证书有效到", "Valid until")
SURVEILLANCE = text("监督审核的日子，逗号分开，如 2027-06-30", "Days of surveillance audits, with commas: 2027-06-30")
SAVE = text("保存客户资料", "Save the record")
BAD_DAYS = text("不是日期：{said}；请写成 2027-06-30", "These are no dates: {said}; write them like 2027-06-30")
TOO_MANY = text(
    "最多记 {most} 位联系人、{most} 个监督审核的日子",
    "At most {most} contacts and {most} days of surveillance audits can be kept",
)
