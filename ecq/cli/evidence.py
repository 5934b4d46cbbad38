"""Files of evidence brought into a stored self-check, what documents propose for it, and the dossier of one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from ecq.assessment.changes import valid
from ecq.assessment.evidence import Details, keep_paper
from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Proposal
from ecq.base import arms_length
from ecq.base.errors import AssessmentError
from ecq.base.file_limits import READING_DOCUMENT
from ecq.base.language import Lang, error_of, words
from ecq.cli import files
from ecq.cli.command import STANDARD, Options
from ecq.exchange import evidence_files, rubric_catalogue
from ecq.exchange.accepting import data, sides
from ecq.exchange.incoming import Incoming, Upon, incoming
from ecq.exchange.words import ADDED, NO_INBOX, places_words
from ecq.rubric.model import Rubric
from ecq.telling.evidence.binder import binder
from ecq.telling.papers import paper_data, paper_lines, paper_of, paper_row, papers_sentence, second_hand
from ecq.telling.text.reactions import not_counted
from ecq.telling.text.words import say


def bring(options: Options) -> None:
    from ecq.store.files import files_of

    store = files.open_store()
    rubric = rubric_catalogue.rubric_of(files.found(options.id, store).assessment.rubric.id, options.id)
    question = evidence_files.question_with(rubric, options.question, options.piece or ())
    said: Details = {**_said(options), "pieces": options.piece}
    for path in options.files:
        add = evidence_files.as_evidence(question, rubric, files.now(), **said)
        stored = files.found(options.id, store)
        kept, _ = evidence_files.bring(store, files_of(store), stored, _pieces(path), path.name, add)
        print(f"{kept.sha256}  {kept.name}", flush=True)


def papers(options: Options) -> None:
    from ecq.store.files import files_of

    said = _said(options)
    paper = paper_of(options.paper) if options.paper else None
    if paper and (options.add or options.text or options.remove):
        if options.add:
            store = files.open_store()
            stored, add = files.found(str(options.file), store), evidence_files.as_paper(paper, files.now(), **said)
            kept, _ = evidence_files.bring(store, files_of(store), stored, _pieces(options.add), options.add.name, add)
            print(f"{kept.sha256}  {kept.name}")
            return
        files.change(
            options.file,
            options.lang,
            lambda made: valid(keep_paper(made, paper.id, "" if options.remove else options.text, files.now(), **said)),
        )
        if options.file == STANDARD:
            return
    assessment = files.read_assessment(options.file, options.lang).on(files.day_of(None))
    listed = [one for one in paper_lines(assessment) if paper in (None, one.paper)]
    rows = ["  ".join(filter(None, (one.paper.id, *paper_row(one, options.lang)))) for one in listed]
    lines = [papers_sentence(assessment, options.lang), *rows, second_hand(options.lang)]
    files.print_either(options, [paper_data(one, options.lang) for one in listed], lines)


def _said(options: Options) -> Details:
    return {"brought_by": options.by, "dated": options.dated, "until": options.until, "place": options.place}


def _pieces(path: Path) -> Iterator[bytes]:
    from ecq.store.files import read_file

    try:
        yield from read_file(path)
    except OSError as error:
        raise files.not_read(path, error) from None


def propose(options: Options) -> None:
    from ecq.store.files import files_of, room_left
    from ecq.store.proposals import Proposals

    if options.add and options.file.exists():
        raise error_of(NO_INBOX, AssessmentError)
    assessment, rubric = files.load(options.file, options.lang)
    revision = files.found(str(options.file)).revision if options.add else 0
    upon, came = Upon(rubric, assessment, files.now(), revision), Incoming()
    for document in options.document:
        data, name = files.read_bytes(document), document.name
        one = arms_length.read(incoming, data, name, upon, where=name, allowance=READING_DOCUMENT)
        came.proposals += one.proposals
        came.notices += one.notices
        came.files |= one.files
    if options.add:
        store = files.open_store()
        add = partial(Proposals(store).add, str(options.file))
        added = evidence_files.kept_with_files(came, files_of(store), room_left(assessment), "", add)
    if options.json:
        files.print_json([proposal_data(one) for one in came.proposals])
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


def _dossier_given(file: Path) -> IO[bytes]:
    """A dossier to read from in any order."""
    if file != STANDARD:
        return file.open("rb")
    whole = TemporaryFile()  # noqa: SIM115  # whoever reads it closes it
    shutil.copyfileobj(sys.stdin.buffer, whole)
    return whole


def dossier(options: Options) -> None:
    from ecq.exchange.dossier import dossier as make
    from ecq.exchange.dossier import take
    from ecq.store.files import files_of
    from ecq.writers.pdf.build import build_report

    if not options.take:
        if options.output is None:
            raise AssessmentError("say where to write with -o", "请用 -o 说明写到哪里")
        files.must_be_free(options, ".pdf" if options.binder else ".zip")
    store = files.open_store()
    if options.take:
        try:
            with _dossier_given(options.file) as opened:
                print(take(opened, options.file.name, files_of(store), lambda made: store.add(made).id))
        except OSError as error:
            raise files.not_read(options.file, error) from None
        return
    assessment, rubric = files.load(options.file, options.lang)
    assessment = assessment.on(files.day_of(options.date))
    whole = binder(rubric, assessment, options.lang)
    if options.binder:
        from ecq.exchange.dossier import bound

        files.write(options.output, bound(whole, files_of(store).read))
        return
    report = partial(build_report, rubric, assessment, options.lang, assessment.day)
    with files.whole_file(options.output) as out:
        for piece in make(whole, files_of(store).read, report):
            out.write(piece)
    if options.output != STANDARD:
        print(options.output)
