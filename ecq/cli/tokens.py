"""Keys to the API, for whoever runs the computer: make one, list all, revoke one."""

from __future__ import annotations

from ecq.base.errors import EcqError
from ecq.base.settings import mode
from ecq.cli.command import Options, store_installed
from ecq.cli.files import open_store, print_either, print_json
from ecq.telling.text.words import say

with store_installed():
    from ecq.cli.organisation_lines import REVOKED, added_lines, token_lines
    from ecq.store.organisations import Organisations
    from ecq.store.tokens import Tokens


def add(options: Options) -> None:
    """Make a key and print it, this once."""
    if mode() == "server":
        raise EcqError(
            "where people log in, a key belongs to a person: each makes their own on the page of the organisation",
            "需要登录的服务器上，密钥归个人所有：请各自在组织页上生成",
        )
    made, key = _tokens().add(options.name, options.scope, options.days)
    print_either(options, {**vars(made), "key": key}, added_lines(made, key, options.lang))


def list_all(options: Options) -> None:
    """Print the keys there are, without their secrets."""
    store = open_store()
    found = _tokens().all()
    if options.json:
        print_json({"tokens": [vars(one) for one in found]})
        return
    organisations = Organisations(store)
    people = organisations.names([one.person_id for one in found if one.person_id])
    names = {one.id: one.name for one in organisations.all()}
    owners = {
        one.id: f"{people.get(one.person_id or '', '')} {names.get(one.organisation_id or '', '')}" for one in found
    }
    print("\n".join(token_lines(found, owners, store.now(), options.lang)))


def revoke(options: Options) -> None:
    """End a key at once."""
    if not _tokens().revoke(options.id):
        raise EcqError(
            f"there is no key {options.id!r}; ecq tokens list shows those there are",
            f"没有密钥 {options.id!r}；ecq tokens list 列出现有的",
        )
    print(say(REVOKED, options.lang, id=options.id))


def _tokens() -> Tokens:
    return Tokens(open_store())
