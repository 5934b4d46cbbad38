"""What a filled-in answer sheet would change, as lines of text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ecq.assessment.model import Assessment, Evidence
from ecq.assessment.proposals import Proposal, present
from ecq.base.language import LANGUAGES, Lang, words, written
from ecq.exchange.accepting import data, sides
from ecq.exchange.answer_sheet import Preview
from ecq.exchange.answer_sheet import words as a
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.not_counted import NOT_COUNTED
from ecq.telling.text.words import say
from ecq.writers.sheets import form_words as f
from ecq.writers.sheets.unread import UNREAD, Unread


def preview_lines(shown: Preview, rubric: Rubric, assessment: Assessment, lang: Lang) -> Iterator[str]:
    """What would change, with the conflicts and what cannot be taken."""
    colon = LANGUAGES[lang].colon
    for notice in shown.notices:
        yield words(notice, lang)
    counts = {"changes": len(shown.changes), "conflicts": len(shown.conflicts), "problems": len(shown.troubles)}
    yield say(a.SUMMARY, lang, read=shown.read, **counts)
    if not any(counts.values()):
        yield words(a.NO_CHANGE, lang)
    for title, changes in ((a.CHANGES, shown.changes), (a.CONFLICTS, shown.conflicts)):
        if changes:
            yield ""
            yield words(title, lang)
        for one in changes:
            before, after = (side or words(a.EMPTY, lang) for side in sides(one, assessment, rubric, lang))
            about = one.about or words(f.OF_THE_PLAN, lang)
            yield f"  {one.source.place}  {about}  {words(a.FIELDS[_field(one)], lang)}"
            if _field(one) != "evidence":
                yield f"    {words(w.NOW_HEAD, lang)}{colon}{_one_line(before)}"
            yield f"    {words(a.AFTER, lang)}{colon}{_one_line(after)}"
    if shown.not_counted:
        yield ""
        yield words(NOT_COUNTED, lang)
    for one_in_vain in shown.not_counted:
        yield f"  {one_in_vain.question}{colon}{words(one_in_vain.why, lang)}"
    if shown.troubles:
        yield ""
        yield words(a.PROBLEMS, lang)
    for trouble in shown.troubles:
        yield f"  {trouble.place}{colon}{words(trouble.sentence, lang)}"
    if shown.unread:
        yield ""
        yield words(UNREAD, lang)
    yield from unread_lines(shown.unread, lang)


def unread_lines(unread: Iterable[Unread], lang: Lang) -> Iterator[str]:
    """What of a workbook is not read, a line for each place."""
    for one in unread:
        yield f"  {one.place}{LANGUAGES[lang].colon}{words(one.sentence, lang)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def preview_data(shown: Preview, assessment: Assessment) -> dict[str, Any]:
    """The same as plain data, for JSON."""
    return {
        "read": shown.read,
        "notices": [written(one) for one in shown.notices],
        "changes": [_change(one, assessment) for one in shown.changes],
        "conflicts": [_change(one, assessment) for one in shown.conflicts],
        "problems": [
            {"cell": one.place, "question": one.question, "message": written(one.sentence)} for one in shown.troubles
        ],
        "not_counted": [one.data() for one in shown.not_counted],
        "unread": unread_data(shown.unread),
    }


def unread_data(unread: Iterable[Unread]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [{"cell": one.place, "message": written(one.sentence)} for one in unread]


def _field(one: Proposal) -> str:
    """What it changes: a piece of evidence named before is a "piece", further evidence is "evidence"."""
    return "piece" if isinstance(one.was, Evidence) else one.part


def _change(one: Proposal, assessment: Assessment) -> dict[str, Any]:
    before = one.was if one.part == "evidence" else present(assessment, *one.spot)
    told = {"before": data(one, before), "after": data(one, one.value)}
    return {"question": one.about, "field": _field(one), "cell": one.source.place, **told}
