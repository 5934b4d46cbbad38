"""Keys to the API, for whoever runs the computer: make one, list all, revoke one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecq.cli.command import JSON, Command, Options, argument
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.store.tokens import Tokens


def add(options: Options) -> int:
    """Make a key and print it, this once."""
    from ecq.base.errors import EcqError
    from ecq.base.settings import mode
    from ecq.cli.files import print_json
    from ecq.cli.organisation_lines import added_lines

    if mode() == "server":
        raise EcqError(
            "where people log in, a key belongs to a person: each makes their own on the page of the organisation",
            "需要登录的服务器上，密钥归个人所有：请各自在组织页上生成",
        )
    made, key = _tokens().add(options.name, options.scope, options.days)
    if options.json:
        print_json({**vars(made), "key": key})
    else:
        print("\n".join(added_lines(made, key, options.lang)))
    return 0


def list_all(options: Options) -> int:
    """Print the keys there are, without their secrets."""
    from ecq.cli.files import open_store, print_json
    from ecq.cli.organisation_lines import token_lines
    from ecq.store.organisations import Organisations

    store = open_store()
    found = _tokens().all()
    if options.json:
        print_json({"tokens": [vars(one) for one in found]})
        return 0
    organisations = Organisations(store)
    people = organisations.names([one.person_id for one in found if one.person_id])
    names = {one.id: one.name for one in organisations.all()}
    owners = {
        one.id: f"{people.get(one.person_id or '', '')} {names.get(one.organisation_id or '', '')}" for one in found
    }
    print("\n".join(token_lines(found, owners, store.now(), options.lang)))
    return 0


def revoke(options: Options) -> int:
    """End a key at once."""
    from ecq.base.errors import EcqError
    from ecq.cli.organisation_lines import REVOKED
    from ecq.telling.text.words import say

    if not _tokens().revoke(options.id):
        raise EcqError(
            f"there is no key {options.id!r}; ecq tokens list shows those there are",
            f"没有密钥 {options.id!r}；ecq tokens list 列出现有的",
        )
    print(say(REVOKED, options.lang, id=options.id))
    return 0


def _tokens() -> Tokens:
    from ecq.cli.files import open_store
    from ecq.store.tokens import Tokens

    return Tokens(open_store())


# fmt: off
COMMANDS = (
    Command("tokens", Help("程序接口的密钥。", "Keys to the API."), None),
    Command("tokens add", Help("生成一个密钥；密钥只显示这一次", "make a key; it is shown this once"), add, (
        argument("name", metavar="NAME", zh="给谁、做什么用", en="what it is for"),
        argument("--scope", choices=("read", "write"), default="read", zh="read 只能读（默认），write 也能改",
                 en="read (default), or write for changes as well"),
        argument("--days", type=int, default=90, metavar="N", zh="有效多少天（1 至 366，默认 90）",
                 en="for how many days it holds (1 to 366, default 90)"),
        JSON,
    )),
    Command("tokens list", Help("列出密钥，不含密钥本身", "list the keys, without their secrets"), list_all, (JSON,)),
    Command("tokens revoke", Help("撤销一个密钥，立即生效", "end a key at once"), revoke, (
        argument("id", metavar="ID", zh="ecq tokens list 列出的编号", en="as ecq tokens list shows it"),
    )),
)
# fmt: on
