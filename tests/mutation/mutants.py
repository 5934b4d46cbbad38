"""Mutants of a module: copies of its syntax tree with one small change each that alters what it does.

Left alone are what a person only reads (texts in both languages, docstrings), annotations, decorators, and asserts and
`strict`, which state what types cannot.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
WORDED = {"text", "Text", "Invalid", "invalid", "AssessmentError", "ValueError", "TypeError", "Field"}
"""Calls whose strings are for readers, or name a key of a file."""

Way = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    file: str
    function: str  # qualified; empty for what runs when the module or its class is made
    line: int
    change: str
    nth: int
    path: Path
    way: Way
    new: ast.AST

    @property
    def name(self) -> str:
        """What identifies it as long as the function stays as it is."""
        again = f" (occurrence {self.nth})" if self.nth > 1 else ""
        return f"{self.file}:{self.function or 'module'}: {self.change}{again}"

    def tree(self) -> ast.Module:
        """The module with the change."""
        tree = ast.parse(self.path.read_text("utf-8"))
        _put(tree, self.way, ast.copy_location(self.new, _at(tree, self.way)))
        return ast.fix_missing_locations(tree)


def mutants(path: Path, root: Path) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(path.read_text("utf-8"))
    file = path.relative_to(root).as_posix()
    made, seen = [], Counter[tuple[str, str]]()
    for way, function in _places(tree, (), "", False):
        old = _at(tree, way)
        for new in _replacements(old):
            change = " → ".join(_short(node) for node in (old, new))
            seen[function, change] += 1
            made.append(Mutant(file, function, old.lineno, change, seen[function, change], path, way, new))
    return made


def functions(path: Path) -> dict[str, str]:
    """Every function by its qualified name as Python writes it, however its lines move; the whole as `module`."""
    tree = ast.parse(path.read_text("utf-8"))
    found = {"module": ast.unparse(tree)}

    def add(body: list[ast.stmt], within: str) -> None:
        for one in body:
            if isinstance(one, ast.ClassDef):
                add(one.body, f"{within}{one.name}.")
            elif isinstance(one, ast.FunctionDef):
                found[f"{within}{one.name}"] = found.get(f"{within}{one.name}", "") + ast.unparse(one)

    add(tree.body, "")
    return found


def _places(node: ast.AST, way: Way, function: str, inside: bool) -> Iterator[tuple[Way, str]]:
    """Where a change may be made: the way there from the top, and the outermost function it is in."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment", "ctx", "type_params"):
            continue
        for number, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _left_alone(child):
                continue
            here = (*way, (field, number))
            name, within = function, inside
            if not inside and isinstance(node, ast.FunctionDef | ast.ClassDef):
                within = isinstance(node, ast.FunctionDef) and field == "body"
                name = f"{function}.{node.name}".lstrip(".")
            if isinstance(child, ast.expr | ast.stmt):
                yield here, name if within else ""
            yield from _places(child, here, name, within)


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return any(getattr(target, "id", "") == "__all__" for target in node.targets) or _is_alias(node.value)
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in {*WORDED, "cast", "TypeVar"}
    if isinstance(node, ast.If):
        return getattr(node.test, "id", "") == "TYPE_CHECKING"
    if isinstance(node, ast.FunctionDef):
        return node.name in ("__repr__", "__repr_args__")
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return isinstance(node, ast.Assert | ast.Import | ast.ImportFrom | ast.JoinedStr)


def _is_alias(value: ast.expr) -> bool:
    """Whether a name is given to a type: Literal[…], a | b, tuple[…]."""
    inner = value
    while isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.BitOr):
        inner = inner.left
    return (
        isinstance(inner, ast.Subscript) and getattr(inner.value, "id", "") in {"Literal", "tuple", "dict", "list"}
    ) or (inner is not value and isinstance(inner, ast.Name))


def _at(node: ast.AST, way: Way) -> ast.AST:
    for field, number in way:
        node = getattr(node, field) if number is None else getattr(node, field)[number]
    return node


def _put(tree: ast.AST, way: Way, new: ast.AST) -> None:
    parent, (field, number) = _at(tree, way[:-1]), way[-1]
    if number is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[number] = new


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What a part of the tree is replaced by, one at a time."""
    changed = deepcopy(node)
    match changed:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(list(ops)):
                for other in COMPARISONS[type(operator)]:
                    another = deepcopy(changed)
                    another.ops[place] = other()
                    yield another
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in OPERATORS:
            changed.op = OPERATORS[type(operator)]()
            yield changed
            if isinstance(node, ast.AugAssign):
                yield ast.Pass()
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)):
            yield ast.Constant(f"{value}~")
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield ast.Name(NAMES[name], ast.Load())
        case ast.IfExp(test=test) if not _negation(test):
            changed.test = ast.UnaryOp(ast.Not(), test)
            yield changed
        case ast.If(test=test) | ast.While(test=test) if not _negation(test):
            changed.test = ast.UnaryOp(ast.Not(), test)
            yield changed
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            for place, part in enumerate(changed.generators):
                for number in range(len(part.ifs)):
                    another = deepcopy(changed)
                    del another.generators[place].ifs[number]
                    yield another


def _negation(test: ast.expr) -> bool:
    """Whether other changes already turn a condition round."""
    return isinstance(test, ast.UnaryOp) or (isinstance(test, ast.Compare) and len(test.ops) == 1)


def _short(node: ast.AST) -> str:
    """The first line of a part as Python writes it."""
    return " ".join(ast.unparse(node).split("\n")[0].split())[:120]
