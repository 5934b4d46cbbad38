"""`ecq remind`: tell the robot of a chat how many invitations are open, overdue and to be reviewed. To be run by cron.

The address comes from whoever runs the server, in the environment: nobody else can have ECQ call an address. What is sent
holds numbers and the app's address, no name, question or answer.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlsplit
from urllib.request import Request

from ecq.base.errors import EcqError
from ecq.base.language import Lang
from ecq.base.settings import public_url, webhook_url
from ecq.cli.command import Options, store_installed
from ecq.cli.files import open_store
from ecq.cli.organisations import named
from ecq.telling.text.words import say

with store_installed():
    from ecq.store.invitations import Invitations
    from ecq.telling import due as w
    from ecq.telling.due import WEEK, Waiting, message, refusal, robot_of, stage, waiting


TIMEOUT, LONGEST_REPLY = 10.0, 65_536


def remind(options: Options) -> None:
    """Send the reminder, or print it."""
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
