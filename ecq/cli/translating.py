"""Every text of ECQ out to be translated, and translations back in as data."""

from __future__ import annotations

import sys
from functools import partial

from ecq.base import arms_length
from ecq.base.errors import EcqError, WorkbookError
from ecq.base.language import OWN_LANGS, TRANSLATIONS, error_of, filled
from ecq.base.language import words as in_words
from ecq.base.settings import translations_folder
from ecq.base.translations import TAG, Translation, file_of
from ecq.cli.command import STANDARD, Options
from ecq.cli.files import must_end, print_either, print_json, read_bytes, write
from ecq.cli.workbooks import unread_data, unread_lines
from ecq.exchange.translation import words as w
from ecq.exchange.translation.workbook import every_text, read, take
from ecq.exchange.translation.workbook import write as workbook
from ecq.telling.text.words import say


def words(options: Options) -> int | None:
    asked = {_export: options.output, _take_over: options.translation, _name_missing: options.missing}
    chosen = [does for does, value in asked.items() if value is not None]
    if len(chosen) != 1:
        raise error_of(w.ONE_OF)
    return chosen[0](options)


def _export(options: Options) -> None:
    tag = options.to or ""
    if tag and (tag in OWN_LANGS or not TAG.fullmatch(tag)):
        said = filled(w.FROM_LANGUAGE if tag in OWN_LANGS else w.BAD_TAG, tag=tag)
        raise EcqError(f"--to {said.en}", f"--to {said.zh}")
    must_end(options.output, ".xlsx")
    texts = every_text()
    into = TRANSLATIONS.get(tag) or Translation(tag, "", "", "en", {})
    done = len(texts.keys() & into.texts.keys())
    line = say(w.EXPORTED, options.lang, count=len(texts), done=done)
    write(options.output, workbook(texts, into, options.lang), line, quiet=options.json)
    if options.json:
        print_json({"file": str(options.output), "texts": len(texts), "translated": done})


def _take_over(options: Options) -> int:
    folder = translations_folder()
    if folder is None:
        raise error_of(w.NO_FOLDER)
    where = "" if options.translation == STANDARD else str(options.translation)
    texts = every_text()
    try:
        returned = arms_length.read(partial(read, read_bytes(options.translation)), where=where)
        taken = take(returned, texts)
    except WorkbookError as error:
        raise EcqError(f"{where} {error}".strip(), f"{where} {error.zh}".strip()) from None
    told = unread_lines(taken.unread, options.lang)
    if taken.wrong:
        print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
        for sentence in taken.wrong:
            print(f"ecq: {in_words(sentence, options.lang)}", file=sys.stderr)
        return 2
    one = taken.translation
    folder.mkdir(parents=True, exist_ok=True)
    write(file_of(one.tag, folder), one.kept().encode(), quiet=True)
    missing = len(texts.keys() - one.texts.keys())
    if options.json:
        counts = {"translated": len(one.texts), "missing": missing, "not_ours": list(taken.not_ours)}
        counts["unread"] = unread_data(taken.unread)
        print_json({"language": one.tag, "file": str(file_of(one.tag, folder)), **counts})
        return 0
    print(say(w.KEPT, options.lang, name=one.name, tag=one.tag, count=len(one.texts), missing=missing))
    print(in_words(w.NO_REPORTS, options.lang))
    if taken.not_ours:
        print(say(w.NOT_OURS, options.lang, count=len(taken.not_ours), cell=taken.not_ours[0]))
    print(*told, sep="\n", end="\n" if told else "")
    return 0


def _name_missing(options: Options) -> None:
    translation = TRANSLATIONS.get(options.missing)
    if translation is None:
        raise error_of(w.NO_TRANSLATION, tag=options.missing, known=", ".join(TRANSLATIONS) or "-")
    missing = {pair: place for pair, place in every_text().items() if pair not in translation.texts}
    lines = [f"{place}  {pair.en}" for pair, place in missing.items()] or [in_words(w.NONE, options.lang)]
    data = [{"where": place, **pair._asdict()} for pair, place in missing.items()]
    print_either(options, data, lines)
