"""Every section as blocks, made when it is asked for. Must not know on which surface it is shown (`report.shown`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from ecq.assessment.model import Assessment
from ecq.base.language import Lang, words
from ecq.document.blocks import Block
from ecq.planning import na_refused
from ecq.planning.next_step import NextSteps, next_steps
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan.work_plan import Kind, WorkPlan, work_plan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.decision import decision_part
from ecq.telling.report.details import annex_part, answers_part, gaps_part
from ecq.telling.report.evidence import evidence_part
from ecq.telling.report.findings import findings_part, open_part, sign_part
from ecq.telling.report.gates import gates_part, passed_part
from ecq.telling.report.method_and_sources import editions_part, method_part, sources_part
from ecq.telling.report.nodes import nodes_part
from ecq.telling.report.peers import Peers, peers_part
from ecq.telling.report.plan import NamedIn, bound, plan_part, plans_of, sureness_part
from ecq.telling.report.progress import Earlier, progress_part
from ecq.telling.report.shown import NOBODY, Extent, People, SectionId
from ecq.telling.report.standing import summary_part

_GAPS: dict[Extent, int] = {"short": 3, "standard": 6, "full": 8}
"""How many gaps stand in full."""
_PLANNED: frozenset[SectionId] = frozenset(("decision", "summary", "plan", "gates", "gaps"))
_LISTED_IN: Mapping[Kind, SectionId] = {"confirm": "open", "prove": "evidence", "improve": "plan"}
"""The section that has every line of a kind of work."""


def view_of(rubric: Rubric, assessment: Assessment, lang: Lang, wanted: Iterable[SectionId]) -> View:
    """What these sections are made from: scorecard and verdict of an assessment, and plans where one speaks of them."""
    card = scorecard(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    planned = not _PLANNED.isdisjoint(wanted)
    plans = plans_of(rubric, assessment, card, verdict) if planned else ()
    refused = na_refused(rubric, bound(rubric, assessment))
    return View(rubric, assessment, card, verdict, lang, plans, refused)


@dataclass(frozen=True)
class Sections:
    """The sections of one self-check as of a day, in one language; each is told when it is asked for.

    `beside`: the sections that stand in the same document, to which one may refer. `others`: rubrics to compare with, `peers` self-checks.
    `on_screen`: every gap stands in full, since it is folded there. `annexed`: all answers are in a workbook inside the document.
    """

    view: View
    extent: Extent
    day: str
    beside: tuple[SectionId, ...]
    others: tuple[Rubric, ...] = ()
    earlier: Earlier | None = None
    people: People = NOBODY
    peers: Peers | None = None
    on_screen: bool = False
    annexed: bool = False

    @cached_property
    def _work(self) -> WorkPlan | None:
        """The plan to the target in words; None without a plan."""
        view = self.view
        return work_plan(view.rubric, self._answers, view.plans[0], view.lang, self.day) if view.plans else None

    @cached_property
    def _steps(self) -> NextSteps:
        """The next step of each question: the plan's where it raises the question."""
        plans = self.view.plans
        return next_steps(self.view.rubric, self._answers, plans[0].steps if plans else ())

    @property
    def _answers(self) -> Assessment:
        return bound(self.view.rubric, self.view.assessment)

    @property
    def _named_in(self) -> NamedIn:
        lang = self.view.lang
        return {kind: words(r.PARTS_IN_PRINT[at], lang) if at in self.beside else "" for kind, at in _LISTED_IN.items()}

    def blocks(self, wanted: SectionId) -> Iterable[Block]:
        """A section; no blocks where it has nothing to say."""
        view, extent = self.view, self.extent
        brief, full = extent == "short", extent == "full"
        match wanted:
            case "decision":
                return decision_part(view, self._work, self.day, "gates" in self.beside)
            case "summary":
                return summary_part(view, self._work, self._named_in)
            case "plan":
                return plan_part(view, self._work, self.day, extent, self._named_in)
            case "dimensions":
                return nodes_part(view, radar=not brief and not view.early)
            case "gates":
                return gates_part(view, self._work, self._steps)
            case "strengths":
                return findings_part(view, detailed=full)
            case "gaps":
                return gaps_part(
                    view, self._steps, self._work, None if self.on_screen else _GAPS[extent], rest=self.on_screen
                )
            case "sureness":
                return sureness_part(view)
            case "progress":
                return progress_part(view, self.earlier)
            case "peers":
                return peers_part(view, self.peers)
            case "evidence":
                return evidence_part(view, self.day)
            case "open":
                return open_part(view)
            case "sign":
                return sign_part(view, self.people)
            case "passed":
                return passed_part(view, with_reason=full)
            case "answers":
                return annex_part(view) if self.annexed else answers_part(view)
            case "editions":
                return editions_part(view, self.others)
            case "method":
                return method_part(view, extent)
            case "sources":
                return sources_part(view, every=full)
            case _:
                assert_never(wanted)
