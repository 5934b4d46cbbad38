"""What assistants may use over the Model Context Protocol: the self-checks to read, and proposals to make. They accept and delete nothing.

The same rights as the API: over HTTP the key says who calls; `ecq mcp` is whoever sits at this computer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field

from ecq import __version__
from ecq.api.assessments import list_row, listed
from ecq.api.caller import IN_SCOPE, Caller
from ecq.api.proposals import MOST, Given, kept_data, proposed
from ecq.api.responses import ProblemError
from ecq.assessment.changes import rebind
from ecq.base.errors import EcqError
from ecq.base.language import Lang, words
from ecq.planning.agreed import cheapest_plan
from ecq.rubric.model import Rubric
from ecq.scoring.export import questions_data, score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard
from ecq.store.stored import StoredAssessment
from ecq.telling.plan.export import plan_data
from ecq.telling.plan.work_plan import work_plan

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

INSTRUCTIONS = """ECQ is the self-check of an e-commerce platform before its service-quality certification in China
(GB/T 31524, GB/T 31526). A self-check has questions; each earns points; a failed gate blocks readiness.
Begin with list_self_checks, then read_self_check and read_questions. Where a text the user gave you answers a question,
call propose with the exact words it rests on. A proposal counts for nothing until a person accepts it in the inbox; you
can neither accept nor delete. Never propose from what is planned, conditional, past, or done by somebody else, and never
better than the words say."""

_CALLER: ContextVar[Caller] = ContextVar("caller")
_READS, _PROPOSES = ToolAnnotations(read_only_hint=True), ToolAnnotations(read_only_hint=False, destructive_hint=False)


class Tools:
    """What an assistant may call; each takes the id of a self-check. `caller` says for whom a call is made."""

    def __init__(self, caller: Callable[[], Caller]) -> None:
        self._caller = caller

    def _of(self, assessment_id: str) -> tuple[Caller, StoredAssessment, Rubric]:
        here = self._caller()
        try:
            return here, *here.with_rubric(assessment_id)
        except ProblemError:
            raise ToolError(
                f"there is no self-check {assessment_id!r} here; list_self_checks shows those there are"
            ) from None
        except EcqError as error:
            raise ToolError(str(error)) from None

    def list_self_checks(self) -> list[dict[str, Any]]:
        """The self-checks you may read: id, name, score (guaranteed and at most), grade, how much is open. Call this first."""
        here = self._caller()
        return [list_row(one, here.today) for one in listed(here)[:MOST]]

    def read_self_check(self, self_check: str) -> dict[str, Any]:
        """Where one self-check stands: profile, score, grade, gates, readiness with its reasons, and how much waits in its inbox."""
        here, stored, rubric = self._of(self_check)
        card = scorecard(rubric, stored.assessment)
        told = score_data(rubric, stored.assessment, card, readiness(rubric, stored.assessment, card))
        told.pop("questions", None)
        return {
            "id": stored.id,
            "name": stored.assessment.name,
            "revision": stored.revision,
            "profile": dict(stored.assessment.profile),
            "waiting_in_inbox": here.proposals.waiting(stored.id),
            **told,
        }

    def read_questions(
        self,
        self_check: str,
        only: Annotated[
            Literal["open", "answered", "all"], Field(description="Open ones are those still to be answered.")
        ] = "open",
        containing: Annotated[
            str, Field(description="Words to look for in id, question and options; empty for all.")
        ] = "",
        start: Annotated[int, Field(ge=0, description="How many to pass over, to read on.")] = 0,
        lang: Literal["zh", "en"] = "zh",
    ) -> dict[str, Any]:
        """The questions of a self-check with their options or items, unit, reasons for not applicable, evidence asked for, and
        the present answer. At most 40 at a time; `next` says where to go on."""
        _, stored, rubric = self._of(self_check)
        card = scorecard(rubric, stored.assessment)
        rows = questions_data(rubric, stored.assessment, card)
        state = {row["id"]: stored.assessment.response(row["id"]).state for row in rows}
        wanted = {
            "open": ("unanswered", "unsure"),
            "answered": ("answered", "na"),
            "all": ("unanswered", "unsure", "answered", "na"),
        }[only]
        found = [
            row
            for row in rows
            if state[row["id"]] in wanted and containing.lower() in str(_one_language(row, lang)).lower()
        ]
        shown = [
            {**_one_language(row, lang), "state": state[row["id"]], "present": data_of(stored, row["id"])}
            for row in found[start : start + 40]
        ]
        following = start + 40 if start + 40 < len(found) else None
        return {"total": len(found), "next": following, "questions": shown}

    def read_plan(self, self_check: str, target: str = "", lang: Literal["zh", "en"] = "zh") -> dict[str, Any]:
        """The least work after which the self-check is ready for the target grade, step by step, exact within the stated limits."""
        here, stored, rubric = self._of(self_check)
        assessment = rebind(stored.assessment, rubric)
        try:
            found = cheapest_plan(rubric, assessment, target)
            return {
                "target": found.target.id,
                "work_plan": work_plan(rubric, assessment, found, lang, here.today),
                "exact": plan_data(found),
            }
        except EcqError as error:
            raise ToolError(str(error)) from None

    def read_law(self, self_check: str, question: str, lang: Literal["zh", "en"] = "zh") -> dict[str, Any]:
        """On what ground a question is asked: why, its sources with articles and how surely they are known, and the gate with its duty."""
        _, _, rubric = self._of(self_check)
        asked = rubric.by_id.get(question)
        titles = {one.id: one.title for one in rubric.sources}
        if asked is None:
            raise ToolError(f"the rubric asks no question {question!r}; read_questions shows the ids")
        sources = [
            {**_one_language(one.model_dump(mode="json"), lang), "title": words(titles[one.source], lang)}
            for one in asked.sources
        ]
        gate = _one_language(asked.gate.model_dump(mode="json", by_alias=True), lang) if asked.gate else None
        return {"question": question, "why": words(asked.why, lang), "sources": sources, "gate": gate}

    def propose(
        self, self_check: str, proposals: Annotated[list[Given], Field(min_length=1, max_length=MOST)]
    ) -> dict[str, Any]:
        """Put answers, evidence, notes or profile facts into the inbox of a self-check, each with the exact words it rests on.
        Nothing counts before a person accepts it. Each comes back with whether it was kept, why not, and whether it conflicts."""
        here, stored, rubric = self._of(self_check)
        try:
            here.must("edit")
            made, told = proposed(stored, rubric, proposals, "assistant", here.token.name, here.now)
            added = here.proposals.add(stored.id, made)
        except ProblemError as problem:
            raise ToolError(words(problem.detail, "en")) from None
        except EcqError as error:
            raise ToolError(str(error)) from None
        return {"new_in_inbox": added, "proposals": told}

    def read_proposals(self, self_check: str) -> list[dict[str, Any]]:
        """What is in the inbox of a self-check, and what became of each: waiting, accepted or returned with a remark."""
        here, stored, _ = self._of(self_check)
        kept = here.proposals.of(stored.id)
        return [kept_data(one) for one in kept[-MOST:]]


def make_server(caller: Callable[[], Caller]) -> MCPServer:
    server, tools = MCPServer("ecq", title="ECQ", instructions=INSTRUCTIONS, version=__version__), Tools(caller)
    reading = (tools.list_self_checks, tools.read_self_check, tools.read_questions, tools.read_plan, tools.read_law)
    for read in (*reading, tools.read_proposals):
        server.add_tool(read, annotations=_READS)
    server.add_tool(tools.propose, annotations=_PROPOSES)
    return server


def data_of(stored: StoredAssessment, question: str) -> Any:
    """The present answer to a question as plain data."""
    response = stored.assessment.response(question)
    return response.model_dump(mode="json", exclude_defaults=True, exclude={"at", "evidence"}) or None


def _one_language(value: Any, lang: Lang) -> Any:
    """Data with each text in one language in place of both."""
    if isinstance(value, dict):
        if {"zh", "en"} <= value.keys():
            return value[lang]
        return {key: _one_language(one, lang) for key, one in value.items()}
    return [_one_language(one, lang) for one in value] if isinstance(value, list | tuple) else value


class OverHttp:
    """The same over HTTP, behind the door of the API, which says who calls. No session is kept between requests."""

    def __init__(self) -> None:
        self._server = make_server(_CALLER.get)
        # the door and the server's own guards have looked at the host and the origin already
        security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        self._app: ASGIApp = self._server.streamable_http_app(
            streamable_http_path="/", json_response=True, stateless_http=True, transport_security=security
        )
        self._running: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        await self._ready.wait()
        _CALLER.set(scope[IN_SCOPE])
        await self._app({**scope, "path": "/", "raw_path": b"/", "root_path": ""}, receive, send)

    async def _run(self) -> None:
        async with self._server.session_manager.run():
            self._ready.set()
            await asyncio.Event().wait()
