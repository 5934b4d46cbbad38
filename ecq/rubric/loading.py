"""Rubrics read from YAML files, or from one JSON text.

Every problem of every file is found in one go, each with file, line and what to do; nothing is half-loaded.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from ecq.base.errors import Problem, RubricError
from ecq.base.file_limits import YAML_DEPTH_LIMIT, YAML_LIMIT, YAML_MARKS_LIMIT
from ecq.rubric.conditions import Profile
from ecq.rubric.kinds import Question
from ecq.rubric.law import Called, Law, written_out
from ecq.rubric.model import Bank, Changes, Layout, Node, Rubric, SourceKind, SourceRegister, shares, walk


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Leaves every scalar text: guessing what each might be takes a fifth of the time of reading."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_Model = TypeVar("_Model", bound=BaseModel)
_Path = tuple[str | int, ...]


def rubric_home() -> Path:
    """The folder of the rubrics that come with ECQ: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "rubrics"
    return beside if (beside / "profile.yaml").is_file() else package / "rubrics"


@dataclass(frozen=True)
class Library:
    """All that a folder of rubrics holds: the bank, the profile, the law, other sources and the layouts over them.

    `bank`, `law` and `changes` are the files themselves, each with where everything stands in it.
    """

    questions: Mapping[str, Question]
    efforts: Mapping[str, Any]
    profile: Profile
    sources: SourceRegister
    layouts: Mapping[str, Layout]
    bank: tuple[tuple[Document, Bank], ...] = ()
    law: tuple[tuple[Document, Law], ...] = ()
    changes: tuple[tuple[Document, Changes], ...] = ()

    @cached_property
    def laws(self) -> Mapping[str, Law]:
        """Every law by id, with the articles that several folders tell of it."""
        laws: dict[str, Law] = {}
        for _, law in self.law:
            known = laws.setdefault(law.id, law)
            if known is not law:
                laws[law.id] = known.model_copy(update={"articles": {**law.articles, **known.articles}})
        return laws

    def rubric(self, rubric_id: str) -> Rubric:
        """The rubric of that id. Raises RubricError, naming those there are, where there is none."""
        layout = self.layouts.get(rubric_id)
        if layout is None:
            known = ", ".join(sorted(self.layouts)) or "none"
            message = f"there is no rubric of this id; there are: {known}"
            raise RubricError([Problem(rubric_id, None, "", message, f"没有这份评价细则；现有：{known}")])
        order = [placed.question for node, _ in walk(layout.tree) for placed in node.questions]
        cited = {layout.standard, *(citation.source for citation in layout.bands_sources)}
        for question_id in order:
            question = self.questions[question_id]
            cited.update(citation.source for citation in question.sources)
            if question.gate is not None and question.gate.duty is not None:
                cited.add(question.gate.duty.source)
        return Rubric(
            layout=layout,
            questions=tuple(self.questions[question_id] for question_id in order),
            efforts=tuple(dict.fromkeys(self.efforts[question_id] for question_id in order)),
            profile=self.profile,
            sources=tuple(source for source in self.sources.sources if source.id in cited),
        )


def load_library(folder: Path | None = None, extra: tuple[Path, ...] = ()) -> Library:
    """Read profile.yaml, sources.yaml, law, bank, changes and rubrics of a folder (ECQ's own by default).

    Folders in `extra` add rubrics, and may add questions (bank/*.yaml), laws or articles of them (law/*.yaml) and
    sources (sources.yaml), to it. Raises RubricError with every problem found. The result is cached per folder for the life of the process.
    """
    return _library(folder or rubric_home(), extra)


@lru_cache(maxsize=8)
def _library(folder: Path, extra: tuple[Path, ...]) -> Library:
    return _Reading(folder, extra).library()


def read_rubric(text: str | bytes, where: str) -> Rubric:
    """A whole rubric from the JSON text that `Rubric.canonical` is. Raises RubricError, naming `where`."""
    document = Document(where)
    try:
        document.data = json.loads(text)
        rubric = validate(document, Rubric)
        if rubric is not None:
            _Reading(Path()).check_whole(document, rubric)
    except (ValueError, RecursionError):
        raise RubricError([Problem(where, None, "", "is not a rubric as ECQ writes it to a report")]) from None
    if rubric is None or document.problems:
        raise RubricError(document.problems)
    return rubric


@lru_cache(maxsize=32)
def load_rubric(rubric_id: str, folder: Path | None = None) -> Rubric:
    """The rubric of that id from a folder (ECQ's own by default). Raises RubricError."""
    return load_library(folder).rubric(rubric_id)


@dataclass
class Document:
    """A YAML file as plain data (all scalars text, so that 0.9 stays nine tenths) and the line of every path."""

    file: str
    data: Any = None
    lines: dict[_Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: _Path) -> int | None:
        """Line of the nearest thing on this path; steps the file does not have (a union's tag) are passed over."""
        known: _Path = ()
        for step in path:
            if (*known, step) in self.lines:
                known = (*known, step)
        return self.lines.get(known)

    def at(self, path: _Path, message: str) -> Problem:
        """A problem at this place of the file."""
        return Problem(self.file, self.line_of(path), self._where(path), message)

    def problem(self, path: _Path, message: str) -> None:
        """Note a problem at this place of the file."""
        self.problems.append(self.at(path, message))

    def _where(self, path: _Path) -> str:
        """The path as a person reads it: list places by the id that stands there."""
        words: list[str] = []
        here = self.data
        for step in path:
            if isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
                name = here.get("id") if isinstance(here, dict) else None
                words.append(f"[{name or step + 1}]")
            elif isinstance(here, dict) and step in here:
                here = here[step]
                words.append(f".{step}" if words else str(step))
            elif isinstance(step, str) and step not in _KINDS:
                words.append(f".{step}" if words else step)
        return "".join(words)


_KINDS = [get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Question)[0])]


def read_yaml(path: Path, shown: str) -> Document:
    """Read one YAML file into plain data; problems are collected, not raised."""
    document, line = Document(shown), None
    try:
        text = _limited(path)
        node = yaml.compose(text, Loader=_Loader) if text is not None else None
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
    except UnicodeDecodeError:
        message = "is not UTF-8 text; save it as UTF-8"
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        message = f"is not valid YAML ({error.problem}); mend this line"
    except RecursionError:
        message = _TOO_DEEP
    except yaml.YAMLError:
        message = "has characters that YAML does not allow; remove them"
    else:
        if node is not None:
            document.data = _build(node, (), document, set())
            return document
        line, message = (None, _TOO_LARGE) if text is None else (1, "is empty")
    document.problems.append(Problem(shown, line, "", message))
    return document


_TOO_LARGE = f"is larger than {YAML_LIMIT // 1_000_000} MB or holds more than a rubric can; split it"
_TOO_DEEP = f"is nested deeper than {YAML_DEPTH_LIMIT} levels; write it flatter"


def _limited(path: Path) -> str | None:
    """The text of a file; None where reading it as YAML could take long, by its size and the marks that can begin an item."""
    with path.open("rb") as opened:
        data = opened.read(YAML_LIMIT + 1)
    if len(data) > YAML_LIMIT or sum(map(data.count, (b"\n", b"\r", b",", b"[", b"{", b":", b"-"))) > YAML_MARKS_LIMIT:
        return None
    return data.decode("utf-8")


def _build(node: yaml.Node, path: _Path, document: Document, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    document.lines.setdefault(path, line)
    if id(node) in seen:
        message = "anchors and aliases are not used here; write it out"
        document.problems.append(Problem(document.file, line, "", message))
        return None
    seen.add(id(node))
    if len(path) > YAML_DEPTH_LIMIT:
        document.problems.append(Problem(document.file, line, "", _TOO_DEEP))
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, index), document, seen) for index, child in enumerate(node.value)]
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        document.lines[(*path, key)] = key_node.start_mark.line + 1
        value = _build(value_node, (*path, key), document, seen)
        if key in built:
            first = f"{key!r} stands twice; keep one"
            document.problems.append(Problem(document.file, key_node.start_mark.line + 1, "", first))
        built[key] = value
    return built


def _scalar(node: yaml.ScalarNode) -> str | bool | None:
    text = str(node.value)
    if not node.style:  # libyaml says "" for a plain scalar, PyYAML says None
        if text in ("true", "false"):
            return text == "true"
        if text in ("", "null", "~"):
            return None
    return text


_WORDS = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key ECQ knows here; correct or remove it",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must be lower-case letters, digits and single hyphens",
    "too_short": "needs at least {min_length} entries",
    "tuple_type": "must be a list",
    "model_type": "must be a mapping of keys",
    "dict_type": "must be a mapping of keys",
    "bool_type": "must be true or false",
    "literal_error": "must be one of {expected}",
    **dict.fromkeys(("union_tag_invalid", "union_tag_not_found"), f"kind must be one of {', '.join(_KINDS)}"),
}
"""What is said of a mistake in place of pydantic's words, by its type; with what pydantic tells of it."""


def validate(document: Document, model: type[_Model], names: Mapping[str, Called] | None = None) -> _Model | None:
    """The document as that model, marks of articles written out, or None with the problems added to the document."""
    if document.problems:
        return None
    within = str(document.data.get("id", "")) if model is Law and isinstance(document.data, dict) else ""
    data = written_out(document.data, names, within) if names else document.data
    try:
        return model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        for entry in error.errors():
            said = _WORDS.get(entry["type"], "").format_map(entry.get("ctx", {}))
            document.problem(entry["loc"], said or entry["msg"].removeprefix("Value error, "))
        return None


class _Reading:
    """One pass over a folder, gathering every problem before anything is returned."""

    def __init__(self, folder: Path, extra: tuple[Path, ...] = ()) -> None:
        self.folder = folder
        self.extra = extra
        self.documents: list[Document] = []
        self.names: Mapping[str, Called] = {}
        """What sentences call each law."""
        self.unread: set[str] = set()
        """Ids of questions in files with mistakes: they are there, so placing them is not one mistake more."""

    def library(self) -> Library:
        profile = self._one("profile.yaml", Profile)
        laws = self._many("law/*.yaml", Law)
        register = self._sources([law for _, law in laws])
        banks = self._many("bank/*.yaml", Bank)
        changes = self._many("changes/*.yaml", Changes)
        layouts = self._many("*.yaml", Layout)
        if profile and register:
            self._check_questions(banks, profile, register)
        questions = {question.id: question for _, bank in banks for question in bank.with_proof_effort()}
        efforts = {question.id: bank.effort_basis for _, bank in banks for question in bank.questions}
        by_id: dict[str, Layout] = {}
        for document, layout in layouts:
            if layout.id in by_id:
                document.problem(("id",), f"the rubric id {layout.id!r} is used by another file too")
            by_id[layout.id] = layout
            self._check_layout(document, layout, questions, register)
        problems = [problem for document in self.documents for problem in document.problems]
        if problems or profile is None or register is None:
            raise RubricError(problems)
        files = (tuple(banks), tuple(laws), tuple(changes))
        return Library(questions, efforts, profile, register, by_id, *files)

    def _sources(self, laws: list[Law]) -> SourceRegister | None:
        """The register: the laws by kind, what has no articles, and what further folders add to it."""
        register = self._one("sources.yaml", SourceRegister)
        if register:
            kinds = get_args(SourceKind)
            of_laws = {law.id: law.source for law in sorted(laws, key=lambda law: kinds.index(law.kind))}
            _check_new(self.documents[-1], register, of_laws, "has its file in law/ already")
            register = register.model_copy(update={"sources": (*of_laws.values(), *register.sources)})
        for folder in self.extra:
            if not folder.is_dir():
                missing = Problem(str(folder), None, "", "is not a folder; correct ECQ_RUBRICS")
                self.documents.append(Document(str(folder), problems=[missing]))
            elif (folder / "sources.yaml").is_file():
                document = read_yaml(folder / "sources.yaml", f"{folder.name}/sources.yaml")
                self.documents.append(document)
                added = validate(document, SourceRegister)
                if register and added:
                    _check_new(document, added, {source.id for source in register.sources}, "is there already")
                    register = register.model_copy(update={"sources": (*register.sources, *added.sources)})
        return register

    def _one(self, name: str, model: type[_Model]) -> _Model | None:
        document = read_yaml(self.folder / name, name)
        self.documents.append(document)
        return validate(document, model)

    def _many(self, pattern: str, model: type[_Model]) -> list[tuple[Document, _Model]]:
        pairs = []
        documents = [
            read_yaml(path, f"{called}{path.relative_to(folder).as_posix()}")
            for folder, called in ((self.folder, ""), *((one, f"{one.name}/") for one in self.extra))
            for path in sorted(folder.glob(pattern))
            if path.name not in ("profile.yaml", "sources.yaml")
        ]
        if model is Law:
            heads = [document.data for document in documents if isinstance(document.data, dict)]
            self.names = {str(head.get("id")): _called(head) for head in heads if _has_both(head.get("short"))}
        for document in documents:
            self.documents.append(document)
            value = validate(document, model, self.names)
            if value is not None:
                pairs.append((document, value))
            elif isinstance(document.data, dict) and isinstance(document.data.get("questions"), list):
                self.unread |= {str(q.get("id")) for q in document.data["questions"] if isinstance(q, dict)}
        return pairs

    def check_whole(self, document: Document, rubric: Rubric) -> None:
        """The checks of files for a rubric that came in one piece; problems go to the document."""
        register = SourceRegister.model_construct(sources=rubric.sources)
        bank = Bank.model_construct(questions=rubric.questions)
        self._check_questions([(document, bank)], rubric.profile, register)
        self._check_layout(document, rubric.layout, {one.id: one for one in rubric.questions}, register)
        if not document.problems and sorted(rubric.order) != sorted(one.id for one in rubric.questions):
            document.problem(("questions",), "must be those that the tree places, each once")

    def _check_questions(self, banks: list[tuple[Document, Bank]], profile: Profile, register: SourceRegister) -> None:
        known_sources = {source.id for source in register.sources}
        known_facts = {fact.id: {option.id for option in fact.options} for fact in profile.facts}
        seen: dict[str, str] = {}
        for document, bank in banks:
            for index, question in enumerate(bank.questions):
                path: _Path = ("questions", index)
                if question.id in seen:
                    document.problem((*path, "id"), f"the question id is used in {seen[question.id]} too")
                seen[question.id] = document.file
                for number, citation in enumerate(question.sources):
                    _check_source(document, (*path, "sources", number, "source"), citation.source, known_sources)
                if question.gate and question.gate.duty:
                    where = (*path, "gate", "duty", "source")
                    _check_source(document, where, question.gate.duty.source, known_sources)
                for message in _unknown_facts(question, known_facts):
                    document.problem((*path, "applies"), message)

    def _check_layout(
        self, document: Document, layout: Layout, questions: Mapping[str, Question], register: SourceRegister | None
    ) -> None:
        if register:
            known_sources = {source.id for source in register.sources}
            _check_source(document, ("standard",), layout.standard, known_sources)
            for number, one in enumerate(layout.bands_sources):
                _check_source(document, ("bands_sources", number, "source"), one.source, known_sources)
        ids: set[str] = set()
        placed: set[str] = set()

        def visit(nodes: tuple[Node, ...], total: Fraction, path: _Path) -> None:
            counted = [(index, node) for index, node in enumerate(nodes) if node.status != "unknown"]
            points = self._shares(document, path, total, tuple(node.points for _, node in counted))
            for index, node in enumerate(nodes):
                if node.id in ids:
                    document.problem((*path, index, "id"), f"the node id {node.id!r} is used more than once")
                ids.add(node.id)
            for (index, node), worth in zip(counted, points, strict=True):
                here: _Path = (*path, index)
                for number, entry in enumerate(node.questions):
                    where = (*here, "questions", number, "question")
                    if entry.question not in questions and entry.question not in self.unread:
                        document.problem(where, f"{entry.question!r} is not a question of the bank; correct or add it")
                    elif entry.question in placed:
                        document.problem(where, f"{entry.question!r} is placed twice; a question counts once")
                    placed.add(entry.question)
                self._shares(document, (*here, "questions"), worth, tuple(entry.points for entry in node.questions))
                if node.children:
                    visit(node.children, worth, (*here, "children"))

        visit(layout.tree, Fraction(100), ("tree",))

    @staticmethod
    def _shares(
        document: Document, path: _Path, total: Fraction, stated: tuple[Fraction | None, ...]
    ) -> tuple[Fraction, ...]:
        try:
            return shares(total, stated)
        except ValueError as error:
            document.problem(path, str(error))
            return tuple(Fraction(1) for _ in stated)


def _called(head: Mapping[str, Any]) -> Called:
    versions = head.get("versions")
    last = versions[-1] if isinstance(versions, list) and versions else None
    numbers = last.get("numbers") if isinstance(last, dict) else None
    return Called(head["short"]["zh"], head["short"]["en"], numbers if isinstance(numbers, dict) else {})


def _has_both(text: object) -> bool:
    return isinstance(text, dict) and isinstance(text.get("zh"), str) and isinstance(text.get("en"), str)


def _check_new(document: Document, added: SourceRegister, known: Container[str], why_not: str) -> None:
    for index, source in enumerate(added.sources):
        if source.id in known:
            document.problem(("sources", index, "id"), f"the source {source.id!r} {why_not}; leave it out")


def _check_source(document: Document, path: _Path, source: str, known: set[str]) -> None:
    if source not in known:
        document.problem(path, f"{source!r} is neither in law/ nor in sources.yaml; add or correct it")


def _unknown_facts(question: Question, known: Mapping[str, set[str]]) -> Iterator[str]:
    if question.applies is None:
        return
    for fact, values in question.applies.facts():
        if fact not in known:
            yield f"{fact!r} is not a fact of profile.yaml"
            continue
        for value in values:
            if value not in known[fact]:
                yield f"{value!r} is not an option of {fact}; there are: {', '.join(sorted(known[fact]))}"
