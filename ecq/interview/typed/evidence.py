"""Evidence named in words, as a whole message: "证据：备案证明". It never touches an answer."""

from __future__ import annotations

import re
from typing import Literal

from ecq.interview.typed.agreement import agreement
from ecq.interview.typed.folding import bare, fold
from ecq.interview.typed.outcomes import EvidenceNamed, NotUnderstood
from ecq.interview.typed.vocabulary import ASKING, tidy

_DENIED = re.compile(r"没|无|暂无|还没|尚无|no\b|none\b|not\b")
_HAVE_EVIDENCE = (
    re.compile(
        r"(?:我们?有?的?)?(?:证据|證據|证明材料|證明材料|佐证|佐證|凭证|憑證|evidence|proof)(?:是|有|为|為| is| are)?\s*[:：]\s*(?P<words>.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"(?:我们?)?(?:这里|手里|手上|手头)?(?:有|有现成的?)(?P<words>[^，。,.?？]{2,60}?)(?:，|,)?(?:可以?|能)?(?:作为|作為|当作?|當作?|做|作)(?:证据|證據|证明|證明)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:we|i) have (?P<words>[^?]{2,80}?) (?:as|for|to serve as) (?:evidence|proof)",
        re.IGNORECASE,
    ),
)


def evidence_named(message: str) -> EvidenceNamed | Literal["evidence"] | NotUnderstood | None:
    """Evidence in hand, named as such: "证据：备案证明"; a list where it is asked for, and nothing where it is denied."""
    for pattern in _HAVE_EVIDENCE:
        named = pattern.fullmatch(message.strip())
        if named:
            words = named["words"].strip()
            folded = tidy(fold(words[:300]))
            if ASKING.search(folded):
                return "evidence"
            denied = agreement(folded) is not None or _DENIED.match(folded) or not bare(words[:300])
            return NotUnderstood() if denied else EvidenceNamed(words)
    return None
