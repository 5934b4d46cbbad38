"""A rubric with a body's own numbers: the file it is saved as, and the rubric it makes.

Knows which numbers a variant replaces and how it is written to YAML. Must not know workbooks.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from ecq.base.errors import Problem, RubricError
from ecq.base.exact import Exact, plain
from ecq.base.frozen import Frozen, Id, Words
from ecq.base.language import Text
from ecq.rubric.kinds import Question
from ecq.rubric.loading import read_yaml, validate
from ecq.rubric.model import Layout, Node, Rubric, Source
from ecq.rubric.points_table import Table, findings, points_of

PointsStatus = Literal["body", "official"]
FIRST_VERSION = "1.0.0"
TABLE_SOURCE = "points-table"
"""Source id under which a variant with bands of its own cites the table they come from."""

ID_LIMIT = 60
_NOTE = "Points, credits and grade bands are those of {name}, read from the file “"
_NOTE_GOES_ON = "”. Questions and structure are those of "
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


class Variant(Frozen):
    """The same questions with other numbers: whose they are, over which rubric, and every number, none left to the base.

    `points` names every node that carries points and every question; `credits` every question but yes-or-no ones, by
    option, band or number of items; `bands` every grade. `base_version` and `base_digest` say what the table was made for.
    """

    variant_of: Id
    base_version: Words
    base_digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    id: Id
    version: Words = FIRST_VERSION
    name: Words
    status: PointsStatus
    source: Words
    points: dict[Id, Exact] = Field(min_length=1)
    credits: dict[Id, dict[Id, Exact]]
    bands: dict[Id, Exact] = Field(min_length=2)


def variant_id(rubric: Rubric, name: str) -> str:
    """An id for a body's table over a rubric: the rubric's, the name's letters a-z, and a checksum of what is not a-z."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", letters)
    distinct = name.isascii() and parts  # 北京 A and 上海 A are two
    tail = "" if distinct else f"-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    head = "-".join([rubric.id[: ID_LIMIT // 2].strip("-"), *parts])
    return head[: ID_LIMIT - len(tail)].strip("-") + tail


def apply_variant(variant: Variant, rubric: Rubric, file: str = "") -> Rubric:
    """The rubric with the variant's numbers, under the variant's id. `file` is named in problems.

    Everything is checked again. A base whose text changed since is taken as long as all ids are still the same ones.
    Raises RubricError with every problem.
    """
    shown = file or f"{variant.id}.yaml"
    if variant.variant_of != rubric.id:
        message = f"is over {variant.variant_of}, not over {rubric.id}; choose the rubric it was made for"
        zh = f"是在 {variant.variant_of} 上做的，不是 {rubric.id}，请选做它时的那份评价细则"
        raise RubricError([Problem(shown, None, "variant_of", message, zh)])
    if variant.id == rubric.id:
        message = "is the id of the base; give the variant one of its own"
        raise RubricError([Problem(shown, None, "id", message, "和原来那份评价细则同一个编号，请另取一个")])
    table = Table(
        dict(variant.points), {one: dict(by_option) for one, by_option in variant.credits.items()}, dict(variant.bands)
    )
    problems = [
        Problem(shown, None, ".".join(one.spot), one.message.en, one.message.zh) for one in findings(table, rubric)
    ]
    if problems:
        raise RubricError(problems)
    try:
        return _Applying(variant, rubric).rubric()
    except ValidationError as error:
        raise RubricError(
            [
                Problem(shown, None, ".".join(map(str, entry["loc"])), entry["msg"].removeprefix("Value error, "))
                for entry in error.errors()
            ]
        ) from None


def variant_in(rubric: Rubric, base: Rubric) -> Variant | None:
    """The variant that makes exactly this rubric of a base; None where more differs than a body may set."""
    layout = rubric.layout
    name = layout.title.zh.removeprefix(f"{base.layout.title.zh}（").removesuffix("）")
    source = layout.points_note.en.removeprefix(_NOTE.format(name=name)).partition(_NOTE_GOES_ON)[0]
    numbers = {
        "points": points_of(rubric),
        "credits": {one.id: dict(one.own_credits) for one in rubric.questions if one.own_credits},
        "bands": {band.id: band.from_ for band in rubric.bands},
    }
    of_base = {"variant_of": base.id, "base_version": base.version, "base_digest": base.digest}
    own = {"id": rubric.id, "version": rubric.version, "status": layout.points_status, "name": name, "source": source}
    try:
        variant = Variant.model_validate({**of_base, **own, **numbers})
        return variant if apply_variant(variant, base).digest == rubric.digest else None
    except (ValidationError, RubricError):
        return None


@dataclass(frozen=True)
class _Applying:
    """A variant whose numbers are known to be sound, being put into its base."""

    variant: Variant
    base: Rubric

    def rubric(self) -> Rubric:
        own_bands = [self.variant.bands[band.id] for band in self.base.bands] != [b.from_ for b in self.base.bands]
        sources = self.base.sources
        cited: tuple[Any, ...] = self.base.layout.bands_sources
        if own_bands:
            sources = (*(one for one in sources if one.id != TABLE_SOURCE), self._source())
            cited = ({"source": TABLE_SOURCE, "status": "secondary"},)
        old = self.base.layout
        layout = Layout.model_validate(
            {
                **{name: getattr(old, name) for name in ("state", "standard", "gate_cap")},
                "id": self.variant.id,
                "version": self.variant.version,
                "title": self._title(),
                "points_status": self.variant.status,
                "points_note": self._note(),
                "bands": tuple(
                    {"id": band.id, "from": self.variant.bands[band.id], "stars": band.stars, "title": band.title}
                    for band in old.bands
                ),
                "bands_sources": cited,
                "bands_note": None if own_bands else old.bands_note,
                "tree": self._nodes(old.tree),
            }
        )
        return Rubric(
            layout=layout,
            questions=tuple(self._question(question) for question in self.base.questions),
            efforts=self.base.efforts,
            profile=self.base.profile,
            sources=sources,
        )

    def _title(self) -> Text:
        title, name = self.base.layout.title, self.variant.name
        hant = f"{title.hant}（{name}）" if title.hant else None
        return Text(zh=f"{title.zh}（{name}）", en=f"{title.en} ({name})", hant=hant)

    def _note(self) -> Text:
        name, file, base = self.variant.name, self.variant.source, f"{self.variant.variant_of} {self.base.version}"
        zh = f"分值、得分率和等级分数线出自{name}，读自文件“{file}”。题目和结构仍是 {base}。"
        en = f"{_NOTE.format(name=name)}{file}{_NOTE_GOES_ON}{base}."
        if self.variant.status == "official":
            zh += "提供者说明这是标准的分值；ECQ 没有与标准原文核对。"
            en += " They were given as the standard's own; ECQ has not compared them with the standard."
        else:
            zh += "ECQ 没有与该机构的原文核对。"
            en += " ECQ has not compared them with the body's own document."
        return Text(zh=zh, en=en)

    def _source(self) -> Source:
        name = self.variant.name
        return Source(
            id=TABLE_SOURCE,
            title=Text(zh=f"{name}的分值表", en=f"Table of points of {name}"),
            number=self.variant.source,
            kind="scheme",
            state="in-force",
            status="secondary",
            official=self.variant.source,
            checked_on="never",
        )

    def _nodes(self, nodes: Sequence[Node]) -> tuple[dict[str, Any], ...]:
        nodes_data = []
        for node in nodes:
            data: dict[str, Any] = {name: getattr(node, name) for name in Node.model_fields}
            if node.status != "unknown":
                data["points"] = self.variant.points[node.id]
            data["children"] = self._nodes(node.children)
            data["questions"] = tuple(
                {"question": placed.question, "points": self.variant.points[placed.question]}
                for placed in node.questions
            )
            nodes_data.append(data)
        return tuple(nodes_data)

    def _question(self, question: Question) -> Question:
        credits = self.variant.credits.get(question.id, {})
        if credits == question.own_credits:
            return question
        fields: dict[str, Any] = {name: getattr(question, name) for name in type(question).model_fields}
        return _QUESTION.validate_python({**fields, **question.with_credits(credits)})


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


_resolver: Any = yaml.resolver.Resolver()


def _number(dumper: yaml.SafeDumper, value: Fraction) -> yaml.Node:
    text = plain(value)
    return dumper.represent_scalar(_resolver.resolve(yaml.ScalarNode, text, (True, False)), text)


_Dumper.add_representer(Fraction, _number)


def dump_variant(variant: Variant) -> str:
    """The variant as the text of its YAML file."""
    data = {name: getattr(variant, name) for name in Variant.model_fields}
    body = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"# A certification body's own numbers over the questions of {variant.variant_of}. Made by ECQ from a workbook.\n{body}"


def load_variants(folder: Path) -> tuple[Variant, ...]:
    """The variants in a folder, by file name; none where there is no such folder.

    Each is sound in itself; whether it fits its base, `apply_variant` says. Raises RubricError with every problem.
    """
    variants: list[Variant] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        document = read_yaml(path, path.name)
        variant = validate(document, Variant)
        if variant is not None and variant.id != path.stem:
            document.problem(("id",), f"the file must be called {variant.id}.yaml, or the id be {path.stem!r}")
        problems.extend(document.problems)
        if variant is not None:
            variants.append(variant)
    if problems:
        raise RubricError(problems)
    return tuple(variants)
