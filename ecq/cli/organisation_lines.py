"""What the commands on organisations, people and keys to the API print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.store.access.person import ROLE_NAMES
from ecq.store.audit import Deed
from ecq.store.organisations import Erased, Member, Organisation
from ecq.store.tokens import Token
from ecq.telling.evidence.words import UNTIL_DAY
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


ADDED = text("密钥 {id}（{name}，{scope}）有效至 {until}：", "Key {id} ({name}, {scope}) holds until {until}:")
SHOWN_ONCE = text(
    "请现在存好：数据库里没有密钥本身，以后不能再显示。",
    "Keep it now: the database does not have it, and it cannot be shown again.",
)
KEY_ROW = text(
    "{id}  {name}  {scope}  {state}  {used}  {owner}",
    "{id}  {name}  {scope}  {state}  {used}  {owner}",
)
UNTIL, EXPIRED = UNTIL_DAY, text("{day} 已过期", "expired on {day}")
USED, UNUSED = text("{day} 用过", "used on {day}"), text("没有用过", "never used")
OF_THE_COMPUTER = text("本机，全部自评", "this computer, all self-checks")
NO_KEY_YET = text("还没有密钥。", "There is no key yet.")
REVOKED = text("{id} 已撤销", "{id} is revoked")


def added_lines(made: Token, key: str, lang: Lang) -> Iterator[str]:
    """The new key, and that it is shown this once."""
    yield say(ADDED, lang, id=made.id, name=made.name, scope=made.scope, until=made.expires_at[:10])
    yield key
    yield say(SHOWN_ONCE, lang)


def token_lines(found: Iterable[Token], owners: Mapping[str, str], now: str, lang: Lang) -> Iterator[str]:
    """A line for each key; `owners` says by key whose it is."""
    empty = True
    for one in found:
        empty = False
        yield say(
            KEY_ROW,
            lang,
            id=one.id,
            name=one.name,
            scope=one.scope,
            state=say(UNTIL if one.holds(now) else EXPIRED, lang, day=one.expires_at[:10]),
            used=say(USED, lang, day=one.used_at[:10]) if one.used_at else say(UNUSED, lang),
            owner=owners[one.id].strip() or say(OF_THE_COMPUTER, lang),
        )
    if empty:
        yield say(NO_KEY_YET, lang)
