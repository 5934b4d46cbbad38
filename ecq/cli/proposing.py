"""What documents propose for a self-check: printed, or put into its inbox."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecq.cli.command import FILE, JSON, Command, Options, argument
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.assessment.model import Assessment
    from ecq.assessment.proposals import Proposal
    from ecq.base.language import Lang
    from ecq.rubric.model import Rubric


def propose(options: Options) -> int:
    """Print what documents propose; with `--add`, put it into the inbox."""
    from ecq.base import arms_length
    from ecq.base.errors import AssessmentError
    from ecq.base.file_limits import READING_DOCUMENT
    from ecq.base.language import words
    from ecq.cli.files import found, load, now, open_store, print_json, read_bytes
    from ecq.exchange.evidence_files import kept_with_files
    from ecq.exchange.incoming import Incoming, Upon, incoming
    from ecq.exchange.incoming_words import ADDED, NO_INBOX
    from ecq.store.files import files_of, room_left
    from ecq.store.proposals import Proposals
    from ecq.telling.text.words import say

    if options.add and options.file.exists():
        raise AssessmentError(NO_INBOX.en, NO_INBOX.zh)
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
    return 0


def _lines(one: Proposal, assessment: Assessment, rubric: Rubric, lang: Lang) -> list[str]:
    from ecq.base.language import words
    from ecq.exchange.accepting import sides
    from ecq.exchange.documents.words import places_words
    from ecq.telling.text.not_counted import not_counted

    said = sides(one, assessment, rubric, lang)[1]
    lines = [f"{one.about}  {one.part}  {said}", f"  {one.source.name}  {places_words(one.source.place, lang)}"]
    about = [one.about] if one.part == "answer" and one.about in rubric.by_id else []
    lines += [f"  {words(lost.why, lang)}" for lost in not_counted(rubric, assessment, about)]
    return [*lines, *(f"  > {line}" for line in one.source.quote.splitlines())]


def proposal_data(one: Proposal) -> dict[str, Any]:
    """A proposal as plain data."""
    from ecq.exchange.accepting import data

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


# fmt: off
COMMANDS = (
    Command("propose", Help("读制度、合同等文件，列出它们能回答哪些题。",
            "Read rules, contracts and other documents, and list which questions they answer."), propose, (
        FILE,
        argument("document", nargs="+", type=Path, metavar="DOCUMENT",
                 zh="PDF、Word、Excel、PowerPoint、网页、邮件、文本，或它们的 ZIP；填好的答题表和以前的自评也可以",
                 en="PDF, Word, Excel, PowerPoint, web pages, mails, text, or a ZIP of them; answer sheets and earlier self-checks too"),
        argument("--add", action="store_true",
                 zh="放进应用里那份自评的收件，等人采纳（FILE 用编号）", en="put them into the inbox of a stored self-check (FILE is its id)"),
        JSON,
    )),
)
# fmt: on
