"""The dossier for a certification body: one ZIP, written as a stream and opened again elsewhere with its evidence.

It holds what counts, by indicator, an index with what is missing, the readiness report, and the self-check.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from html import escape
from pathlib import Path
from typing import IO
from urllib.parse import quote

from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment, KeptFile
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.file_limits import FILE_LIMIT, READING_DOCUMENT
from ecq.base.language import LANGUAGES, Lang, words
from ecq.store.files import CHUNK, Files, files_in, room_left, safe_name
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder, by_indicator
from ecq.telling.papers import PAPERS, paper_lines, paper_row
from ecq.telling.report.whole import handed_out
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.html.style import LIGHT
from ecq.writers.page_pictures import printed
from ecq.writers.sheets.writing import csv_cell, csv_file

MOST = 400
"""Pages of files; a file that goes beyond them stays in the dossier, as the index says."""


def bound(whole: Binder, contents: Callable[[str], Iterator[bytes]]) -> bytes:
    """The evidence of a binder as one PDF. `contents` reads a file by its hash. Raises StoreError where one is not there."""
    from ecq.writers.pdf.build import bound_pdf  # takes long to load, and the evidence page needs it for this alone

    pictures: dict[str, Sequence[bytes]] = {}
    for kept in (thing.item.file for piece in whole.pieces for thing in piece.proving):
        if kept and kept.sha256 not in pictures:
            left = MOST - sum(map(len, pictures.values()))
            pictures[kept.sha256] = _drawn(kept, contents, left)
    return bound_pdf(whole, pictures)


def _drawn(kept: KeptFile, contents: Callable[[str], Iterator[bytes]], left: int) -> Sequence[bytes]:
    """A file page by page; none where it is no PDF or picture, too large, or cannot be drawn."""
    if kept.size > FILE_LIMIT or not (kept.type == "application/pdf" or kept.type.startswith("image/")) or not left:
        return ()
    content = b"".join(contents(kept.sha256))
    try:
        return arms_length.read(printed, content, left, where=kept.name, error=EcqError, allowance=READING_DOCUMENT)
    except EcqError:
        return ()


Paths = dict[str, tuple[str, KeptFile]]
"""Where each file stands in the dossier, and the file, by its hash."""
MANIFEST, FORMAT = "ecq-dossier.json", "ecq-dossier/1"
_SEGMENT = 40
"""Characters of a folder's name: Windows takes 260 in all."""


class _Pieces:
    """What is written, to be handed on at once; without a place to go back to, so that a ZIP is written in one go."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """What was written since asked before."""
        taken, self._written = bytes(self._written), bytearray()
        return taken


def dossier(whole: Binder, contents: Callable[[str], Iterator[bytes]], report: Callable[[], bytes]) -> Iterator[bytes]:
    """The dossier of a binder in pieces. `contents` reads a file by its hash, `report` makes the readiness report."""
    assessment, lang = whole.assessment, whole.lang
    paths = dict(_paths(whole))
    every = paths | dict(_paper_paths(assessment, lang, paths))
    files = {digest: path for digest, (path, _) in every.items()}
    manifest = {"format": FORMAT, "day": assessment.day, "files": files}
    rows = [*_index(whole, paths), *_paper_rows(assessment, every, lang)]
    lead = f"{whole.head} · {words(w.NOT_A_CERTIFICATE, lang)}"
    small = {
        MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1).encode(),
        f"{words(e.INDEX, lang)}.html": _html(_title(assessment, lang), lead, rows, lang).encode(),
        f"{words(e.INDEX, lang)}.csv": csv_file(map(csv_cell, row) for row in rows),
        f"{words(e.REPORT_FILE, lang)}.pdf": report(),
        _ASSESSMENT: dump(handed_out(assessment)).encode(),
    }
    out = _Pieces()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]  # it needs no more
        for name, content in small.items():
            archive.writestr(_entry(name, assessment.day), content, zipfile.ZIP_DEFLATED)
            yield out.taken()
        for digest, (path, kept) in every.items():
            with archive.open(_entry(path, assessment.day), "w", force_zip64=kept.size > (1 << 31) - 1) as entry:
                for chunk in contents(digest):
                    entry.write(chunk)
                    yield out.taken()
    yield out.taken()


_ASSESSMENT = "ecq-assessment.json"


def _entry(name: str, day: str) -> zipfile.ZipInfo:
    """A place in the ZIP, of the day of the figures rather than of the time it was made: the same dossier is the same bytes."""
    year, month, of_month = map(int, (max(day, "1980-01-01")).split("-"))
    return zipfile.ZipInfo(name, (year, month, of_month, 0, 0, 0))


def _paths(whole: Binder) -> Iterator[tuple[str, tuple[str, KeptFile]]]:
    """Where each file that counts stands in the dossier, by its hash; one that is put to several pieces once."""
    seen: set[str] = set()
    taken: set[str] = set()
    for number, (indicator, questions) in enumerate(by_indicator(whole.by_piece).items(), 1):
        folder = f"{words(w.EVIDENCE, whole.lang)}/{number:02} {_segment(whole.title(indicator))}"
        proving = ((piece, thing.item.file) for one in questions for piece in one.pieces for thing in piece.proving)
        for piece, kept in proving:
            if kept is None or kept.sha256 in seen:
                continue
            seen.add(kept.sha256)
            path = f"{folder}/{_segment(piece.text)}/{kept.name[-80:].lstrip(' .')}"
            while path.casefold() in taken:
                head, dot, ending = path.rpartition(".")
                path = f"{head or ending}+{dot}{ending if head else ''}"
            taken.add(path.casefold())
            yield kept.sha256, (path, kept)


def _paper_paths(assessment: Assessment, lang: Lang, paths: Paths) -> Iterator[tuple[str, tuple[str, KeptFile]]]:
    """Where the files of an application's papers stand, those that are not there as evidence already."""
    for number, line in enumerate(paper_lines(assessment), 1):
        kept = line.thing.file if line.thing and line.state == "held" else None
        if kept is not None and kept.sha256 not in paths:
            folder = f"{number:02} {_segment(words(line.paper.title, lang))}"
            yield kept.sha256, (f"{words(PAPERS, lang)}/{folder}/{kept.name[-80:].lstrip(' .')}", kept)


def _paper_rows(assessment: Assessment, paths: Paths, lang: Lang) -> Iterator[tuple[str, ...]]:
    """The papers of an application in the index, in hand or not; nothing where none was begun with."""
    for line in paper_lines(assessment) if assessment.papers else ():
        thing = line.thing
        kept = thing.file if thing and thing.file and thing.file.sha256 in paths else None
        file = _file(kept, paths)
        said = (thing.text, *file, thing.place, str(thing.dated or ""), str(thing.until or "")) if thing else ("",) * 7
        yield (words(PAPERS, lang), "", "", *paper_row(line, lang)[:2], *said, "")


def _segment(text: str) -> str:
    return safe_name(text.replace("/", "-"))[:_SEGMENT].strip(" .") or "-"


def _index(whole: Binder, paths: Paths) -> Iterator[tuple[str, ...]]:
    """A row for each thing that counts, and for each piece without one."""
    yield tuple(words(one, whole.lang) for one in e.INDEX_COLUMNS)
    for question in whole.by_piece:
        for piece in question.pieces:
            state = e.ACCEPTED if piece.state == "held" and whole.reviewed else e.PIECE_STATES[piece.state]
            begins = (*whole.place(question), question.text, piece.text, words(state, whole.lang))
            if not piece.proving:
                yield (*begins, *("",) * 8)
            for thing in piece.proving:
                item, until = thing.item, thing.ends[piece.id] or ""
                reviewed = f"{item.review.by} {item.review.on}" if item.review else ""
                yield (*begins, item.text, *_file(item.file, paths), item.place, item.dated or "", until, reviewed)


def _file(kept: KeptFile | None, paths: Paths) -> tuple[str, str, str]:
    """Where a file stands in the dossier, its hash and its size."""
    return (paths[kept.sha256][0], kept.sha256, str(kept.size)) if kept else ("", "", "")


def _html(title: str, lead: str, rows: list[tuple[str, ...]], lang: Lang) -> str:
    """The index as a page that opens the files beside it."""
    head, *body = rows
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    at, lines, above = e.INDEX_COLUMNS.index(w.FILE), "", ("",) * len(head)
    for row in body:
        told = [escape(cell) for cell in row]
        told[at] = f'<a href="{quote(row[at])}">{told[at]}</a>' if row[at] else ""
        again = next((n for n in range(_PLACE) if row[n] != above[n]), _PLACE)  # what stands in the row above is pale
        looks = (
            ' class="again"' if n < again else ' class="day"' if _DAY.fullmatch(row[n]) else "" for n in range(len(row))
        )
        lines += f"<tr>{''.join(f'<td{look}>{cell}</td>' for look, cell in zip(looks, told, strict=True))}</tr>"
        above = row
    return (
        f'<!doctype html><html lang="{LANGUAGES[lang].tag}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{LIGHT}{_LOOK}</style><h1>{escape(title)}</h1>'
        f"<p>{escape(lead)}</p><div><table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table></div></html>"
    )


_PLACE = 3
"""So many columns say where a piece belongs."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LOOK = """
body { margin: 2rem; font: 13px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: var(--ecq-ink); }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; }
p { color: var(--ecq-muted); }
a { color: var(--ecq-jade); }
div { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { background: var(--ecq-jade); color: var(--ecq-card); font-weight: 600; }
td, th { padding: .35rem .5rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--ecq-line); }
.again { color: var(--ecq-muted); }
.day { white-space: nowrap; }
td:nth-child(3) { min-width: 17em; }
td:nth-child(10) { min-width: 8em; }
td:nth-child(7):not(:empty), td:nth-child(8):not(:empty) { overflow-wrap: anywhere; min-width: 9em; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; font-size: 8px; } div { overflow: visible; } tr { break-inside: avoid; } th { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def is_dossier(opened: IO[bytes]) -> bool:
    """Whether an open file is a dossier."""
    try:
        with zipfile.ZipFile(opened) as archive:
            return MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def assessment_in(opened: IO[bytes]) -> bytes:
    """The file of the self-check in a dossier; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(opened) as archive:
            return _small(archive, _ASSESSMENT)
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError):
        return b""


def take(opened: IO[bytes], name: str, files: Files, add: Callable[[Assessment], str]) -> str:
    """Open a dossier again: keep its files, each checked by its hash, then `add` the self-check; returns what that returns.

    Nothing is unpacked by its name. Raises AssessmentError, and then nothing was kept.
    """
    with ExitStack() as arriving:
        try:
            archive = arriving.enter_context(zipfile.ZipFile(opened))
            manifest = json.loads(_small(archive, MANIFEST))
            if manifest.get("format") != FORMAT:
                raise ValueError
            assessment = read(_small(archive, _ASSESSMENT), name)
            named, left = files_in(assessment), room_left(Assessment(rubric=assessment.rubric))
            for digest, path in manifest["files"].items():
                chunks = iter(partial(arriving.enter_context(archive.open(path)).read, CHUNK), b"")
                kept = arriving.enter_context(files.arriving(chunks, Path(path).name, left))
                left -= kept.size
                if kept.sha256 != digest or digest not in named:
                    raise ValueError
        except (zipfile.BadZipFile, ValueError, KeyError, AttributeError, NotImplementedError, RuntimeError, EOFError):
            raise AssessmentError(
                f"{name} is no dossier of ECQ, or it is damaged; take another copy of it",
                f"{name} 不是 ECQ 的卷宗，或者已经损坏；请换一份",
            ) from None
        return add(assessment)


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as opened:
        return opened.read(FILE_LIMIT + 1)


def dossier_name(assessment: Assessment, lang: Lang, ending: str = "zip") -> str:
    """What the file is called."""
    return f"{safe_name(_title(assessment, lang))}.{ending}"


def _title(assessment: Assessment, lang: Lang) -> str:
    return say(e.DOSSIER_NAME, lang, name=assessment.name or "ECQ", day=assessment.day)
