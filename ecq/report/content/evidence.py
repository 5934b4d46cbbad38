"""The evidence binder as a checklist on paper. Decides nothing about evidence."""

from __future__ import annotations

from ecq.evidence import words as e
from ecq.evidence.binder import Binder, BinderQuestion, Proof, binder
from ecq.language import words
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.model import EvidencePart, ProofGroup, ProofRow
from ecq.text import words as w
from ecq.text.sentences import point_words


def evidence_part(view: View, day: str, ranked_only: bool) -> EvidencePart:
    """What is at risk without evidence, most points first; then, unless `ranked_only`, all other evidence by indicator."""
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
    ranked = sorted((one for one in evidence.questions() if one.at_risk), key=lambda one: -one.at_risk)
    risky = {one.id for one in ranked}
    at_risk = tuple(_at_risk(view, one) if ranked_only else _question(view, one) for one in ranked)
    groups = [(_risk_title(view, evidence, len(ranked)), at_risk)] if ranked else []
    if not ranked_only:
        for group in evidence.groups:
            others = tuple(_question(view, one) for one in group.questions if one.id not in risky)
            groups += [(group.title, others)] if others else []
    return EvidencePart(
        title=words(e.BINDER, view.lang),
        lead=view.sentence(_lead(view, evidence, lead)),
        none="" if ranked else words(r.NOTHING_AT_RISK, view.lang),
        heads=tuple(words(head, view.lang) for head in (w.EVIDENCE, r.AT_RISK)),
        groups=tuple(groups),
    )


def _risk_title(view: View, evidence: Binder, count: int) -> str:
    return view.say(r.AT_RISK_TITLE, count=count, points=point_words(evidence.at_risk))


def _lead(view: View, evidence: Binder, counts: str) -> str:
    if not evidence.ruled_out:
        return counts
    return view.listed((counts, view.say(e.RULED_OUT, count=evidence.ruled_out)))


def _at_risk(view: View, question: BinderQuestion) -> ProofGroup:
    """A question with what is named and still to be brought, and what it could be, in a line each."""
    rows = [_proof(view, proof) for proof in question.proofs if proof.state != "in-hand"]
    if question.asked_for and not rows:
        rows = [ProofRow(False, view.listed(question.asked_for), words(r.TO_HAVE_READY, view.lang), "")]
    gate = words(e.GATE, view.lang) if question.gate else ""
    return ProofGroup(question.text, gate, point_words(question.at_risk), tuple(rows))


def _question(view: View, question: BinderQuestion) -> ProofGroup:
    rows = [_proof(view, proof) for proof in question.proofs]
    wanted = words(r.TO_HAVE_READY, view.lang)
    rows += [ProofRow(False, text, wanted, "") for text in question.asked_for]
    gate = words(e.GATE, view.lang) if question.gate else ""
    risk = point_words(question.at_risk) if question.at_risk else ""
    return ProofGroup(question.text, gate, risk, tuple(rows))


def _proof(view: View, proof: Proof) -> ProofRow:
    item = proof.item
    due = view.say(e.DUE_ON, day=item.due) if item.due and not item.in_hand else ""
    # The day first: in two languages what follows it is the same in both, and stands once.
    where = " · ".join(part for part in (due, item.place, item.owner) if part)
    return ProofRow(item.in_hand, item.text, words(e.PROOF_STATES[proof.state], view.lang), where)
