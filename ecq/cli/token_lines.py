"""What the commands on keys to the API print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ecq.base.language import Lang, text
from ecq.store.tokens import Token
from ecq.telling.text.words import say

ADDED = text("密钥 {id}（{name}，{scope}）有效至 {until}：", "Key {id} ({name}, {scope}) holds until {until}:")
SHOWN_ONCE = text(
    "请现在存好：数据库里没有密钥本身，以后不能再显示。",
    "Keep it now: the database does not have it, and it cannot be shown again.",
)
ROW = text(
    "{id}  {name}  {scope}  {state}  {used}  {owner}",
    "{id}  {name}  {scope}  {state}  {used}  {owner}",
)
UNTIL, EXPIRED = text("有效至 {day}", "until {day}"), text("{day} 已过期", "expired on {day}")
USED, UNUSED = text("{day} 用过", "used on {day}"), text("没有用过", "never used")
OF_THE_COMPUTER = text("本机，全部自评", "this computer, all self-checks")
NONE_YET = text("还没有密钥。", "There is no key yet.")
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
            ROW,
            lang,
            id=one.id,
            name=one.name,
            scope=one.scope,
            state=say(UNTIL if one.holds(now) else EXPIRED, lang, day=one.expires_at[:10]),
            used=say(USED, lang, day=one.used_at[:10]) if one.used_at else say(UNUSED, lang),
            owner=owners[one.id].strip() or say(OF_THE_COMPUTER, lang),
        )
    if empty:
        yield say(NONE_YET, lang)
