"""What a consultant does beside the answers: comments, the agreed plan, outlines of documents, the record of the client."""

from __future__ import annotations

import sys

from ecq.assessment.changes import comment as commented
from ecq.assessment.changes import keep_client, valid
from ecq.assessment.model import Assessment, contact_of, with_said
from ecq.base.errors import AssessmentError
from ecq.base.language import words
from ecq.cli.command import STANDARD, Options, extra_installed
from ecq.cli.files import change, day_of, load, must_be_free, now, print_json, read_assessment, rubric_for, write
from ecq.telling.papers import NOTE, outline_blocks, outlines
from ecq.telling.plan.agreed import agreed_on_the_cheapest
from ecq.telling.report.shown import COMMENTED

_RECORD = "stage", "scope", "contract", "contract_until", "body", "certificate", "issued", "valid_until", "surveillance"


def comment(options: Options) -> None:
    if options.part not in COMMENTED:
        listed = ", ".join(COMMENTED)
        raise AssessmentError(
            f"{options.part!r} is no part to comment on; there are: {listed}",
            f"没有 {options.part!r} 这一部分，可选：{listed}",
        )

    part, text, by = options.part, options.text, options.by
    change(options.file, options.lang, lambda made: valid(commented(made, part, text, by, now())))


def agree(options: Options) -> None:
    day, told = day_of(options.date), list[str]()

    def how(assessment: Assessment) -> Assessment:
        rubric = rubric_for(assessment, options.file, options.lang)
        made, headline = agreed_on_the_cheapest(rubric, assessment, options.lang, day, now())
        told[:] = [headline]
        return valid(made)

    change(options.file, options.lang, how)
    print(*told, file=sys.stderr if options.file == STANDARD else None)


def client(options: Options) -> None:
    said = {name: value for name in _RECORD if (value := getattr(options, name)) is not None}
    if options.contact is not None:
        said["contacts"] = [contact_of(one).model_dump() for one in options.contact]
    if said:
        change(options.file, options.lang, lambda made: keep_client(made, with_said(made.client, said), now()))
        if options.file == STANDARD:
            return
    print_json(read_assessment(options.file, options.lang).client.model_dump(mode="json", exclude_defaults=True))


def outline(options: Options) -> None:
    if not options.piece:
        for one in outlines():
            print(f"{one.id}  {words(one.title, options.lang)}")
        return
    wanted = next((one for one in outlines() if one.id == options.piece), None)
    if wanted is None or not options.output:
        listed = ", ".join(one.id for one in outlines())
        raise AssessmentError(
            f"name one of these and a file with -o: {listed}", f"请写其中一个，并用 -o 写文件名：{listed}"
        )
    with extra_installed("word"):
        from ecq.writers.word.build import word_of
    must_be_free(options, ".docx")
    assessment, rubric = load(options.file, options.lang)
    day = day_of(None)
    blocks = tuple(outline_blocks(rubric, assessment, wanted, options.lang, day))
    foot = words(NOTE, options.lang).split("。")[0].split(". ")[0]
    write(options.output, word_of(blocks, options.lang, words(wanted.title, options.lang), foot, day))
