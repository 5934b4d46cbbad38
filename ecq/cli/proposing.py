"""What documents propose for a self-check: printed, or put into its inbox."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Proposal
from ecq.base import arms_length
from ecq.base.errors import AssessmentError
from ecq.base.file_limits import READING_DOCUMENT
from ecq.base.language import Lang, error_of, words
from ecq.cli.command import Options
from ecq.cli.files import found, load, now, open_store, print_json, read_bytes
from ecq.exchange.accepting import data, sides
from ecq.exchange.incoming import Incoming, Upon, incoming
from ecq.exchange.words import ADDED, NO_INBOX, places_words
from ecq.rubric.model import Rubric
from ecq.telling.text.reactions import not_counted
from ecq.telling.text.words import say


def propose(options: Options) -> None:
    """Print what documents propose; with `--add`, put it into the inbox."""
    from ecq.exchange.evidence_files import kept_with_files
    from ecq.store.files import files_of, room_left
    from ecq.store.proposals import Proposals

    if options.add and options.file.exists():
        raise error_of(NO_INBOX, AssessmentError)
    assessment, rubric = load(options.file, options.lang)
    revision = found(str(options.file)).revision if options.add else 0
    upon, came = Upon(rubric, assessment, now(), revision), Incoming()
    for document in options.document:
        data, name = read_bytes(document), document.name
        one = arms_length.read(incoming, data, name, upon, where=name, allowance=READING_DOCUMENT)
        came.proposals += one.proposals
        came.notices += one.notices
        came.files |= one.files
    if options.add:
        store = open_store()
        add = partial(Proposals(store).add, str(options.file))
        added = kept_with_files(came, files_of(store), room_left(assessment), "", add)
    if options.json:
        print_json([proposal_data(one) for one in came.proposals])
    else:
        for made in came.proposals:
            print("\n".join(_lines(made, assessment, rubric, options.lang)))
    for notice in came.notices:
        print(f"ecq: {words(notice, options.lang)}", file=sys.stderr)
    if options.add:
        print(say(ADDED, options.lang, count=added), file=sys.stderr)


def _lines(one: Proposal, assessment: Assessment, rubric: Rubric, lang: Lang) -> list[str]:
    said = sides(one, assessment, rubric, lang)[1]
    lines = [f"{one.about}  {one.part}  {said}", f"  {one.source.name}  {places_words(one.source.place, lang)}"]
    about = [one.about] if one.part == "answer" and one.about in rubric.by_id else []
    lines += [f"  {words(lost.why, lang)}" for lost in not_counted(rubric, assessment, about)]
    return [*lines, *(f"  > {line}" for line in one.source.quote.splitlines())]


def proposal_data(one: Proposal) -> dict[str, Any]:
    """A proposal as plain data."""
    value = data(one, one.value)
    plain = value["value"] if one.part == "answer" and value["state"] == "answered" else value
    source = one.source.model_dump(mode="json", exclude_defaults=True, exclude={"quote"})
    return {
        "id": one.id,
        "question": one.about,
        "part": one.part,
        "value": plain,
        "quote": one.source.quote,
        "source": source,
    }
