"""Every text that a person reads, with where it stands: of the program, out of its source, and of the rubrics."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ecq.assessment.samples import load_samples
from ecq.base.translations import Pair
from ecq.checking.languages import texts
from ecq.rubric.loading import load_library

_HAN = re.compile(r"[\u3400-\u9fff]")
_SAID = {"text", "Text", "Help"}
"""What makes a text of two strings, Chinese first, whatever these look like."""


def every_text() -> dict[Pair, str]:
    """Each text once, with where it stands first: a name in a module, or a thing and a field of the rubrics."""
    found: dict[Pair, str] = {}
    for pair, place in (*_of_rubrics(), *_of_program()):
        found.setdefault(Pair(pair.zh.strip(), pair.en.strip()), place)
    return found


def _of_rubrics() -> Iterator[tuple[Pair, str]]:
    library = load_library()
    named = (*library.questions.values(), library.profile, library.sources, *library.layouts.values(), *load_samples())
    for thing in named:
        for where, path, text in texts(thing, getattr(thing, "id", ""), ""):
            yield Pair(text.zh, text.en), f"rubrics: {where} {path}"
    told = [(file, article) for file, law in library.law for article in (law, *law.articles.values())]
    for file, part in (*told, *library.changes):
        yield from ((Pair(text.zh, text.en), f"rubrics: {file.file} {path}") for _, path, text in texts(part, "", ""))


def _of_program() -> Iterator[tuple[Pair, str]]:
    package = Path(__file__).resolve().parents[2]
    for path in sorted(package.rglob("*.py")):
        module = ".".join(path.relative_to(package.parent).with_suffix("").parts)
        yield from _of_code(ast.parse(path.read_text("utf-8")), module)


def _of_code(node: ast.AST, place: str) -> Iterator[tuple[Pair, str]]:
    """The texts in a piece of code; the place grows by every name and key on the way to them."""
    if isinstance(node, ast.Call) and (pair := _pair(node)) is not None:
        yield pair, place
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from _of_code(value, f"{place}[{key.value!s}]" if isinstance(key, ast.Constant) else place)
        return
    for child in ast.iter_child_nodes(node):
        yield from _of_code(child, f"{place}.{name}" if (name := _name(child)) else place)


def _name(node: ast.AST) -> str:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
    return ""


def _pair(call: ast.Call) -> Pair | None:
    """The text a call says: two strings one after the other, one of them Chinese."""
    keywords = {each.arg: _words(each.value) for each in call.keywords}
    zh, en = keywords.get("zh"), keywords.get("en")
    if zh and en:
        return Pair(zh, en)
    said = [_words(argument) for argument in call.args]
    if zh and said and said[-1]:
        return Pair(zh, said[-1])
    called = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    for first, second in pairwise(said):
        if first and second and (called in _SAID or bool(_HAN.search(first)) != bool(_HAN.search(second))):
            return Pair(first, second) if called in _SAID or _HAN.search(first) else Pair(second, first)
    return None


def _words(node: ast.AST) -> str:
    """A string of the source, with a mark where a value is filled in; "" where it is none."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_with_marks(node.values))
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else ""


def _with_marks(values: list[ast.expr]) -> Iterator[str]:
    """The parts of a string; what is filled in once more has the same mark, another value of the same name one of its own."""
    marks: dict[str, str] = {}
    for each in values:
        if isinstance(each, ast.FormattedValue):
            name = mark = _filled_in(each.value)
            while mark in marks.values() and marks.get(ast.dump(each.value)) != mark:
                mark += name[-1]
            yield f"{{{marks.setdefault(ast.dump(each.value), mark)}}}"
        else:
            yield _words(each)


def _filled_in(value: ast.AST) -> str:
    """The last name in what is filled in that is no call."""
    called = {id(each.func) for each in ast.walk(value) if isinstance(each, ast.Call)}
    names = [each.id for each in ast.walk(value) if isinstance(each, ast.Name) and id(each) not in called]
    return names[-1] if names else "value"
