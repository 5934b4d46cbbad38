"""What the commands on organisations and people print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.store.access.words import ROLE_NAMES
from ecq.store.audit import Deed
from ecq.store.organisations import Erased, Member, Organisation
from ecq.telling.text.words import say

NONE_YET = text("还没有组织。", "There is no organisation yet.")
ROW = text("{id}  {name}  成员 {members} 位，自评 {held} 份", "{id}  {name}  members: {members}, self-checks: {held}")
GROUP_ROW = text("    用户组 {group}：{role}", "    group {group}: {role}")
MEMBER_ROW = text("    {name}  {email}  {role}  {person}", "    {name}  {email}  {role}  {person}")
AWAITED = text("（还没登录过）", "(not logged in yet)")
FOUNDED = text("{id}  {name}：已建立", "{id}  {name}: set up")
TAKEN = text("{count} 份自评归 {name} 所有", "{count} self-checks now belong to {name}")
ERASED = text("已彻底删除：{at}，编号的 SHA-256 是 {digest}", "deleted for good: {at}, SHA-256 of the id {digest}")
DEED = text("{at}  {person}  {did}  {about}  {more}", "{at}  {person}  {did}  {about}  {more}")

COUNTED: dict[str, Text] = {
    "assessments": text("自评", "self-checks"),
    "brands": text("品牌", "brands"),
    "members": text("成员身份", "memberships"),
    "awaited": text("等待登录的地址", "addresses awaited"),
    "groups": text("用户组对应", "groups"),
    "tokens": text("接口密钥", "keys to the API"),
    "audit": text("操作日志条目", "lines of the audit log"),
    "journal": text("修改记录条目（改为无名）", "journal entries, now by nobody"),
    "invitations": text("邀请（已关闭，改为无名）", "invitations, now closed and by nobody"),
    "sessions": text("登录（立即失效）", "log-ins, ended at once"),
}


def organisation_lines(found: Iterable[tuple[Organisation, tuple[Member, ...], int]], lang: Lang) -> Iterator[str]:
    """Each organisation with its groups and members, and how many self-checks it holds."""
    empty = True
    for one, members, held in found:
        empty = False
        yield say(ROW, lang, id=one.id, name=one.name, members=len(members), held=held)
        for group, role in one.groups:
            yield say(GROUP_ROW, lang, group=group, role=words(ROLE_NAMES[role], lang))
        for member in members:
            yield say(
                MEMBER_ROW,
                lang,
                name=member.name or say(AWAITED, lang),
                email=member.email,
                role=words(ROLE_NAMES[member.role], lang),
                person=member.person_id,
            ).rstrip()
    if empty:
        yield say(NONE_YET, lang)


def erased_lines(erased: Erased, lang: Lang) -> Iterator[str]:
    """What was deleted for good: the receipt."""
    yield say(ERASED, lang, at=erased.deleted_at, digest=erased.digest)
    for name, count in counted(erased.counts, lang).items():
        yield f"    {name}{LANGUAGES[lang].colon}{count}"


def counted(counts: Mapping[str, int], lang: Lang) -> dict[str, int]:
    """How many of what, by what it is called."""
    return {words(COUNTED[name], lang): count for name, count in counts.items()}


def deed_line(deed: Deed, lang: Lang) -> str:
    """A line of the audit log."""
    return say(DEED, lang, **vars(deed)).rstrip()
