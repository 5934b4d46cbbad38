"""Organisations of a server with log-in, and the people in them: for whoever runs the server.

Commands act for nobody: whoever can run them can read the database anyway. What they do with an organisation stands in
its audit log under the name "ecq".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecq.cli.command import JSON, Command, Options, argument, many
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.store.access.person import Role
    from ecq.store.organisations import Erased, Organisation, Organisations


def list_all(options: Options) -> int:
    """Print the organisations with their members."""
    from ecq.cli.files import print_json
    from ecq.cli.organisation_lines import organisation_lines

    organisations = _organisations()
    found = [(one, organisations.members(one.id), organisations.held(one.id)) for one in organisations.all()]
    if options.json:
        rows = [{**vars(one), "members": [vars(m) for m in members], "held": held} for one, members, held in found]
        print_json({"organisations": rows})
    else:
        print("\n".join(organisation_lines(found, options.lang)))
    return 0


def add(options: Options) -> int:
    """Set up an organisation."""
    from ecq.cli.organisation_lines import FOUNDED
    from ecq.telling.text.words import say

    made = _organisations().found(options.name, dict(map(_group, options.group)), options.owner)
    print(say(FOUNDED, options.lang, id=made.id, name=made.name))
    return 0


def take(options: Options) -> int:
    """Make stored self-checks belong to an organisation."""
    from ecq.cli.files import found
    from ecq.cli.organisation_lines import TAKEN
    from ecq.telling.text.words import say

    organisations, one = _organisations(), named(options.name)
    ids = [found(each).id for each in options.id] if options.id else organisations.unheld()
    for assessment_id in ids:
        organisations.hold(assessment_id, one.id)
    print(say(TAKEN, options.lang, count=len(ids), name=one.name))
    return 0


def log(options: Options) -> int:
    """Print the audit log of an organisation, the oldest line first."""
    from ecq.cli.files import open_store, print_json
    from ecq.cli.organisation_lines import deed_line
    from ecq.store.audit import Audit

    deeds = [deed for _, deed in Audit(open_store()).deeds(named(options.name).id, limit=options.last)][::-1]
    if options.json:
        print_json({"deeds": [vars(deed) for deed in deeds]})
    else:
        print("\n".join(deed_line(deed, options.lang) for deed in deeds))
    return 0


def delete(options: Options) -> int:
    """Delete an organisation for good with all it holds."""
    return _receipt(_organisations().erase(named(options.name).id), options)


def delete_person(options: Options) -> int:
    """Delete a person for good."""
    return _receipt(_organisations().erase_person(options.id), options)


def _receipt(erased: Erased | None, options: Options) -> int:
    from ecq.base.errors import EcqError
    from ecq.cli.files import print_json
    from ecq.cli.organisation_lines import erased_lines

    if erased is None:
        raise EcqError(
            "nobody is known by that id; ecq organisations list shows whom there is",
            "没有这个编号的人；ecq organisations list 列出现有的",
        )
    if options.json:
        print_json(vars(erased))
    else:
        print("\n".join(erased_lines(erased, options.lang)))
    return 0


def _organisations() -> Organisations:
    from ecq.cli.files import open_store
    from ecq.store.organisations import Organisations

    return Organisations(open_store())


def named(name: str) -> Organisation:
    """The organisation of that name or id. Raises EcqError."""
    from ecq.base.errors import EcqError

    known = {key: one for one in _organisations().all() for key in (one.id, one.name)}
    if name not in known:
        raise EcqError(
            f"there is no organisation {name!r}; ecq organisations list shows those there are",
            f"没有组织 {name!r}；ecq organisations list 列出现有的",
        )
    return known[name]


def _group(given: str) -> tuple[str, Role]:
    from ecq.base.errors import EcqError
    from ecq.store.access.person import MEMBER_ROLES

    group, _, role = given.rpartition("=")
    known = next((one for one in MEMBER_ROLES if one == role), None)
    if not group or known is None:
        roles = ", ".join(MEMBER_ROLES)
        raise EcqError(
            f"--group {given!r} is not GROUP=ROLE; roles are {roles}",
            f"--group {given!r} 不是“用户组=身份”；身份有 {roles}",
        )
    return group, known


NAME = argument("name", metavar="NAME", zh="组织的名称或编号", en="its name or id")

# fmt: off
COMMANDS = (
    Command("organisations", Help("需要登录的服务器上的组织。", "Organisations of a server with log-in."), None),
    Command("organisations list", Help("列出组织和成员", "list them with their members"), list_all, (
        JSON,
    )),
    Command("organisations add", Help("建立一个组织", "set up an organisation"), add, (
        argument("name", metavar="NAME", zh="组织的名称", en="what it is called"),
        many("--group", metavar="GROUP=ROLE", zh="身份平台的哪些用户组是什么身份",
             en="which groups of the identity provider are what in it"),
        many("--owner", metavar="EMAIL", zh="谁第一次登录后是所有者", en="who is an owner from their next log-in on"),
    )),
    Command("organisations take", Help("让存着的自评归一个组织所有", "make stored self-checks belong to one"), take, (
        NAME, argument("id", nargs="*", metavar="ID", zh="哪些自评（不写就是还不归任何组织的全部）",
                       en="which (without: all that belong to none)"),
    )),
    Command("organisations log", Help("显示操作日志", "print the audit log"), log, (
        NAME, argument("--last", type=int, default=200, metavar="N", zh="最近多少条（默认 200）", en="default 200"), JSON,
    )),
    Command("organisations delete", Help("彻底删除组织和它的全部内容，写出凭据",
            "delete one for good with all it holds, with a receipt"), delete, (NAME, JSON)),
    Command("people", Help("服务器上登录过的人。", "People who have logged in to a server."), None),
    Command("people delete", Help("彻底删除一个人，写出凭据", "delete a person for good, with a receipt"), delete_person, (
        argument("id", metavar="ID", zh="ecq organisations list 列出的编号", en="as ecq organisations list shows it"), JSON,
    )),
)
# fmt: on
