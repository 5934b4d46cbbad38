"""Who may use a server: its organisations, the people in them, keys to the API, and reminders; for whoever runs it.

Commands act for nobody: whoever can run them can read the database anyway. The audit log holds what people do who are
logged in or have a key; what is done by these commands does not stand in it.

`ecq remind` is to be run by cron. The address of the robot of a chat comes from whoever runs the server, in the
environment: nobody else can have ECQ call an address. What is sent holds numbers and the app's address, no name, question or answer.
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlsplit
from urllib.request import Request

from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.base.settings import mode, public_url, webhook_url
from ecq.cli.command import Options, store_installed
from ecq.cli.files import found, open_store, print_either, print_json
from ecq.store.person import MEMBER_ROLES, ROLE_NAMES, Role
from ecq.telling.evidence.words import UNTIL_DAY
from ecq.telling.text.words import say

with store_installed():
    from ecq.store.audit import Audit
    from ecq.store.organisations import Erased, Member, Organisation, Organisations
    from ecq.store.tokens import Token, Tokens


def list_all(options: Options) -> None:
    organisations = _organisations()
    found = [(one, organisations.members(one.id), organisations.held(one.id)) for one in organisations.all()]
    rows = [{**vars(one), "members": [vars(m) for m in members], "held": held} for one, members, held in found]
    lines = organisation_lines(found, options.lang) if found else [words(NONE_YET, options.lang)]
    print_either(options, {"organisations": rows}, lines)


def add(options: Options) -> None:
    made = _organisations().found(options.name, dict(map(_group, options.group)), options.owner)
    print(say(FOUNDED, options.lang, id=made.id, name=made.name))


def take(options: Options) -> None:
    organisations, one = _organisations(), named(options.name)
    ids = [found(each).id for each in options.id] if options.id else organisations.unheld()
    for assessment_id in ids:
        organisations.hold(assessment_id, one.id)
    print(say(TAKEN, options.lang, count=len(ids), name=one.name))


def log(options: Options) -> None:
    limit = max(0, min(options.last, sys.maxsize))
    deeds = [deed for _, deed in Audit(open_store()).deeds(named(options.name).id, limit)][::-1]
    lines = (say(DEED, options.lang, **vars(deed)).rstrip() for deed in deeds)
    print_either(options, {"deeds": [vars(deed) for deed in deeds]}, lines)


def delete(options: Options) -> None:
    _receipt(_organisations().erase(named(options.name).id), options)


def delete_person(options: Options) -> None:
    _receipt(_organisations().erase_person(options.id), options)


def _receipt(erased: Erased | None, options: Options) -> None:
    if erased is None:
        raise EcqError(
            "nobody is known by that id; ecq organisations list shows whom there is",
            "没有这个编号的人；ecq organisations list 列出现有的",
        )
    lang = options.lang
    lines = [say(ERASED, lang, at=erased.deleted_at, digest=erased.digest)]
    lines += [f"    {words(COUNTED[one], lang)}{LANGUAGES[lang].colon}{count}" for one, count in erased.counts.items()]
    print_either(options, vars(erased), lines)


def _organisations() -> Organisations:
    return Organisations(open_store())


def named(name: str) -> Organisation:
    """The organisation of that name or id. Raises EcqError."""
    known = {key: one for one in _organisations().all() for key in (one.id, one.name)}
    if name not in known:
        raise EcqError(
            f"there is no organisation {name!r}; ecq organisations list shows those there are",
            f"没有组织 {name!r}；ecq organisations list 列出现有的",
        )
    return known[name]


def _group(given: str) -> tuple[str, Role]:
    group, _, role = given.rpartition("=")
    known = next((one for one in MEMBER_ROLES if one == role), None)
    if not group or known is None:
        roles = ", ".join(MEMBER_ROLES)
        raise EcqError(
            f"--group {given!r} is not GROUP=ROLE; roles are {roles}",
            f"--group {given!r} 不是“用户组=身份”；身份有 {roles}",
        )
    return group, known


def add_key(options: Options) -> None:
    if mode() == "server":
        raise EcqError(
            "where people log in, a key belongs to a person: each makes their own on the page of the organisation",
            "需要登录的服务器上，密钥归个人所有：请各自在组织页上生成",
        )
    made, key = Tokens(open_store()).add(options.name, options.scope, options.days)
    lang, until = options.lang, made.expires_at[:10]
    added = say(ADDED, lang, id=made.id, name=made.name, scope=made.scope, until=until)
    print_either(options, {**vars(made), "key": key}, [added, key, words(SHOWN_ONCE, lang)])


def list_keys(options: Options) -> None:
    store = open_store()
    found = Tokens(store).all()
    if options.json:
        print_json({"tokens": [vars(one) for one in found]})
        return
    organisations = Organisations(store)
    people = organisations.names([one.person_id for one in found if one.person_id])
    names = {one.id: one.name for one in organisations.all()}
    owners = {
        one.id: f"{people.get(one.person_id or '', '')} {names.get(one.organisation_id or '', '')}" for one in found
    }
    print("\n".join(token_lines(found, owners, store.now(), options.lang)) or words(NO_KEY_YET, options.lang))


def revoke_key(options: Options) -> None:
    if not Tokens(open_store()).revoke(options.id):
        raise EcqError(
            f"there is no key {options.id!r}; ecq tokens list shows those there are",
            f"没有密钥 {options.id!r}；ecq tokens list 列出现有的",
        )
    print(say(REVOKED, options.lang, id=options.id))


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
    for one, members, held in found:
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


def token_lines(found: Iterable[Token], owners: Mapping[str, str], now: str, lang: Lang) -> Iterator[str]:
    """A line for each key; `owners` says by key whose it is."""
    for one in found:
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


with store_installed():
    from ecq.store.invitations import Invitations
    from ecq.telling import due as w
    from ecq.telling.due import WEEK, Waiting, message, refusal, robot_of, stage, waiting


TIMEOUT, LONGEST_REPLY = 10.0, 65_536


def remind(options: Options) -> None:
    store = open_store()
    organisation = named(options.organisation) if options.organisation else None
    now = store.now()
    asked = Invitations(store).open_ones(organisation.id if organisation else None)
    found = waiting(asked, now[:10], now)
    if not found.anything:
        print(say(w.NOTHING_WAITS, options.lang))
        return
    text = reminder(found, options.lang, public_url())
    if options.dry_run:
        print(text)
        return
    url = webhook_url()
    if not url:
        raise EcqError(
            "set ECQ_WEBHOOK_URL to the address of the robot; --dry-run prints the reminder only",
            "请把机器人的网址写进 ECQ_WEBHOOK_URL；只想看内容用 --dry-run",
        )
    robot = options.robot or robot_of(url)
    send(url, message(robot, text, vars(found)))
    Invitations(store).reminded([one.id for one in asked if stage(one) == "waiting"])
    print(say(w.SENT, options.lang, host=urlsplit(url).hostname or "", said=text.splitlines()[0]))


def reminder(found: Waiting, lang: Lang, url: str | None) -> str:
    """What is said, a line for each matter."""
    counts = {**vars(found), "days": WEEK}
    lines = [say(w.REMIND_WAITING, lang, **counts)] if found.respondents else []
    lines += [say(w.REMIND_REVIEWS, lang, **counts)] if found.reviews else []
    lines += [say(w.REMIND_WHERE, lang, url=url)] if url else []
    return "\n".join(lines)


def send(url: str, body: bytes) -> None:
    """Post it. Raises EcqError with what the receiver said; the address itself is a key, so only its host is named."""
    robot_of(url)  # refuses what is not safe to send to
    host = urlsplit(url).hostname or ""

    class Stay(urllib.request.HTTPRedirectHandler):
        """Follows no redirection: the message goes to the address that was configured and to no other."""

        def redirect_request(
            self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
        ) -> None:
            return None

    headers = {"Content-Type": "application/json; charset=utf-8"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310  # robot_of has looked at the scheme
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=TIMEOUT) as reply:
            why = refusal(reply.read(LONGEST_REPLY))
    except urllib.error.HTTPError as error:
        why = f"HTTP {error.code}"
        error.close()
    except (OSError, ValueError) as error:
        why = type(getattr(error, "reason", error)).__name__
    if why:
        raise EcqError(f"{host} did not take the reminder ({why})", f"{host} 没有收下提醒（{why}）")
