"""The evidence binder as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.language import words
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder, BinderQuestion, Proof
from ecq.telling.text.words import say
from ecq.writers.sheets.evidence_checklist import counts_line
from ecq.writers.sheets.forms import TICKED, UNTICKED


def binder_lines(shown: Binder) -> Iterator[str]:
    """Counts, then every question with evidence or without, under its indicator."""
    yield counts_line(shown)
    for group in shown.groups:
        yield ""
        yield group.title if group.title == group.dimension else f"{group.dimension} · {group.title}"
        for question in group.questions:
            yield from _question_lines(shown, question)


def _question_lines(shown: Binder, question: BinderQuestion) -> Iterator[str]:
    gate = f" [{words(e.GATE, shown.lang)}]" if question.gate else ""
    yield f"  {question.id}  {question.text}{gate}"
    for proof in question.proofs:
        yield f"    {_proof_line(shown, proof)}"
    if question.missing:
        for asked in question.asked_for:
            yield f"    {UNTICKED} {asked} [{words(e.PROOF_STATES['missing'], shown.lang)}]"


def _proof_line(shown: Binder, proof: Proof) -> str:
    item = proof.item
    due = say(e.DUE_ON, shown.lang, day=item.due) if item.due else ""
    about = [words(e.PROOF_STATES[proof.state], shown.lang), item.place, item.owner, due]
    text = " ".join(item.text.split())
    return f"{TICKED if item.in_hand else UNTICKED} {text} [{'; '.join(part for part in about if part)}]"
