"""What the user keeps of the law: texts that were brought, and counsel's verdicts read back from the workbook.

The texts are not ECQ's to ship: what is kept here came from a file of the user's, and is known by its title. A
verdict says who agreed to which article, and what is to be changed. Files are read at arm's length.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from operator import itemgetter
from os.path import join
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from ecq.base import arms_length
from ecq.base.errors import AssessmentError, WorkbookError, refusal
from ecq.base.file_limits import FILE_LIMIT, WORD_LIMIT
from ecq.base.frozen import Frozen, Words
from ecq.base.language import filled, text
from ecq.base.settings import data_folder
from ecq.base.whole_file import Stamps, stamps, whole_file
from ecq.checking.law import Review, own_words
from ecq.exchange import rubric_catalogue
from ecq.rubric.law import Law, LawText, OwnWords, digest, split
from ecq.rubric.model import Rubric
from ecq.writers.sheets import counsel
from ecq.writers.sheets.forms import FormReader, FormRow, NotRead, Trouble, Unread, bare, means, only_read
from ecq.writers.sheets.reading import Sheet, TooManyRowsError, opened, pairs, quoted_entry
from ecq.writers.sheets.stamps import ORIGIN
from ecq.writers.sheets.words import FORMULA, TWICE

FOLDER = "law"
"""The folder of texts that were brought, in ECQ_HOME."""
BROUGHT = text(
    "《{law}》{count} 条；ECQ 读过的 {read} 条里，{same} 条逐字相同",
    "{law}: articles {count}; read by ECQ {read}, of these word for word the same {same}",
)
_HEAD = 12
"""Lines at the top of a text among which its title stands."""
_DRAFT = re.compile(r"草案|征求意见|送审稿|草稿")
_AKIN = 5
"""A law of which not even one article in so many is as it was read is another law, or a draft."""


class Brought(Frozen):
    """A law's text that was brought: of which law, from which file, on which day, and its articles' paragraphs."""

    law: Words
    file: Words
    day: Words
    articles: Mapping[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        """The file it is kept in: the law and what its wording comes to, so that two wordings stand side by side."""
        whole = [paragraph for paragraphs in self.articles.values() for paragraph in paragraphs]
        return f"{self.law}-{digest(whole)}.json"

    def agreeing(self, law: Law) -> tuple[int, int]:
        """How many articles are word for word those that were read, and how many were read."""
        read = law.versions[-1].digests
        return sum(digest(self.articles.get(one, ())) == known for one, known in read.items()), len(read)


def bring(content: bytes, file: str, laws: Mapping[str, Law], day: str) -> Brought:
    """The text in a file, held against the register. Raises AssessmentError with one sentence, and then nothing is kept."""
    if len(content) > FILE_LIMIT:
        size = FILE_LIMIT // 1_000_000
        raise _refused(file, f"is larger than {size} MB; bring the text alone", f"大于 {size} MB，请只带正文")
    taken = split(arms_length.read(plain_text, content, file, where=file))
    law = _law_of(taken, laws)
    if _DRAFT.search("".join(taken.head[:_HEAD])):
        raise _refused(file, "is a draft; bring the text that was issued", "是草案，请带公布的文本")
    if not taken.articles:
        raise _refused(
            file,
            "has no article 1 that could be told apart; bring an official text with its articles",
            "里分不出第一条，请带条文完整的官方文本",
        )
    if law is None:
        raise _refused(
            file, "names no law of the register in its title lines", "的标题里没有法规登记里的任何一部，请检查文件"
        )
    if taken.twice:
        raise _refused(
            file,
            f"has article {taken.twice} twice; bring one text at a time",
            f"里第 {taken.twice} 条出现两次，请一次只带一部文本",
        )
    name, name_zh = law.title.en, law.title.zh
    last = taken.articles[str(len(taken.articles))]
    if taken.gap or not any("施行" in paragraph for paragraph in last):
        missing = taken.gap or str(len(taken.articles) + 1)
        raise _refused(
            file,
            f"is not the whole of the {name}: article {missing} is missing",
            f"不是《{name_zh}》的全文：缺第 {missing} 条",
        )
    brought = Brought(law=law.id, file=file, day=day, articles=taken.articles)
    read = set(law.versions[-1].digests.values())
    if read and len(read & {digest(one) for one in taken.articles.values()}) * _AKIN < len(read):
        raise _refused(
            file,
            f"bears the name of the {name}, but hardly an article of it is as it was read; bring the text in force",
            f"标的是《{name_zh}》，但几乎没有一条与读过的文本相同，请带现行文本",
        )
    return brought


def keep(brought: Brought) -> Path:
    """Write a text to the user's data; the file written. Raises AssessmentError."""
    path = data_folder() / FOLDER / brought.name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(path) as opened:
            opened.write(brought.model_dump_json().encode())
    except OSError as error:
        why, why_zh = refusal(error)
        raise _refused(
            str(path),
            f"cannot be written ({why}); set ECQ_HOME to another folder",
            f"写不了（{why_zh}），请用 ECQ_HOME 指定另一个文件夹",
        ) from None
    return path


def kept() -> Mapping[str, Brought]:
    """The text of each law that was brought last."""
    try:
        folder = join(data_folder(), FOLDER)
    except ModuleNotFoundError:  # the engine alone, without the extra that knows the user's data folder
        return {}
    return _kept(tuple(sorted(stamps(folder, ".json"), key=itemgetter(1))))


@lru_cache(maxsize=4)
def _kept(written: Stamps) -> Mapping[str, Brought]:
    texts: dict[str, Brought] = {}
    for path, _ in written:
        try:
            brought = Brought.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue  # not of our writing; the others are not worse for it
        texts[brought.law] = brought
    return texts


def own_words_of(rubric: Rubric) -> tuple[OwnWords, ...]:
    """The own words of the articles that a rubric cites, from the texts that were brought last."""
    texts = {law: brought.articles for law, brought in kept().items()}
    return own_words(rubric, rubric_catalogue.library().laws, texts) if texts else ()


def found(texts: Mapping[str, Brought], asked: Sequence[str]) -> list[tuple[str, str, str]]:
    """Law, article and paragraph wherever all these words stand in one paragraph."""
    return [
        (brought.law, number, paragraph)
        for brought in texts.values()
        for number, paragraphs in brought.articles.items()
        for paragraph in paragraphs
        if all(word in paragraph for word in asked)
    ]


def _refused(file: str, en: str, zh: str) -> AssessmentError:
    return AssessmentError(f"{file} {en}", f"{file} {zh}")


def _law_of(text: LawText, laws: Mapping[str, Law]) -> Law | None:
    """The law that the first title line naming one names; the longest title, since one may be part of another."""
    titles = {law.id: _plain(law.title.zh).removeprefix("中华人民共和国") for law in laws.values()}
    for line in text.head[:_HEAD]:
        named = [law for law in laws.values() if titles[law.id] in _plain(line)]
        if named:
            return max(named, key=lambda law: len(titles[law.id]))
    return None


def _plain(line: str) -> str:
    """A line as it is compared: without space, forms of width do not count."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", line))


# Files


def plain_text(content: bytes, file: str) -> str:
    """The text of a txt, md, html, docx or pdf file. Raises AssessmentError."""
    if content.startswith(b"%PDF-"):
        return _of_pdf(content, file)
    if content.startswith(b"PK"):
        return _of_word(content, file)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"<(?:html|body|p|div)\b", text[:5_000], re.IGNORECASE):
            return text
        page = _Page()
        page.feed(text)
        return "".join(page.parts)
    raise _refused(
        file,
        "is no text, web page, Word or PDF file; bring one of these",
        "不是文本、网页、Word 或 PDF 文件，请带其中一种",
    )


def _of_pdf(content: bytes, file: str) -> str:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    except pypdfium2.PdfiumError:
        raise _refused(file, "cannot be read as a PDF; bring another copy", "不能作为 PDF 读，请换一份") from None
    if not text.strip():
        raise _refused(
            file, "is a scan without text; bring a text that can be marked", "是没有文字的扫描件，请带能选中文字的文本"
        )
    return text


def _of_word(content: bytes, file: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.getinfo("word/document.xml")
            if part.file_size > WORD_LIMIT:
                raise ValueError
            xml = archive.read(part).decode()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError, RuntimeError, zlib.error):
        raise _refused(
            file, "cannot be read as a Word file; bring another copy", "不能作为 Word 文件读，请换一份"
        ) from None
    paragraphs = xml.split("</w:p>")
    return "\n".join(html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one))) for one in paragraphs)


class _Page(HTMLParser):
    """The text of a web page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        if tag in ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "title"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")
        if tag in ("p", "div", "title"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data.replace("\n", " "))


_NAMED = 8
"""So many articles are named whose rows are gone."""
_REVIEWS: TypeAdapter[dict[str, Review]] = TypeAdapter(dict[str, Review])


class Returned(NamedTuple):
    """What counsel said, by article; what cannot be taken, so that nothing is to be kept; and what is not read."""

    reviews: Mapping[str, Review]
    troubles: tuple[Trouble, ...]
    unread: tuple[Unread, ...]


def read_reviews(workbook: bytes, stamps: Mapping[str, str]) -> Returned:
    """The verdicts of a workbook; rows without one are left out. `stamps` are those of every article as it is now.

    Raises WorkbookError for what is no workbook for counsel.
    """
    reader = _Reading(stamps=stamps)
    with opened(workbook, "workbooks for counsel") as book:
        origin = next((pairs(sheet) for sheet in book.worksheets if sheet.title == ORIGIN), {})
        not_read = NotRead(book)
        for sheet in not_read.sheets():
            try:
                table = reader.table(sheet, counsel.COUNSEL)
            except TooManyRowsError:
                table = None
            if table is None:
                not_read.of_other(sheet)
                continue
            reader.take_in(table, not_read)
            not_read.of_table(sheet, table, [table.address(2, at + 1) for _, at in counsel.SIGNED_ROWS.values()])
            gone = [one for one in origin.get(counsel.ARTICLES, "").split() if one not in reader.there]
            if gone:
                named = " ".join(gone[:_NAMED]) + " …" * (len(gone) > _NAMED)
                not_read.say(sheet.title, filled(counsel.ROWS_GONE, count=len(gone), articles=named))
        not_read.of_sheets_gone(but=(counsel.TITLE,))
    if not reader.read and not reader.troubles:
        raise WorkbookError(
            "is not a workbook for counsel; write one with: ecq sources --citations -o FILE.xlsx",
            "不是审阅工作簿；先用 ecq sources --citations -o 文件.xlsx 写一份",
        )
    return Returned(reader.reviews, tuple(reader.troubles), not_read.told())


@dataclass
class _Reading(FormReader):
    stamps: Mapping[str, str] = field(kw_only=True)
    reviews: dict[str, Review] = field(default_factory=dict)
    there: dict[str, str] = field(default_factory=dict)
    """The articles whose rows are there, and the first cell that says so."""
    read: bool = False

    def take_in(self, table: Sheet, not_read: NotRead) -> None:
        """Take a sheet in: who signed it, and what is said in each row."""
        self.read = True
        signed = self._signed(table)
        for row in self.rows(table, ("id", "stamp"), ("verdict", "change")):
            only_read(not_read, counsel.COUNSEL, row)
            self._row(row, signed)

    def _signed(self, table: Sheet) -> dict[str, Any]:
        """By whom, of which firm and on which day; all of it is needed for a verdict to carry a name."""
        signed: dict[str, str] = {}
        for name, (label, at) in counsel.SIGNED_ROWS.items():
            place = table.address(2, at + 1)
            cell = next((one for one in table.rest if (one.row, one.column) == (at + 1, 2)), None)
            if cell is None or cell.empty:
                self.tell(place, counsel.EMPTY, label=label)
            elif cell.formula:
                self.tell(place, FORMULA, formula=cell.formula)
            else:
                signed[name] = (self.day_of(cell.value, place) if name == "day" else cell.text()) or "-"
        return signed

    def _row(self, row: FormRow, signed: Mapping[str, Any]) -> None:
        said, change = self.text(row, "verdict"), self.text(row, "change")
        article, stamp = row.name("id"), row.name("stamp")
        first = self.there.setdefault(article, row.place("id"))
        if said is None or change is None or not (said or change):
            return
        verdict = next((one for one, words in counsel.VERDICTS.items() if means(words, bare(said))), None)
        of_others = [one for one, known in self.stamps.items() if known == stamp]
        if verdict is None:
            self.tell(
                row.place("verdict"), counsel.ODD_VERDICT if said else counsel.NO_VERDICT, said=quoted_entry(said)
            )
        elif verdict == "change" and not change:
            self.tell(row.place("change"), counsel.NO_CHANGE)
        elif of_others and article not in of_others:
            self.tell(row.place("id"), counsel.OTHER_ROW, id=quoted_entry(article), other=of_others[0])
        elif article not in self.stamps:
            self.tell(row.place("id"), counsel.NO_ARTICLE, id=quoted_entry(article))
        elif article in self.reviews:
            self.tell(row.place("id"), TWICE, id=quoted_entry(article), first=first)
        elif len(signed) == len(counsel.SIGNED_ROWS):
            self.reviews[article] = Review(verdict=verdict, change=change, stamp=stamp, **signed)


def keep_reviews(reviews: Mapping[str, Review]) -> None:
    """Keep what was read back; later verdicts take the place of earlier ones."""
    path = data_folder() / FOLDER / "reviews"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole_file(path) as opened_file:
        opened_file.write(_REVIEWS.dump_json({**kept_reviews(), **reviews}))


def kept_reviews() -> Mapping[str, Review]:
    """Every verdict that was read back, by article."""
    try:
        return _REVIEWS.validate_json((data_folder() / FOLDER / "reviews").read_bytes())
    except (OSError, ValidationError, ModuleNotFoundError):
        return {}
