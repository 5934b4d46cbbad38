"""Organisations of a server with log-in, and the people in them: for whoever runs the server.

Commands act for nobody: whoever can run them can read the database anyway. The audit log holds what people do who are
logged in or have a key; what is done by these commands does not stand in it.
"""

from __future__ import annotations

import sys

from ecq.base.errors import EcqError
from ecq.cli.command import Options, store_installed
from ecq.cli.files import found, open_store, print_either
from ecq.store.access.person import MEMBER_ROLES, Role
from ecq.telling.text.words import say

with store_installed():
    from ecq.cli.organisation_lines import FOUNDED, TAKEN, deed_line, erased_lines, organisation_lines
    from ecq.store.audit import Audit
    from ecq.store.organisations import Erased, Organisation, Organisations


def list_all(options: Options) -> None:
    """Print the organisations with their members."""
    organisations = _organisations()
    found = [(one, organisations.members(one.id), organisations.held(one.id)) for one in organisations.all()]
    rows = [{**vars(one), "members": [vars(m) for m in members], "held": held} for one, members, held in found]
    print_either(options, {"organisations": rows}, organisation_lines(found, options.lang))


def add(options: Options) -> None:
    """Set up an organisation."""
    made = _organisations().found(options.name, dict(map(_group, options.group)), options.owner)
    print(say(FOUNDED, options.lang, id=made.id, name=made.name))


def take(options: Options) -> None:
    """Make stored self-checks belong to an organisation."""
    organisations, one = _organisations(), named(options.name)
    ids = [found(each).id for each in options.id] if options.id else organisations.unheld()
    for assessment_id in ids:
        organisations.hold(assessment_id, one.id)
    print(say(TAKEN, options.lang, count=len(ids), name=one.name))


def log(options: Options) -> None:
    """Print the audit log of an organisation, the oldest line first."""
    limit = max(0, min(options.last, sys.maxsize))
    deeds = [deed for _, deed in Audit(open_store()).deeds(named(options.name).id, limit)][::-1]
    lines = (deed_line(deed, options.lang) for deed in deeds)
    print_either(options, {"deeds": [vars(deed) for deed in deeds]}, lines)


def delete(options: Options) -> None:
    """Delete an organisation for good with all it holds."""
    _receipt(_organisations().erase(named(options.name).id), options)


def delete_person(options: Options) -> None:
    """Delete a person for good."""
    _receipt(_organisations().erase_person(options.id), options)


def _receipt(erased: Erased | None, options: Options) -> None:
    if erased is None:
        raise EcqError(
            "nobody is known by that id; ecq organisations list shows whom there is",
            "没有这个编号的人；ecq organisations list 列出现有的",
        )
    print_either(options, vars(erased), erased_lines(erased, options.lang))


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
