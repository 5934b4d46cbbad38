"""The page of an organisation: its members, log-ins and keys to the API, its audit log, and one's own account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from html import escape
from typing import Concatenate, ParamSpec

import streamlit as st

from ecq.base.language import Text, filled, text
from ecq.base.settings import API
from ecq.document.blocks import cell
from ecq.store.audit import Deed
from ecq.store.organisations import Member, Organisations
from ecq.store.permitted import Permissions
from ecq.store.person import MEMBER_ROLES, ROLE_NAMES, Membership
from ecq.store.tokens import DAYS, NAME_LIMIT, SCOPES, Token, Tokens
from ecq.telling.portfolio.words import SCOPE
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.words import ID
from ecq.web.frame.top_bar import Frame
from ecq.web.frame.words import PEOPLE
from ecq.web.html.parts import choose, choose_in_address, draw_html
from ecq.web.lists.component import NO_ACTS, Act, Acts, Field, Form, TableRow, draw_table
from ecq.web.lists.words import FOR_GOOD
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import ORGANISATION_PARAM, organisation, permissions, read_memberships_again
from ecq.web.session.visit import Pages, Visit, now, say_refused

LEAD = text(
    "您以 {name} 登录，在“{organisation}”里的身份是{role}。",
    "You are logged in as {name}. Your role in {organisation}: {role}.",
)
NOWHERE = text(
    "您以 {name} 登录，还不属于任何组织，所以看不到自评。请让组织的所有者按您的邮箱把您加为成员（邮箱要由身份平台核实过），或请管理身份平台的人把您放进用户组，再重新登录。",
    "You are logged in as {name} and belong to no organisation yet, so there are no self-checks to see. Ask an owner to add your e-mail address, if the identity provider has verified it, or whoever runs the provider to put you into a group; then log in again.",
)
NOBODY = text("这里不需要登录，也没有成员。", "Nobody logs in here, so there are no members.")
WHICH = text("组织", "Organisation")

MEMBERS = text("成员", "Members")
MEMBERS_ONLY_OWNERS = text("成员由所有者管理。", "Owners manage the members.")
NAME, EMAIL, ROLE, SINCE = text("姓名", "Name"), text("邮箱", "E-mail"), text("身份", "Role"), text("加入", "Since")
BY_GROUP = text("来自用户组", "by group")
NOT_YET = text("下次登录后加入", "from the next log-in on")
YOU = text("您", "you")
ADD = text("加成员", "Add a member")
ADD_HELP = text(
    "用这个邮箱登录的人，下次登录后就是成员。", "Whoever logs in with this address is a member from then on."
)
ADDED = text(
    "{email} 下次登录后就是成员，身份是{role}，请告诉对方。",
    "{email} is a member ({role}) from the next log-in on; tell them.",
)
ROLES = text(
    "所有者管理成员，其他各项也都能做；编辑回答、改方案、请别人填；审核采纳或退回别人交来的；只读的人查看和下载。",
    "Owners manage members and may do everything else; editors answer, plan and ask others; reviewers accept or send back what others hand in; readers look and download.",
    "所有者管理成員，其他各項也都能做；編輯回答、改方案、請別人填；審核採納或退回別人交來的；唯讀的人查看和下載。",
)
CHANGE = text("改身份", "Change the role")
CHANGED = text("{name} 现在是{role}。", "{name} is now {role}.")
REMOVE = text("移出组织", "Remove")
REMOVED = text("{name} 已移出。", "{name} was removed.")
REMOVED_CLOSED = text(
    "{name} 已移出，其发出的 {count} 份邀请已关闭。",
    "{name} was removed, and the invitations they made are closed: {count}.",
)
REMOVE_ENDS = text(
    "移出以后，对方立即退出登录；对方发出、没有别人接手的邀请会关闭。",
    "Whoever is removed is logged out at once; invitations they made, and nobody took over, are closed.",
)
LEAVE = text("退出组织", "Leave the organisation")
LEAVE_SURE = text(
    "退出以后看不到这里的自评，要所有者再加您才能回来；您在这里的密钥作废；您发出、没有别人接手的邀请会关闭。",
    "You then see its self-checks no more until an owner adds you again. Your keys end; invitations you made, and nobody took over, are closed.",
)
ONLY_OWNER = text(
    "您是唯一的所有者。要退出组织或删除账号，请先把另一位成员设为所有者。",
    "You are the only owner. To leave or to delete your account, make another member an owner first.",
)

LOG = text("操作日志", "Audit log")
LOG_LEAD = text(
    "谁在什么时候做了什么，不含回答。保存 {days} 天，更早的会删掉。",
    "Who did what and when, without answers. Kept for {days} days; what is older is deleted.",
)
LOG_DAYS = text("保存多少天", "Days to keep it")
LOG_EMPTY = text("还没有记录。", "Nothing has been entered yet.")
EARLIER = text("更早的", "Earlier")
WHEN, WHO, DID, ABOUT, MORE = (wr.WHEN, text("谁", "Who"), text("做了什么", "What"), ID, text("说明", "More"))
NOBODY_NOW = text("已删除的人", "somebody deleted")

DEEDS: dict[str, Text] = {
    "log in": text("登录", "logged in"),
    "open": text("打开", "opened"),
    "edit": text("修改", "changed"),
    "create": text("新建", "began"),
    "archive": text("归档", "archived"),
    "unarchive": text("取出归档", "took out of the archive"),
    "bin": text("放进回收站", "put into the bin"),
    "take back": text("从回收站取回", "took out of the bin"),
    "delete": text("彻底删除", "deleted for good"),
    "download": text("下载", "downloaded"),
    "add member": text("加成员", "added a member"),
    "change role": text("改身份", "changed a role"),
    "remove member": text("移出成员", "removed a member"),
    "list": text("列出自评", "listed self-checks"),
    "add key": text("生成密钥", "made a key"),
    "revoke key": text("撤销密钥", "revoked a key"),
    "invite": text("邀请", "invited"),
    "new link": text("换新链接", "made a new link"),
    "take over": text("接手邀请", "took over an invitation"),
    "accept": text("采纳", "accepted"),
    "send back": text("退回", "sent back"),
    "close": text("关闭邀请", "closed an invitation"),
    "revoke": text("作废链接", "revoked a link"),
    "remove invitation": text("删除邀请", "deleted an invitation"),
    "audit days": text("改日志保存天数", "changed how long the log is kept"),
}
"""What the audit log calls deeds; others stand as they are entered."""

KEYS = text("我的接口密钥", "My keys to the API")
KEYS_LEAD = text(
    "程序用密钥经接口（{at}/）读取或修改这个组织的自评，权限不超过您的身份。",
    "With a key a program reads or changes self-checks of this organisation through the API ({at}/), as far as your role permits.",
)
KEY_MADE = text(
    "密钥只显示这一次，请现在复制存好；离开本页或再按任何按钮就不再显示。",
    "This is the key. Copy it now: it is shown this once, and is gone with the next press.",
)
KEY_NAME_HELP = text("写明哪个程序用，例如“每晚导出”。", "Say which program uses it, such as “nightly export”.")
KEY_SCOPE, KEY_UNTIL, KEY_USED = SCOPE, text("有效至", "Until"), text("最近使用", "Last used")
SCOPE_WORDS = {"read": text("只能读", "may only read"), "write": text("可以读写", "may read and change")}
KEY_UNUSED, KEY_EXPIRED = text("没有用过", "never"), text("已过期", "expired")
KEY_DAYS, SO_MANY_DAYS = text("有效期", "Holds for"), text("{count} 天", "{count} days")
NEW_KEY, MAKE_KEY = text("新密钥", "New key"), text("生成", "Make it")
REVOKE = text("撤销密钥", "Revoke")
REVOKE_SURE = text("用它的程序立即不能再访问。", "Programs that use it lose access at once.")
REVOKED = text("密钥“{name}”已撤销，立即失效。", "The key {name} is revoked and holds no more.")

ACCOUNT = text("我的账号", "My account")
ACCOUNT_LEAD = text(
    "账号由身份平台提供；这里存着您的姓名、邮箱、身份和首次、最近登录的时间。",
    "The account is the identity provider's; kept here are your name, e-mail address, roles, and when you first and last logged in.",
)
ERASE = text("删除我的账号", "Delete my account")
ERASE_SURE = text(
    "姓名、邮箱、身份和密钥会彻底删除；您发出、没有别人接手的邀请会关闭；您改过的回答留在自评里，不再写着您。不能恢复。",
    "Name, address, roles and keys are deleted for good; invitations you made, and nobody took over, are closed; answers you changed stay, without your name. This cannot be undone.",
)
ERASE_NOW = FOR_GOOD
ERASED = text(
    "已删除：{at}。编号的 SHA-256 是 {digest}。您已退出登录。",
    "Deleted: {at}. SHA-256 of the id: {digest}. You are logged out.",
)

P = ParamSpec("P")


@dataclass
class People(PageState):
    """What the page of an organisation keeps."""

    new_key: str | None = None
    """A key to the API that was just made; shown once."""
    log_lines: int = 0
    """How many lines of the audit log were asked for."""


def _as_person(does: Callable[Concatenate[Permissions, P], None]) -> Callable[P, None]:
    """Does it as the person who is logged in; for callbacks. It may change what they may do."""

    @wraps(does)
    def act(*args: P.args, **kwargs: P.kwargs) -> None:
        with session().page(People).telling():
            if (allowed := permissions()) is not None:
                does(allowed, *args, **kwargs)
                read_memberships_again()

    return act


def draw_account(visit: Visit, allowed: Permissions, member: Membership | None, alone: bool) -> None:
    """Draw what is kept of oneself and what can be done about it; `alone`: as the only owner one has to stay."""
    draw_html(f"<h2>{escape(visit.say(ACCOUNT))}</h2><p class='muted'>{escape(visit.say(ACCOUNT_LEAD))}</p>")
    if alone:
        st.caption(visit.say(ONLY_OWNER))
        return
    with st.container(horizontal=True, key="people-account"):
        if member is not None and not member.by_group:
            with st.popover(visit.say(LEAVE), key="people-leave"):
                st.caption(visit.say(LEAVE_SURE))
                st.button(visit.say(LEAVE), key="people-leave-now", on_click=_leave, args=(member,))
        with st.popover(visit.say(ERASE), key="people-erase"):
            st.caption(visit.say(ERASE_SURE))
            st.button(visit.say(ERASE_NOW), key="people-erase-now", on_click=_erase, args=(allowed.person.id,))


@_as_person
def _leave(allowed: Permissions, member: Membership) -> None:
    person = allowed.person
    closed = Organisations(allowed.store).remove_member(member.organisation_id, person.id, person)
    session().page(People).done = (removed(person.name, closed),)


def removed(name: str, closed: int) -> Text:
    """That somebody is no member any more, with how many invitations ended with that."""
    return filled(REMOVED_CLOSED, name=name, count=closed) if closed else filled(REMOVED, name=name)


@_as_person
def _erase(allowed: Permissions, person_id: str) -> None:
    erased = Organisations(allowed.store).erase_person(person_id)
    if erased is not None:
        session().page(Frame).erased = (ERASED, {"at": erased.deleted_at, "digest": erased.digest})


HOLDS_FOR = (30, DAYS, 180, 366)
"""Days to choose from."""


def draw_tokens(visit: Visit, allowed: Permissions, member: Membership) -> None:
    """Draw the keys, a new one this once, and what can be done with them."""
    organisation = member.organisation_id
    mine = [one for one in Tokens(allowed.store).of(allowed.person) if one.organisation_id == organisation]
    draw_html(f"<h2>{escape(visit.say(KEYS))}</h2><p class='muted'>{escape(visit.say(KEYS_LEAD, at=API))}</p>")
    here = session().page(People)
    made, here.new_key = here.new_key, None
    if made:
        draw_html(f'<p class="ecq-notice" role="status">{escape(visit.say(KEY_MADE))}</p>')
        st.code(made, language=None, wrap_lines=True)
    if mine:
        names = {one.id: one.name for one in mine}
        acts = Acts(
            {"revoke": visit.say(REVOKE)},
            lambda press: _revoke(press.ids[0], names.get(press.ids[0], "")),
            {"revoke": Form(agree=visit.say(REVOKE), sentence=visit.say(REVOKE_SURE))},
        )
        heads = [visit.say(one) for one in (w.NAME, KEY_SCOPE, KEY_UNTIL, KEY_USED)]
        draw_table(visit, "people-keys", heads, [_key_row(visit, one) for one in mine], acts)
    with st.popover(visit.say(NEW_KEY), key="people-new-key"):
        _new_key(visit, organisation)


def _key_row(visit: Visit, one: Token) -> TableRow:
    until = visit.day_of(one.expires_at) if one.holds(now()) else visit.say(KEY_EXPIRED)
    used = visit.day_of(one.used_at) if one.used_at else visit.say(KEY_UNUSED)
    cells = ((one.name,), (visit.say(SCOPE_WORDS[one.scope]),), (until,), (used,))
    return TableRow(one.id, f"{one.name} ({one.id})", cells, ("revoke",))


def _new_key(visit: Visit, organisation_id: str) -> None:
    with st.form("people-key-form", border=False, clear_on_submit=True):
        st.text_input(visit.say(w.NAME), key="people-key-name", max_chars=NAME_LIMIT, help=visit.say(KEY_NAME_HELP))
        scopes = {one: visit.say(SCOPE_WORDS[one]) for one in SCOPES}
        choose(st.radio, visit.say(KEY_SCOPE), scopes, "people-key-scope")
        days = {one: visit.say(SO_MANY_DAYS, count=one) for one in HOLDS_FOR}
        choose(st.selectbox, visit.say(KEY_DAYS), days, "people-key-days", at=DAYS)
        st.form_submit_button(visit.say(MAKE_KEY), on_click=_make, args=(organisation_id,), type="primary")


@_as_person
def _make(allowed: Permissions, organisation_id: str) -> None:
    name, scope, days = (st.session_state[f"people-key-{what}"] for what in ("name", "scope", "days"))
    _, session().page(People).new_key = Tokens(allowed.store).add(name, scope, days, allowed.person, organisation_id)


@_as_person
def _revoke(allowed: Permissions, token_id: str, name: str) -> None:
    if Tokens(allowed.store).revoke(token_id, allowed.person):
        session().page(People).done = (filled(REVOKED, name=name),)


_LOG_LINES = 50
_ROLES: dict[str, Text] = {str(role): name for role, name in ROLE_NAMES.items()}


def draw_log(visit: Visit, allowed: Permissions, organisation_id: str) -> None:
    """Draw it folded: it is read only when opened."""
    days = next(one.audit_days for one in Organisations(allowed.store).all() if one.id == organisation_id)
    opened = st.toggle(visit.say(LOG), key="people-log")
    if not opened:
        return
    allowed.must_in("audit", organisation_id)
    here = session().page(People)
    shown = here.log_lines or _LOG_LINES
    deeds = allowed.audit.deeds(organisation_id, limit=shown + 1)
    st.caption(visit.say(LOG_LEAD, days=days))
    if not deeds:
        st.caption(visit.say(LOG_EMPTY))
    else:
        heads = [visit.say(one) for one in (WHEN, WHO, DID, ABOUT, MORE)]
        draw_table(visit, "people-deeds", heads, [_deed_row(visit, at, deed) for at, deed in deeds[:shown]])
        if len(deeds) > shown:
            more = (here, "log_lines", shown + 4 * _LOG_LINES)
            st.button(visit.say(EARLIER), key="people-earlier", on_click=setattr, args=more)
    with st.form("people-keep", border=False):
        st.number_input(visit.say(LOG_DAYS), 1, 3660, days, key="people-days")
        st.form_submit_button(visit.say(w.SAVE), on_click=_keep, args=(organisation_id,))


def _deed_row(visit: Visit, number: object, deed: Deed) -> TableRow:
    told = (
        visit.when(deed.at),
        deed.person or visit.say(NOBODY_NOW),
        visit.say(DEEDS[deed.did]) if deed.did in DEEDS else deed.did,
        deed.about[:12],
        visit.say(_ROLES[deed.more]) if deed.more in _ROLES else deed.more[:40],
    )
    return TableRow(str(number), told[0], tuple(cell(one) for one in told))


@_as_person
def _keep(allowed: Permissions, organisation_id: str) -> None:
    days = int(st.session_state["people-days"])
    Organisations(allowed.store).keep_audit(organisation_id, days, allowed.person)


def draw(visit: Visit, _pages: Pages) -> None:
    """Draw the page."""
    with st.container(key="people"):
        draw_html(f'<h1 class="ecq-title">{escape(visit.say(PEOPLE))}</h1>')
        say_refused(visit, People)
        allowed, here = permissions(), organisation()
        if allowed is None or here is None:
            st.caption(visit.say(NOBODY))
            return
        member = allowed.person.membership(here.organisation_id)
        name, alone = allowed.person.name, False
        if member is None:
            draw_html(f"<p>{escape(visit.say(NOWHERE, name=name))}</p>")
        else:
            role = visit.say(ROLE_NAMES[member.role])
            lead = visit.say(LEAD, name=name, organisation=member.organisation, role=role)
            draw_html(f"<p>{escape(lead)}</p>")
            choose_organisation(visit)
            members = Organisations(allowed.store).members(member.organisation_id)
            alone = [one.person_id for one in members if one.role == "owner" and one.person_id] == [allowed.person.id]
            _members(visit, allowed, member, members, alone)
            if allowed.person.may("audit", member.organisation_id):
                draw_log(visit, allowed, member.organisation_id)
            draw_tokens(visit, allowed, member)
        draw_account(visit, allowed, member, alone)


def choose_organisation(visit: Visit) -> None:
    """Draw the field of whoever belongs to several organisations: whose self-checks and members are shown."""
    allowed, here = permissions(), organisation()
    names = {one.organisation_id: one.organisation for one in allowed.person.memberships} if allowed else {}
    if here is not None and len(names) > 1:
        label, key = visit.say(WHICH), "people-organisation"
        choose_in_address(st.selectbox, label, names, key, ORGANISATION_PARAM, here.organisation_id, width=360)


def _members(visit: Visit, allowed: Permissions, member: Membership, members: Sequence[Member], alone: bool) -> None:
    draw_html(f"<h2>{escape(visit.say(MEMBERS))}</h2>")
    owner = allowed.person.may("members", member.organisation_id)
    roles = [(role, visit.say(ROLE_NAMES[role])) for role in MEMBER_ROLES]
    acts = Acts(
        {"change": visit.say(CHANGE), "remove": visit.say(REMOVE)},
        lambda press: _change_member(member.organisation_id, press),
        {
            "change": Form(
                agree=visit.say(CHANGE),
                sentence=visit.say(ROLES),
                fields=[Field(name="role", label=visit.say(ROLE), options=[*roles])],
            ),
            "remove": Form(agree=visit.say(REMOVE), sentence=visit.say(REMOVE_ENDS)),
        },
    )
    heads = [visit.say(one) for one in (NAME, EMAIL, ROLE, SINCE)]
    rows = [_row(visit, one, allowed.person.id, owner, alone) for one in members]
    draw_table(visit, "people-members", heads, rows, acts if owner else NO_ACTS)
    if not owner:
        st.caption(visit.say(MEMBERS_ONLY_OWNERS))
        return
    with st.popover(visit.say(ADD), key="people-add"), st.form("people-add-form", border=False):
        st.text_input(visit.say(EMAIL), key="people-email", help=visit.say(ADD_HELP), max_chars=255)
        choose(st.selectbox, visit.say(ROLE), dict(roles), "people-new-role", at="editor", help=visit.say(ROLES))
        at = (member.organisation_id,)
        st.form_submit_button(visit.say(ADD), on_click=_add, args=at, type="primary")


def _row(visit: Visit, one: Member, me: str, owner: bool, alone: bool) -> TableRow:
    name = one.name or visit.say(NOT_YET)
    marked = f"{name} ({visit.say(YOU)})" if one.person_id == me else name
    role = visit.say(ROLE_NAMES[one.role])
    said = f"{role} · {visit.say(BY_GROUP)}" if one.by_group else role
    acts: tuple[str, ...] = ("change", "remove") if one.person_id else ("remove",)
    if not owner or one.by_group or one.person_id == me:  # it would be refused, or is done below
        acts = ("change",) if owner and one.person_id == me and not (one.by_group or alone) else ()
    cells = ((marked,), (one.email,), (said,), (visit.day_of(one.since) if one.person_id else "",))
    return TableRow(one.person_id or one.email, one.name or one.email, cells, acts, {"role": one.role})


@_as_person
def _add(allowed: Permissions, organisation_id: str) -> None:
    email, role = st.session_state["people-email"].strip(), st.session_state["people-new-role"]
    Organisations(allowed.store).add_member(organisation_id, email, role, allowed.person)
    st.session_state["people-email"] = ""
    session().page(People).done = (filled(ADDED, email=email, role=ROLE_NAMES[role]),)


@_as_person
def _change_member(allowed: Permissions, organisation_id: str, press: Act) -> None:
    organisations = Organisations(allowed.store)
    members = {one.person_id or one.email: one for one in organisations.members(organisation_id)}
    chosen = members.get(press.ids[0])
    if chosen is None:
        return
    name = chosen.name or chosen.email
    if press.do == "change":
        role = next((one for one in MEMBER_ROLES if one == press.values.get("role")), chosen.role)
        organisations.change_role(organisation_id, chosen.person_id, role, allowed.person)
        session().page(People).done = (filled(CHANGED, name=name, role=ROLE_NAMES[role]),)
    elif chosen.person_id:
        closed = organisations.remove_member(organisation_id, chosen.person_id, allowed.person)
        session().page(People).done = (removed(name, closed),)
    else:
        organisations.no_longer_await(organisation_id, chosen.email, allowed.person)
        session().page(People).done = (removed(name, 0),)
