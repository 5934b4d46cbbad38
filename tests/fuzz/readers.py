"""The readers of what comes from outside: valid files of each, how they are changed, and what must hold of any bytes.

Either a value comes of them, and it can be used, or one EcqError that says in a line in both languages what is wrong.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any
from unicodedata import category
from unittest.mock import patch

from pydantic import BaseModel

from ecq.assessment.changes import begin, rebind
from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError, RubricError
from ecq.base.translations import Pair, Translation
from ecq.base.whole_file import pack
from ecq.document.blocks import Deck
from ecq.document.logo import read_logo
from ecq.exchange.answer_sheet import export_sheet, preview, read_returned
from ecq.exchange.batch.dropped import recognise, unpack
from ecq.exchange.law_texts import plain_text
from ecq.exchange.points_table import export_points, import_points
from ecq.exchange.translation import workbook as translation
from ecq.interview.typed.reading import understand
from ecq.planning.agreed import agree, cheapest_plan
from ecq.rubric import loading
from ecq.rubric.law import split
from ecq.rubric.loading import load_rubric, read_rubric
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.telling.evidence.binder import binder
from ecq.telling.report.shown import choose
from ecq.telling.slides import deck, result
from ecq.writers.pdf.build import Order, make_report
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_xlsx
from ecq.writers.sheets.results.build import results_workbook
from ecq.writers.sheets.stamps import ORIGIN, origin_of
from ecq.writers.sheets.words import PLAN
from ecq.writers.slides.powerpoint import powerpoint
from ecq.writers.slides.template import taken_from as slides_template
from ecq.writers.verify import verify as verifying
from ecq.writers.verify.remade import checks as compared
from ecq.writers.verify.reopen import files_inside, reopen
from ecq.writers.word.build import make_word
from ecq.writers.word.template import take_looks, take_running, taken_from
from tests import building as b
from tests import hostile_files
from tests.fuzz import mutations as m
from tests.fuzz.bodies import changed_body, read_body, valid_bodies
from tests.fuzz.requests import read_request, valid_requests
from tests.report.assessments import answered_shop
from tests.test_law import TEXT as LAW
from tests.test_law import page, word

CASES = Path(__file__).parents[1] / "cases"
DAY = "2026-11-24"
NAME = "a file"
LONGEST = 4_000
"""Characters of a sentence: what it quotes of a file is cut."""


@dataclass(frozen=True)
class Reader:
    """How bytes are read, valid ones, and how they are changed."""

    read: Callable[[bytes], object]
    valid: Callable[[], list[bytes]]
    change: m.Mutate

    def changed(self, data: bytes, rng: Random, most: int = m.MOST) -> bytes:
        """The bytes changed in one to three places."""
        for _ in range(rng.randint(1, 3)):
            new = self.change(data, rng)
            data = new if len(new) <= most else data
        return data


class ToldWronglyError(AssertionError):
    """An error that does not say in one line and in both languages what is wrong."""


def hold(name: str, data: bytes) -> bool:
    """Have a reader read bytes; whether a value came of them. Raises whatever must not be raised."""
    try:
        READERS[name].read(data)
    except EcqError as error:
        check_sentences(error)
        return False
    return True


def check_sentences(error: EcqError) -> None:
    """Raise ToldWronglyError unless each problem is told in one line, in Chinese as well as in English."""
    if isinstance(error, RubricError):
        if not error.problems:
            raise ToldWronglyError("no problem is named")
        for problem in error.problems:
            _check_line(str(problem))
            _check_line(problem.chinese())
        return
    _check_line(str(error))
    _check_line(error.zh)
    if not re.search(r"[\u4e00-\u9fff]", error.zh.replace(NAME, "")):
        raise ToldWronglyError(f"nothing in Chinese: {error.zh}")


def _check_line(line: str) -> None:
    marks = {category(one) for one in line} & {"Cc", "Cs", "Zl", "Zp"}
    if not line.strip() or marks or len(line) > LONGEST:
        raise ToldWronglyError(f"not one line: {line[:300]!r}")


# What each reads, and what valid bytes are


@cache
def rubric() -> Rubric:
    """A small rubric with every kind of question."""
    return load_rubric("teaching", CASES / "rubric")


@cache
def shop() -> Assessment:
    """A self-check with every kind of answer and an agreed plan."""
    made = answered_shop(rubric())
    return b.accepted(agree(made, cheapest_plan(rubric(), made)))


def _assessment(data: bytes) -> object:
    taken = read(data, NAME)
    if read(dump(taken), NAME) != taken:
        raise AssertionError("what was saved is not what was read")
    here = rebind(taken, rubric())
    card = score(rubric(), here)
    return readiness(rubric(), here, card)


@cache
def _yaml_files() -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in sorted((CASES / "rubric").rglob("*.yaml"))]


def _yaml(data: bytes) -> object:
    """The first byte says which file of the folder the rest stands in for. The others stay as they are and are read once."""
    files = _yaml_files()
    spoiled, _ = files[data[0] % len(files) if data else 0]
    instead: Any = SimpleNamespace(open=lambda _mode: io.BytesIO(data[1:]))

    def read_yaml(path: Path, shown: str) -> loading.Document:
        return _read_yaml(instead, shown) if path == spoiled else replace(_read_before(shown), problems=[])

    def validate(document: loading.Document, model: type[BaseModel], names: Any = None) -> BaseModel | None:
        own = CASES / "rubric" / document.file == spoiled
        return _validate(document, model, names) if own else _valid_before(document.file, model)

    with patch.multiple(loading, read_yaml=read_yaml, validate=validate):
        return loading._Reading(CASES / "rubric").library()


_read_yaml, _validate = loading.read_yaml, loading.validate


@cache
def _read_before(file: str) -> loading.Document:
    return _read_yaml(CASES / "rubric" / file, file)


@cache
def _valid_before(file: str, model: type[BaseModel]) -> BaseModel | None:
    return _validate(_read_before(file), model)


def _yaml_valid() -> list[bytes]:
    return [bytes([number]) + whole for number, (_, whole) in enumerate(_yaml_files())]


def _after_first(change: m.Mutate) -> m.Mutate:
    """The same change of all but the first byte, which says what the others are for."""
    return lambda data, rng: data[:1] + change(data[1:], rng)


def _sheet(data: bytes) -> object:
    return preview(read_returned(data, rubric()), rubric(), shop())


def _sheet_valid() -> list[bytes]:
    made = shop()
    listed = checklist_xlsx(binder(rubric(), made.on(DAY), "zh"), origin_of(rubric(), made, LIST_FORMAT))
    return [export_sheet(rubric(), made, "zh"), listed, _plan_alone(results_workbook(rubric(), made, "en", DAY))]


def _plan_alone(workbook: bytes) -> bytes:
    """The results without the sheets that nobody reads back."""
    import openpyxl

    book, out = openpyxl.load_workbook(io.BytesIO(workbook)), io.BytesIO()
    for sheet in book.worksheets:
        if sheet.title not in (PLAN.en, ORIGIN):
            book.remove(sheet)
    book.save(out)
    return out.getvalue()


_TEXTS = {Pair("{count} 题", "{count} questions"): "a place", Pair("完成", "Done"): "another"}


def _translation(data: bytes) -> object:
    return translation.take(translation.read(data), _TEXTS)


def _translation_valid() -> list[bytes]:
    into = Translation("vi", "Tiếng Việt", "VI", "en", dict.fromkeys(_TEXTS, "{count}"))
    return [translation.write(_TEXTS, into, "en")]


def _points(data: bytes) -> object:
    return import_points(data, rubric(), name="CQC", status="body", file="table.xlsx")


@cache
def _report() -> bytes:
    logo = read_logo(_svg_logo(), "logo.svg")
    return make_report(Order(rubric(), shop(), choose("zh", "short"), DAY, (), logo))


def _pdf(data: bytes) -> object:
    return reopen(data, NAME)


@cache
def _small_report() -> bytes:
    """A PDF with the files of a report and nothing on its page: quickly read."""
    files = files_inside(_report(), NAME)
    specs, parts = [], []
    for number, (name, data) in enumerate(files.items()):
        at, packed = 5 + 2 * number, zlib.compress(data)
        specs.append(b"(%s) %d 0 R" % (name.encode(), at))
        parts.append(b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F %d 0 R>>>>" % (name.encode(), name.encode(), at + 1))
        parts.append(
            b"<</Type/EmbeddedFile/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
        )
    return hostile_files.pdf(
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Names[%s]>>" % b" ".join(specs),
        *parts,
    )


def _verify(data: bytes) -> object:
    """All of verifying but laying the report out again, which goes by the answers alone and takes seconds."""
    files = files_inside(data, NAME)
    if verifying.report.RECORD not in files:
        return reopen(data, NAME)
    record = verifying.report.read_record(files[verifying.report.RECORD], NAME)
    verifying._files(record, files, "".join(verifying.page_texts(data, NAME, (-2, -1))))
    verifying.check_published({verifying.report.RUBRIC: verifying._order(record, files).rubric}, record.made_by)
    verifying.page_texts(data, NAME, (0,))
    verifying._signatures(data, NAME, (), None, record.signature)
    return compared(data, _report(), NAME, record.made_by, verifying.report.MADE_BY)


def _svg_logo() -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120mm"><title>青禾</title><defs><style>'
        ".a { fill: #123456; stroke: none } /* x */ .b { opacity: .5 }</style></defs>"
        '<g transform="translate(4 2) rotate(10)" class="a"><path d="M1 1h9v9a4 4 0 0 1-8 0C1 2 3 4 5 6Q1 2 3 4z"/>'
        '<rect x="1" y="2" width="30%" height="5" rx="1"/><circle cx="4" cy="5" r="3" fill="rgb(1,2,3)"/></g>'
        '<polygon class="b" points="1,2 3,4 5.5,6e0" stroke-dasharray="1 2" style="fill:red;stroke-width:2"/>'
        '<ellipse cx="3" cy="4" rx="5" ry="6" fill="none"/><line x1="0" y1="0" x2="9" y2="9" stroke="#abc"/></svg>'
    ).encode()


def _png_logos() -> list[bytes]:
    from PIL import Image

    made = []
    for mode in ("RGB", "RGBA", "P", "1", "I;16"):
        out = io.BytesIO()
        Image.new(mode, (9, 4), 1 if mode in ("P", "1", "I;16") else (1,) * len(mode)).save(out, "PNG")
        made.append(out.getvalue())
    return made


def _logo_change(data: bytes, rng: Random) -> bytes:
    return m.xml(data, rng) if data.lstrip()[:1] == b"<" and rng.random() < 0.9 else m.some_bytes(data, rng)


def _zip_valid() -> list[bytes]:
    return [
        pack([("青禾 2026.json", dump(shop()).encode()), ("a/b.txt", b"x"), ("__MACOSX/x", b"")]),
        pack([("deep.zip", pack([("x", b"y")]))]),
    ]


def _template(data: bytes) -> object:
    import docx

    taken = taken_from(data, NAME)
    document = docx.Document()
    take_looks(document, taken)
    take_running(document, taken)
    document.save(io.BytesIO())
    return taken


def _slides_template(data: bytes) -> object:
    taken = slides_template(data, NAME)
    powerpoint(_slides(), "zh", "", None, taken)
    return taken


def _slides_template_valid() -> list[bytes]:
    from pptx import Presentation

    out = io.BytesIO()
    Presentation().save(out)
    return [out.getvalue(), powerpoint(_slides(), "zh", "", None)]


def _slides() -> Deck:
    return deck(result(rubric(), shop(), "zh", DAY))


def _template_valid() -> list[bytes]:
    import docx
    from PIL import Image

    document, picture = docx.Document(), io.BytesIO()
    Image.new("RGB", (6, 2)).save(picture, "PNG")
    document.sections[0].header.paragraphs[0].text = "咨询公司"
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture)
    document.sections[0].footer.paragraphs[0].text = "Page"
    out = io.BytesIO()
    document.save(out)
    return [out.getvalue(), make_word(Order(rubric(), shop(), choose("zh", "short"), DAY, ()))]


@cache
def _spoken() -> Rubric:
    return load_rubric("spoken", CASES / "spoken")


def _typed(data: bytes) -> object:
    """The first byte says which question is on screen."""
    of = _spoken()
    question = of.questions[data[0] % len(of.questions) if data else 0]
    return understand(data[1:].decode("utf-8", "replace"), question, of, of.order)


def _typed_valid() -> list[bytes]:
    said = re.findall(r'say: (?:"([^"]*)"|([^,}]*))', (CASES / "utterances.yaml").read_text(encoding="utf-8"))
    return [bytes([n % 256]) + (one or other).encode() for n, (one, other) in enumerate(said)]


def _request_change(data: bytes, rng: Random) -> bytes:
    return (m.text if rng.random() < 0.5 else m.some_bytes)(data, rng)


def _any(data: bytes) -> object:
    found = recognise(data, NAME, {rubric().id: rubric()})
    if found.why_not is not None:
        raise EcqError(found.why_not.en, found.why_not.zh)
    return found


def _any_change(data: bytes, rng: Random) -> bytes:
    if rng.random() < 0.1:
        return m.some_bytes(data, rng)
    return (m.zipped if data.startswith(b"PK") else m.pdf if data.startswith(b"%PDF") else m.json_tree)(data, rng)


READERS = {
    "assessment": Reader(_assessment, lambda: [dump(shop()).encode(), dump(begin(rubric())).encode()], m.json_tree),
    "rubric": Reader(lambda data: read_rubric(data, NAME), lambda: [rubric().canonical.encode()], m.json_tree),
    "yaml": Reader(_yaml, _yaml_valid, _after_first(m.yaml_lines)),
    "typed": Reader(_typed, _typed_valid, _after_first(m.text)),
    "sheet": Reader(_sheet, _sheet_valid, m.zipped),
    "points": Reader(_points, lambda: [export_points(rubric(), "zh")], m.zipped),
    "translation": Reader(_translation, _translation_valid, m.zipped),
    "law": Reader(lambda data: split(plain_text(data, NAME)), lambda: [LAW.encode(), page(LAW), word(LAW)], m.text),
    "pdf": Reader(_pdf, lambda: [_small_report()], m.pdf),
    "verify": Reader(_verify, lambda: [_report()], m.pdf),
    "logo": Reader(lambda data: read_logo(data, NAME), lambda: [_svg_logo(), *_png_logos()], _logo_change),
    "zip": Reader(lambda data: unpack(data, NAME), _zip_valid, m.zipped),
    "template": Reader(_template, _template_valid, m.zipped),
    "slides-template": Reader(_slides_template, _slides_template_valid, m.zipped),
    "request": Reader(read_request, valid_requests, _request_change),
    "body": Reader(read_body, valid_bodies, changed_body),
    "dropped": Reader(_any, lambda: [dump(shop()).encode(), _small_report(), _sheet_valid()[0]], _any_change),
}
