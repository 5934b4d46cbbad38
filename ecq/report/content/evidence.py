"""The evidence binder as a checklist on paper. Decides nothing about evidence."""

from __future__ import annotations

from ecq.evidence import words as e
from ecq.evidence.binder import Binder, BinderQuestion, Proof, binder
from ecq.language import words
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.model import EvidencePart, ProofGroup, ProofRow
from ecq.text import words as w


def evidence_part(view: View, day: str) -> EvidencePart:
    """All evidence by indicator and question, with what to have ready and nobody named."""
    evidence = binder(view.rubric, view.assessment, view.lang, day, view.card)
    counts = evidence.counts
    lead = view.say(
        e.CHECKLIST_COUNTS,
        questions=counts.questions,
        in_hand=counts.in_hand,
        to_obtain=counts.to_obtain,
        overdue=counts.overdue,
        missing=counts.missing,
    )
    groups = tuple(
        (group.title, tuple(_question(view, question) for question in group.questions)) for group in evidence.groups
    )
    return EvidencePart(
        title=words(e.BINDER, view.lang),
        lead=_lead(view, evidence, lead),
        heads=tuple(words(head, view.lang) for head in (w.EVIDENCE, w.STATE)),
        groups=groups,
    )


def _lead(view: View, evidence: Binder, counts: str) -> str:
    if not evidence.ruled_out:
        return counts
    return view.listed((counts, view.say(e.RULED_OUT, count=evidence.ruled_out)))


def _question(view: View, question: BinderQuestion) -> ProofGroup:
    rows = [_proof(view, proof) for proof in question.proofs]
    wanted = words(r.TO_HAVE_READY, view.lang)
    rows += [ProofRow(False, text, wanted, "") for text in question.asked_for]
    gate = words(e.GATE, view.lang) if question.gate else ""
    return ProofGroup(question.text, gate, tuple(rows))


def _proof(view: View, proof: Proof) -> ProofRow:
    item = proof.item
    due = view.say(e.DUE_ON, day=item.due) if item.due and not item.in_hand else ""
    # The day first: in two languages what follows it is the same in both, and stands once.
    where = " · ".join(part for part in (due, item.place, item.owner) if part)
    return ProofRow(item.in_hand, item.text, words(e.PROOF_STATES[proof.state], view.lang), where)
