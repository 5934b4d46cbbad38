"""The list of evidence by question, to tick, edit, add and remove; used in the interview and on the evidence page.

One component instead of some ten Streamlit elements a piece (docs/decisions/0007). What the browser sends is validated
before it changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

from pydantic import StringConstraints, TypeAdapter

from ecq.assessment.evidence import Details, Said, add_evidence, drop_evidence, edit_evidence, review_evidence
from ecq.assessment.model import NOTE_LIMIT, Assessment, Evidence
from ecq.base.frozen import Frozen
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import BinderPiece, BinderQuestion, Thing
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, point_words
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.session.state import PageState, Refused, session
from ecq.web.session.stores import identity
from ecq.web.session.visit import Visit, change

_rows = component("ecq_evidence_rows", '<div class="ecq ecq-rows"></div>', __file__, "rows.js")
_list = component("ecq_evidence", '<div class="ecq ecq-ev"></div>', __file__, "component.js")
_WORDS = {
    "what": e.WHAT,
    "where": e.PLACE_OR_PAGE,
    "byWhom": e.BY_WHOM,
    "until": e.UNTIL,
    "dated": e.DATED,
    "validUntil": e.VALID_UNTIL,
    "putTo": e.PUT_TO,
    "loose": e.PUT_TO_NOTHING,
    "see": e.SEE,
    "accept": e.ACCEPT,
    "return": e.RETURN,
    "why": e.WHY_RETURNED,
    "inHand": e.IN_HAND,
    "wanted": e.PROOF_STATES["to-obtain"],
    "edit": e.EDIT,
    "remove": e.REMOVE,
    "save": w.SAVE,
    "cancel": w.CANCEL,
    "add": e.ADD,
    "addThis": e.ADD_THIS,
    "go": e.TO_QUESTION,
    "search": e.SEARCH,
    "nothing": e.FOUND_NOTHING,
}


@dataclass
class EvidenceList(PageState):
    """What the list keeps."""

    turn: Mapping[str, Any] | None = None
    """The result of the last press, for the component."""
    me: str = ""
    """Who sits here, as they said, where nobody logs in."""
    seen: str = ""
    """The hash of the file that is looked at."""


class _Said(Frozen):
    """What of a thing was said in a form; what is not named was not asked."""

    text: str = ""
    in_hand: bool = True
    place: str = ""
    owner: str = ""
    due: str = ""
    pieces: tuple[str, ...] | None = None
    dated: str = ""
    until: str = ""


class _Act(Frozen):
    """An action sent by the browser. `mark` identifies the press, so that a double click counts once."""

    do: Literal["add", "edit", "drop", "go", "accept", "return", "see"]
    question: str
    mark: Annotated[str, StringConstraints(max_length=40)] = ""
    index: int = 0
    seen: Evidence | None = None
    said: _Said = _Said()
    words: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] = ""


_ACT = TypeAdapter(_Act)


def draw_rows(key: str, groups: Sequence[dict[str, Any]], on_press: Callable[[str], None], fold: str = "") -> None:
    """Draw rows to choose from, in groups; `fold` names them where the window is narrow and they are folded."""
    draw(_rows, key, packed({"groups": groups, "fold": fold}), pressed(TypeAdapter(str), on_press))


def draw_list(
    visit: Visit,
    groups: Sequence[tuple[str, str, Sequence[BinderQuestion]]],
    key: str,
    *,
    empty: str = "",
    form_open_for: str | None = None,
    on_go: Callable[[str], None] = lambda _: None,
) -> None:
    """Draw pieces in groups of (title, count, questions); `on_go(question id)` is called to show a question.

    With `form_open_for` the list is that question's alone, without a heading and with the form for a new thing open.
    Who may only look gets no forms, and ticks that are off.
    """
    here, bare = session().page(EvidenceList), form_open_for is not None
    # The browser counts what it finds and puts the number in.
    counted = {"found": visit.say(e.FOUND, count="{count}"), "same": visit.say(e.SAME_THING, what="{text}")}
    data = {
        "words": {name: visit.say(text) for name, text in _WORDS.items()} | counted,
        "turn": here.turn,
        "open": form_open_for,
        "off": visit.looks_only,
        "reviews": bool(visit.assessment.reviewer),
        "owners": _known(visit, "owner"),
        "places": _known(visit, "place"),
        "empty": empty,
        "groups": [
            {"title": title, "count": count, "questions": [_question(visit, one, bare) for one in questions]}
            for title, count, questions in groups
        ],
    }

    draw(_list, key, packed(data), pressed(_ACT, lambda act: _take(visit, act, on_go)))


def _take(visit: Visit, act: _Act, on_go: Callable[[str], None]) -> None:
    if act.do == "go":
        on_go(act.question)
        return
    here = session().page(EvidenceList)
    if act.do == "see":
        here.seen = act.seen.file.sha256 if act.seen and act.seen.file else ""
        return
    outcome = change(lambda assessment, rubric, at: _changed(assessment, rubric, at, act))
    here.turn = {
        "count": here.turn["count"] + 1 if here.turn else 1,
        "mark": act.mark,
        "question": act.question,
        "sentence": visit.say(outcome.why) if isinstance(outcome, Refused) else "",
    }


def me() -> str:
    """Who brings and reviews: who has logged in, else the name they said."""
    here = identity()
    return here.name if here else session().page(EvidenceList).me


def _changed(assessment: Assessment, rubric: Rubric, at: str, act: _Act) -> Assessment | Invalid:
    question = rubric.by_id.get(act.question)
    if question is None:
        return assessment
    match act.do:
        case "drop":
            return drop_evidence(assessment, question, act.index, at, seen=act.seen)
        case "edit":
            said = cast(Said, act.said.model_dump(exclude_unset=True))
            return edit_evidence(assessment, question, act.index, at, seen=act.seen, **said)
        case "accept" | "return":
            verdict: Literal["accepted", "returned"] = "accepted" if act.do == "accept" else "returned"
            if not (who := me()):
                return Invalid(e.NAME_FIRST)
            return review_evidence(
                assessment, question, act.index, at, seen=act.seen, verdict=verdict, by=who, words=act.words
            )
    details = cast(Details, {**act.said.model_dump(exclude={"text", "in_hand"}), "brought_by": me()})
    return add_evidence(assessment, question, act.said.text, act.said.in_hand, at, **details)


def _question(visit: Visit, shown: BinderQuestion, bare: bool) -> dict[str, Any]:
    question, state = visit.rubric.by_id[shown.id], shown.score.state
    tags = [("red", visit.say(w.GATE))] if shown.gate else []
    tags += [("plain", visit.say(w.STATES[state]))] if state != "answered" else []
    return {
        "id": shown.id,
        "text": "" if bare else shown.text,
        "tags": [] if bare else tags,
        "note": _note(visit, shown),
        "all": [{"id": name, "text": visit.say(piece)} for name, piece in question.pieces.items()],
        "pieces": [_piece(visit, piece) for piece in shown.pieces],
        "loose": [thing.index for thing in shown.loose],
        "items": [_thing(visit, one, [p.id for p in shown.pieces if p.id in one.ends]) for one in shown.things],
    }


def _note(visit: Visit, shown: BinderQuestion) -> str:
    if shown.score.credit is None:
        return ""
    if not shown.pieces:
        return visit.say(e.NOTHING_NEEDED)
    answer = answer_words(visit.rubric.by_id[shown.id], visit.assessment.response(shown.id), visit.lang)
    marks = {"answer": answer, "needed": len(shown.pieces), "held": shown.held, "points": point_words(shown.at_risk)}
    return visit.say(e.QUESTION_PIECES if shown.at_risk else e.QUESTION_WHOLE, **marks)


def _piece(visit: Visit, piece: BinderPiece) -> dict[str, Any]:
    accepted = piece.state == "held" and visit.assessment.reviewer
    word = e.ACCEPTED if accepted else e.PIECE_STATES[piece.state]
    return {
        "id": piece.id,
        "text": piece.text,
        "state": piece.state,
        "stateWord": visit.say(word),
        "things": [thing.index for thing in piece.things],
    }


def _thing(visit: Visit, named: Thing, pieces: Sequence[str]) -> dict[str, Any]:
    thing, say = named.item, visit.say
    until = named.ends[pieces[-1]] if pieces else None
    about = [thing.place]
    if thing.file:
        about.append(
            f"{thing.file.name} · {size_words(thing.file.size)} · {thing.file.sha256[:4]} {thing.file.sha256[4:8]}"
        )
    about += [say(e.DATED_DAY, day=thing.dated)] if thing.dated else []
    about += [say(e.UNTIL_DAY, day=until)] if until else []
    about += [thing.owner, say(e.BROUGHT_BY, by=thing.brought_by) if thing.brought_by else ""]
    about += [say(e.DUE_ON, day=thing.due)] if thing.due and not thing.in_hand else []
    if review := thing.review:
        verdict = say(e.ACCEPTED if review.verdict == "accepted" else e.PIECE_STATES["returned"])
        about.append(say(e.REVIEWED_BY, by=review.by, day=review.on, verdict=verdict))
        about += [say(e.RETURNED_FOR, words=review.words)] if review.words else []
    return {
        "index": named.index,
        "seen": thing.model_dump(),
        "put": pieces,
        "about": [one for one in about if one],
        "file": bool(thing.file),
    }


def size_words(size: int) -> str:
    """A size in KB or MB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def _known(visit: Visit, field: str) -> list[str]:
    """Owners or places named anywhere in the assessment, offered while typing."""
    responses = visit.assessment.responses.values()
    return sorted({getattr(item, field) for response in responses for item in response.evidence} - {""})
