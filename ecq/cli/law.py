"""The law, for whoever advises a platform: an article with what hangs on it, texts brought in, changes, duties."""

from __future__ import annotations

import sys
from pathlib import Path

from ecq.base import arms_length
from ecq.base.errors import EcqError, WorkbookError
from ecq.base.language import LANGUAGES, Text, words
from ecq.checking.law import REVIEWED, VOIDED, Register, changes_between
from ecq.cli.command import Options
from ecq.cli.files import day_of, print_either, print_json, read_bytes
from ecq.cli.workbooks import unread_lines
from ecq.exchange import rubric_catalogue
from ecq.exchange.law_texts import BROUGHT, Brought, found, keep, keep_reviews, kept, kept_reviews, read_reviews
from ecq.exchange.law_texts import bring as read
from ecq.rubric.law import whole_article
from ecq.telling.text.words import say
from ecq.writers.sheets.counsel import READ_BACK, VERDICTS, VOID

AS_JSON = ("import", "search", "draw", "counsel")
"""What is told as JSON too."""


def law(options: Options) -> int | None:
    what, *rest = options.what
    acts = {"import": bring, "diff": diff, "duties": duties, "search": search, "draw": draw, "counsel": counsel}
    if options.json and what not in AS_JSON:
        with_json = ", ".join(AS_JSON)
        raise EcqError(f"--json goes with: {with_json}", f"--json 只和这些一起用：{with_json}")
    if what in acts:
        return acts[what](options, rest)
    article(options, [what, *rest])
    return None


def article(options: Options, asked: list[str]) -> None:
    register = _register()
    of, place = register.find(" ".join(asked))
    brought = kept().get(of.id)
    review = kept_reviews().get(f"{of.id}:{place}")
    print("\n".join(register.article_lines(of, place, options.lang, brought.articles if brought else None)))
    if review is not None and place in of.articles:
        holds = review.stamp == register.stamp(of, place)
        print(say(REVIEWED if holds else VOIDED, options.lang, **review.model_dump()))
    if not place:
        print(" ".join(of.articles))


def bring(options: Options, files: list[str]) -> None:
    register, told = _register(), []
    for path in _named(files):
        brought = _brought(path, register)
        keep(brought)
        of = register.laws[brought.law]
        same, read = brought.agreeing(of)
        marks = {"law": words(of.title, options.lang), "count": len(brought.articles), "same": same, "read": read}
        told.append({"file": str(path), **marks, "law": of.id})
        if not options.json:
            print(say(BROUGHT, options.lang, **marks))
    if options.json:
        print_json(told)


def diff(options: Options, named: list[str]) -> None:
    register = _register()
    if len(named) != 2:
        raise EcqError(
            "diff takes two: OLD and NEW, files or a law of the register", "diff 要两样：OLD 和 NEW，文件或登记里的法律"
        )
    old, new = named
    after = _brought(Path(new), register)
    of = register.laws[after.law]
    if Path(old).is_file():
        before = _brought(Path(old), register)
        if before.law != after.law:
            raise EcqError(
                f"{old} is the {register.laws[before.law].title.en}, {new} the {of.title.en}; compare two texts of one law",
                f"{old} 是《{register.laws[before.law].title.zh}》，{new} 是《{of.title.zh}》，请比较同一部法律的两个文本",
            )
        changes = changes_between(before.articles, after.articles)
    else:
        wanted, _ = register.find(old)
        if wanted.id != of.id:
            raise EcqError(f"{new} is another law than {old}", f"{new} 和 {old} 不是同一部法律")
        if not of.versions[-1].digests:
            raise EcqError(
                f"the register has no text of the {of.title.en} to compare with; give a file as OLD",
                f"法规登记没有《{of.title.zh}》的对照文本，请用文件作 OLD",
            )
        changes = changes_between(of.versions[-1], after.articles)
    print("\n".join(register.change_lines(of, changes, options.lang)))


def duties(options: Options, _rest: list[str]) -> None:
    print("\n".join(_register().duty_lines(options.lang)))


def search(options: Options, asked: list[str]) -> int:
    texts = kept()
    if not texts:
        raise EcqError(
            "no text was brought yet; bring one with: ecq law import FILE",
            "还没有带入文本；先用 ecq law import FILE 带入",
        )
    if not asked:
        raise EcqError("search needs words", "search 后面要写词")
    hits = found(texts, asked)
    rows = [{"law": of, "article": number, "text": paragraph} for of, number, paragraph in hits]
    print_either(options, rows, (f"{of}:{number}  {paragraph}" for of, number, paragraph in hits))
    return 0 if hits else 1


def draw(options: Options, _rest: list[str]) -> None:
    if options.count < 1:
        raise EcqError("--count takes a number from 1 on", "--count 要从 1 起的数")
    drawn, lines, texts = list(_register().drawn(options.count, options.seed)), list[str](), kept()
    for number, one in enumerate(drawn, 1):
        asked = words(Text(**one["text"]), options.lang)
        lines.append(f"{number}. {one['law']}:{one['article']}  {one['question']}: {asked}")
        lines.append(f"   {words(Text(**one['asks']), options.lang) if one['asks'] else ''}")
        if brought := texts.get(one["law"]):
            lines += [f"     {paragraph}" for paragraph in brought.articles.get(whole_article(one["article"]), ())]
    print_either(options, drawn, lines)


def counsel(options: Options, files: list[str]) -> int:
    register, code = _register(), 0
    stamps = {f"{of.id}:{place}": register.stamp(of, place) for of in register.laws.values() for place in of.articles}
    for path in _named(files):
        try:
            back = arms_length.read(read_reviews, read_bytes(path), stamps, error=WorkbookError)
        except WorkbookError as error:
            raise EcqError(f"{path} {error}", f"{path} {error.zh}") from None
        told = unread_lines(back.unread, options.lang)
        for one in back.troubles:
            print(
                f"ecq: {one.place}{LANGUAGES[options.lang].colon}{words(one.sentence, options.lang)}", file=sys.stderr
            )
        if back.troubles or options.json:
            print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
        if back.troubles:
            code = 2
            continue
        keep_reviews(back.reviews)
        if options.json:
            print_json({place: review.model_dump() for place, review in back.reviews.items()})
            continue
        counts = {one: sum(review.verdict == one for review in back.reviews.values()) for one in VERDICTS}
        print(say(READ_BACK, options.lang, **counts))
        for place, review in back.reviews.items():
            void = words(VOID, options.lang) if review.stamp != stamps[place] else ""
            if review.verdict != "agree" or review.change or void:
                said = (words(VERDICTS[review.verdict], options.lang), review.change, void)
                print("  ".join((place, *filter(None, said))))
        print(*told, sep="\n", end="\n" if told else "")
    return code


def _register() -> Register:
    return Register(rubric_catalogue.library())


def _brought(path: Path, register: Register) -> Brought:
    return read(read_bytes(path), path.name, register.laws, day_of(None))


def _named(files: list[str]) -> list[Path]:
    if not files:
        raise EcqError("name the file to bring", "请写出要带入的文件")
    return [Path(one) for one in files]
