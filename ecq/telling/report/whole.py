"""The whole report before it is drawn: put together from its sections, with its record and the files it carries.

A section is made as blocks when it is asked for, without knowing on which surface it is shown (`report.shown`).
Every text of the model is final, in one language or in two; every number is of the scorecard and the verdict. Knows
names and digests; must not know fonts, pages or PDF. report.json names the options and the SHA-256 of every other
part, so its own SHA-256 stands for the whole content. That is the content digest on the last page: the same on every
machine, whatever bytes the PDF has there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, assert_never

from pydantic import Field, ValidationError

from ecq import __version__
from ecq.assessment.changes import rebind
from ecq.assessment.file import dump
from ecq.assessment.model import NO_RECORD, Assessment
from ecq.base.day import day_of
from ecq.base.errors import ReportError
from ecq.base.frozen import Frozen
from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.bilingual import WithOwn, flat, merged
from ecq.document.blocks import Block, Chapter, Cover, MissingCharacters, OwnPage, Paragraph, Seal, SealRow, as_json
from ecq.document.logo import Logo
from ecq.planning import na_refused
from ecq.planning.agreed import NextSteps, next_steps
from ecq.planning.cheapest import EARLY
from ecq.planning.problem import open_points
from ecq.rubric.kinds.base import is_absent
from ecq.rubric.law import OwnWords
from ecq.rubric.model import Rubric
from ecq.scoring.export import score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan.work_plan import Kind, WorkPlan, work_plan
from ecq.telling.report import words as r
from ecq.telling.report.comparisons import Earlier, Peers, peers_part, progress_part
from ecq.telling.report.cover import View, cover
from ecq.telling.report.decision import decision_part
from ecq.telling.report.details import annex_part, answers_part, evidence_part, gaps_part
from ecq.telling.report.findings import findings_part, gates_part, open_part, passed_part, sign_part
from ecq.telling.report.method_and_sources import editions_part, method_part, sources_part
from ecq.telling.report.plan import NamedIn, plan_part, plans_of, sureness_part
from ecq.telling.report.shown import NOBODY, SECTIONS, SHOWN, Extent, Options, People, SectionId
from ecq.telling.report.standing import nodes_part, summary_part
from ecq.telling.text import words as w

_GATES_IN_SHORT = 6
"""So many gates a short report tells in full: two pages of them."""

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
    refused = na_refused(rubric, rebind(assessment, rubric))
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
        return rebind(self.view.assessment, self.view.rubric)

    @property
    def _named_in(self) -> NamedIn:
        lang = self.view.lang
        return {kind: words(SHOWN[at].title, lang) if at in self.beside else "" for kind, at in _LISTED_IN.items()}

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
                return gates_part(view, self._work, self._steps, _GATES_IN_SHORT if brief else None)
            case "strengths":
                return findings_part(view, detailed=full)
            case "gaps":
                return gaps_part(view, self._steps, self._work, None if self.on_screen else _GAPS[extent])
            case "sureness":
                return sureness_part(view)
            case "progress":
                return progress_part(view, self.earlier)
            case "peers":
                return peers_part(view, self.peers)
            case "evidence":
                return evidence_part(view)
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


@dataclass(frozen=True)
class ReportPart:
    """A part of the report; one that says nothing is left out of it."""

    id: SectionId | Literal["limits"]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class ReportModel:
    """A whole report. `lang` is a BCP 47 tag, `beneath` that of the second language or ""; `day` is an ISO date.

    `seal` is None until the digests are known: it shows the digest of all the rest.
    """

    lang: str
    beneath: str
    day: str
    file_title: str
    running_head: str
    running_foot: str
    cover: Cover
    parts: tuple[ReportPart, ...]
    seal: Seal | None = None

    def part(self, wanted: SectionId) -> tuple[Block, ...]:
        """The blocks of a part; none where the report does not have it."""
        return next((part.blocks for part in self.parts if part.id == wanted), ())


ASSESSMENT, RUBRIC, SCORECARD, RECORD = "assessment.json", "rubric.json", "scorecard.json", "report.json"
EARLIER = "earlier.json"
PEERS, OWN_WORDS, ANNEX = "peers.json", "articles.json", "annex.xlsx"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MADE_BY = f"ecq {__version__}"


@dataclass(frozen=True)
class Order:
    """All that a report is made from. `others` are the rubrics to compare with, `earlier` a state of before, `peers` are those it is
    compared with, `own_words` those of articles whose text was brought.

    `annex`: the workbook it was given with and which program wrote that, where it is made again; None to have one made.
    """

    rubric: Rubric
    assessment: Assessment
    options: Options
    day: str
    others: tuple[Rubric, ...] = ()
    logo: Logo | None = None
    earlier: Earlier | None = None
    annex: tuple[bytes, str] | None = None
    peers: Peers | None = None
    own_words: tuple[OwnWords, ...] = ()


@dataclass(frozen=True)
class Carried:
    """A file inside the PDF. `relationship` is what PDF calls AFRelationship."""

    name: str
    data: bytes
    mime: str = "application/json"
    relationship: Literal["Source", "Data", "Supplement"] = "Data"

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return sha256(self.data)


class Printed(Frozen):
    """What the cover prints on grade, score and readiness, word for word; two languages in a row."""

    grade: str
    score: str
    evidenced: str
    readiness: str


class Since(Frozen):
    """The earlier state in earlier.json: what it is called, and its day."""

    name: str
    day: str


class SignedBy(Frozen):
    """Whose signature the report was issued with: the name in the certificate, and the certificate's SHA-256."""

    signer: str
    certificate: str


FORMATS = ("ecq-report/1", "ecq-report/2")


class Record(Frozen):
    """report.json: how the report was made, what it prints, and the SHA-256 of its model and of each file it carries."""

    format: Literal["ecq-report/1", "ecq-report/2"] = "ecq-report/2"
    """1: up to 0.2.0, whose model had a class for each section; 2: sections are blocks. They differ in what `model` digests."""
    made_by: str = MADE_BY
    day: str
    options: Options
    compared: tuple[str, ...] = ()
    since: Since | None = None
    printed: Printed
    model: str
    attached: dict[str, str]
    signature: SignedBy | None = Field(default=None, exclude_if=is_absent)
    annex_by: str | None = Field(default=None, exclude_if=is_absent)
    """Which program wrote the annex, if there is one: another version of it may write other bytes."""

    @property
    def data(self) -> bytes:
        """The bytes of report.json; their SHA-256 is the content digest."""
        return canonical(self.model_dump(mode="json"))


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(data: Any) -> bytes:
    """Plain data as JSON text that is always the same for the same data."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def scorecard_file(view: View) -> bytes:
    """scorecard.json: what `ecq score --json` prints, exact numbers as fractions."""
    said = score_data(view.rubric, view.assessment, view.card, view.verdict)
    return canonical({"format": "ecq-scorecard/1", **said})


def other_file(rubric_id: str) -> str:
    """Name of the file of a rubric that the answers are compared under."""
    return f"rubric-{rubric_id}.json"


def logo_file(kind: str) -> str:
    """Name of the file of the logo."""
    return f"logo.{kind}"


def printed(cover: Cover) -> Printed:
    """What a cover prints on grade, score and readiness."""
    said = (cover.grade.value, cover.score.value, cover.score.meaning, cover.readiness.value)
    return Printed(**dict(zip(Printed.model_fields, map(str, map(flat, said)), strict=True)))


def handed_out(assessment: Assessment) -> Assessment:
    """An assessment as others may have it: without what a consultant keeps of the client."""
    return assessment.model_copy(update={"client": NO_RECORD})


def carried_files(view: View, order: Order) -> tuple[Carried, ...]:
    """The files a report carries beside report.json and the annex."""
    more = [Carried(other_file(other.id), other.canonical.encode(), relationship="Source") for other in order.others]
    if order.earlier:
        more.append(Carried(EARLIER, dump(handed_out(order.earlier.assessment)).encode(), relationship="Source"))
    if order.peers:
        more.append(Carried(PEERS, canonical(order.peers.model_dump(mode="json")), relationship="Source"))
    if order.own_words:
        articles = canonical([one.model_dump(mode="json") for one in order.own_words])
        more.append(Carried(OWN_WORDS, articles, relationship="Source"))
    if logo := order.logo:
        more.append(Carried(logo_file(logo.kind), logo.data, logo.mime, "Supplement"))
    return (
        Carried(ASSESSMENT, dump(handed_out(view.assessment)).encode(), relationship="Source"),
        Carried(RUBRIC, view.rubric.canonical.encode(), relationship="Source"),
        Carried(SCORECARD, scorecard_file(view)),
        *more,
    )


def record_of(
    model: ReportModel,
    order: Order,
    carried: tuple[Carried, ...],
    made_by: str = MADE_BY,
    signed_by: SignedBy | None = None,
    annex_by: str | None = None,
) -> Record:
    """The record of a report that carries these files, and is to be signed by somebody."""
    return Record(
        made_by=made_by,
        day=model.day,
        options=order.options,
        compared=tuple(other.id for other in order.others),
        since=Since(name=order.earlier.name, day=order.earlier.day) if order.earlier else None,
        printed=printed(model.cover),
        model=sha256(as_json(replace(model, seal=None)).encode()),  # the page that shows digests left out
        attached={one.name: one.digest for one in carried},
        signature=signed_by,
        annex_by=annex_by,
    )


def read_record(data: bytes, where: str) -> Record:
    """report.json read back. Raises ReportError where it is damaged or of a newer kind."""
    try:
        raw: Mapping[str, Any] = json.loads(data)
        if raw["format"] not in FORMATS:
            raise ReportError(
                f"{where} is of format {raw['format']}, which this ECQ cannot read; use a newer ECQ",
                f"{where} 的格式是 {raw['format']}，这个版本的 ECQ 读不了，请用更新的版本",
            )
        return Record.model_validate_json(data)
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError):
        raise ReportError(
            f"{where} is damaged: its {RECORD} is not as ECQ writes it; take another copy of the report",
            f"{where} 已损坏：里面的 {RECORD} 不是 ECQ 写的样子，请换一份报告文件",
        ) from None


def model_of(view: View, order: Order, annexed: bool = False) -> ReportModel:
    """The report of an order, without the page of digests. `annexed`: all answers are in a workbook inside.

    Raises ReportError where its day is no date.
    """
    model, second = _in_one_language(view, order, annexed), order.options.beneath
    if second is None:
        return model
    beneath = _in_one_language(replace(view, lang=second), order, annexed)
    return replace(merged(model, beneath), lang=model.lang, beneath=beneath.lang)


def _in_one_language(view: View, order: Order, annexed: bool) -> ReportModel:
    options, day, dated, lang = order.options, order.day, day_of(order.day), view.lang
    if dated is None:
        raise ReportError(f"{day!r} is not a date; write it like 2026-11-24", f"{day!r} 不是 2026-11-24 这样的日期")
    name = view.assessment.name or view.say(w.UNNAMED)
    title, product = view.say(r.TITLE), view.say(w.PRODUCT)
    made_with = w.say(r.MADE_WITH, lang, product=product) if options.brand.name else product
    chosen = tuple(one for one in SECTIONS if options.has(one) and (SHOWN[one].while_early or not view.early))
    sections = Sections(
        view, options.extent, dated, chosen, order.others, order.earlier, options.people, order.peers, annexed=annexed
    )
    parts = [ReportPart(one, with_comment(view, one, tuple(sections.blocks(one)))) for one in chosen]
    limits = ReportPart("limits", tuple(_limits(view.rubric, lang)))
    return ReportModel(
        lang=LANGUAGES[lang].tag,
        beneath="",
        day=dated,
        file_title=WithOwn(f"{title} · ", name),
        running_head=WithOwn(f"{options.brand.name or product} · ", name),
        running_foot=f"{made_with} · {view.say(w.NOT_A_CERTIFICATE)}",
        cover=cover(view, name, dated, options),
        parts=(*(part for part in parts if part.blocks), limits),
    )


def left_out(order: Order, asked: Iterable[SectionId], compared: Iterable[SectionId], lang: Lang) -> list[str]:
    """What of the parts asked for by name, and of those that something to compare with was given for, the report does not have, and why."""
    options = order.options
    early = open_points(scorecard(order.rubric, order.assessment)) > EARLY
    given = {"progress": order.earlier, "peers": order.peers}
    lacking = {"progress": "no-earlier", "peers": "no-peers"}
    by_reason: dict[str, list[SectionId]] = {}
    for part in dict.fromkeys((*asked, *compared)):
        if not options.has(part):
            reason = "not-chosen" if part in compared else ""
        elif part in given and given[part] is None:
            reason = lacking[part]
        else:
            reason = "early" if early and not SHOWN[part].while_early else ""
        if reason:
            by_reason.setdefault(reason, []).append(part)
    return [
        w.say(
            r.LEFT_OUT,
            lang,
            parts=LANGUAGES[lang].listed(words(SHOWN[one].title, lang) for one in parts),
            why=w.say(r.LEFT_OUT_WHY[reason], lang, part=" ".join(parts)),
        )
        for reason, parts in by_reason.items()
    ]


def with_comment(view: View, id_: SectionId, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A part with the consultant's comment on it below its title, marked as an opinion; on a page of its own, in each way of telling it."""
    comment = view.assessment.comments.get(id_)
    if comment is None or not blocks:
        return blocks
    first, *rest = blocks
    if isinstance(first, OwnPage):
        return (OwnPage(tuple(with_comment(view, id_, way) for way in first.ways)), *rest)
    who = LANGUAGES[view.lang].listed(one for one in (comment.by, comment.day) if one)
    label = view.say(r.OPINION) + (LANGUAGES[view.lang].bracketed(who) if who else "")
    return (first, Paragraph(view.own(label, comment.text), "opinion"), *rest)


def _limits(rubric: Rubric, lang: Lang) -> Iterator[Block]:
    """What the report is not, and at the very end the characters that the fonts lacked."""
    own_verdict, unverified, working, bands = w.LIMIT_LINES
    yield Chapter(words(r.LIMITS, lang))
    # A certification body's own table is not "equal working points".
    for line in (own_verdict, unverified, *((working,) if rubric.layout.points_status == "working" else ()), bands):
        yield Paragraph(words(line, lang))
    yield MissingCharacters(words(r.MISSING_GLYPHS, lang))


_FILES = {
    ASSESSMENT: r.FILE_ASSESSMENT,
    RUBRIC: r.FILE_RUBRIC,
    SCORECARD: r.FILE_SCORECARD,
    EARLIER: r.FILE_EARLIER,
    PEERS: r.FILE_PEERS,
    OWN_WORDS: r.FILE_OWN_WORDS,
    ANNEX: r.FILE_ANNEX,
    RECORD: r.FILE_RECORD,
    "logo.png": r.FILE_LOGO,
    "logo.svg": r.FILE_LOGO,
}


def seal_part(record: Record, carried: tuple[Carried, ...]) -> Seal:
    """The page that lets anyone check the report: the digest of report.json stands for all the rest."""
    options = record.options
    part = _sealed(record, carried, options.lang)
    return part if options.beneath is None else merged(part, _sealed(record, carried, options.beneath))


def _sealed(record: Record, carried: tuple[Carried, ...], lang: Lang) -> Seal:
    # A short report has no room for the table; the content digest stands for it.
    short = record.options.extent == "short"
    return Seal(
        title=words(r.SEAL, lang),
        lead=words(r.SEAL_LEAD, lang),
        digest_label=words(r.CONTENT_DIGEST, lang),
        digest=next(one.digest for one in carried if one.name == RECORD),
        heads=tuple(words(head, lang) for head in (w.FILE, r.FILE_WHAT, w.SHA_256)),
        rows=tuple(
            SealRow(one.name, words(_FILES.get(one.name, r.FILE_OTHER_RUBRIC), lang), one.digest) for one in carried
        ),
        table=not short,
        lines=(
            *(words(line, lang) for line in (r.SEAL_LINES[:2] if short else r.SEAL_LINES)),
            *([w.say(r.SEAL_SIGNED, lang, **record.signature.model_dump())] if record.signature else []),
        ),
        made_by=record.made_by,
    )
