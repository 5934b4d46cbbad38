"""The structure tree of the PDF: what readers hear as headings, paragraphs, lists, tables and figures, in reading order.

fpdf2 tags pictures alone and has no call for anything else; what this uses of it is internal, and its version is pinned.
What the tree cannot have by it, and a report to reproduce that, is in docs/report.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import PDFArray, PDFObject, PDFString

from ecq.document.drawing.page import Element

_SCOPES = {"TH": "/Column", "TH-Row": "/Row"}


class _Kids(PDFArray):
    """What an element holds: numbers of marked content on its page, and elements."""

    def serialize(self, *_args: Any, **_more: Any) -> str:
        return f"[{' '.join(one.ref if isinstance(one, PDFObject) else str(one) for one in list.__iter__(self))}]"


class _Node(StructElem):
    """An element with what fpdf2's own leaves out: its language, and whose head a cell is."""

    def __init__(self, kind: str, parent: PDFObject, page: int, alt: str | None = None, lang: str = "") -> None:
        super().__init__(f"/{kind.partition('-')[0]}", parent, [], page_number=page, alt=alt)
        self.k: PDFArray = _Kids()
        self.scope = _SCOPES.get(kind, "")
        self.lang = lang

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        """By hand, since there are thousands."""
        said = f"/Type {self.type} /S {self.s} /P {self.p.ref} /K {self.k.serialize()}"
        if self.pg is not None:
            said += f" /Pg {self.pg.ref}"
        if self.alt is not None:
            said += f" /Alt {self.alt.serialize(_security_handler=_security_handler, _obj_id=self.id)}"
        if self.scope:
            said += f" /A <</O /Table /Scope {self.scope}>>"
        if self.lang:
            said += f" /Lang {PDFString(self.lang).serialize(_security_handler=_security_handler, _obj_id=self.id)}"
        return f"{self.id} 0 obj\n<<{said}>>\nendobj"


class _Top(_Kids):
    """The elements of the document. fpdf2 goes over them to tell each its page: it is shown the inner ones too."""

    def __init__(self, every: list[_Node]) -> None:
        super().__init__()
        self.every = every

    def __iter__(self) -> Iterator[Any]:
        return iter(self.every)


class Structure(StructureTreeBuilder):
    """Builds the tree while pages are painted, in the place of fpdf2's own builder."""

    def __init__(self) -> None:
        super().__init__()
        self._every: list[_Node] = []
        self._known: dict[Element, _Node] = {}
        self.doc_struct_elem.k = _Top(self._every)

    def marked(
        self, page: int, within: tuple[Element, ...], alt: str | None = None, lang: str = ""
    ) -> tuple[str, int, int]:
        """Enter a piece of content; returns its tag, its number on the page, and the number of the page's tree.

        What an element holds on a further page, or in another language than the document, stands in a Span of its own.
        """
        owner: Any = self.doc_struct_elem
        for element in within:
            owner = self._known.get(element) or self._new(element, owner, page, alt)
        if lang or owner.page_number() != page:
            owner = self._add(_Node("Span", owner, page, lang=lang), owner)
        tree = self.spid_per_page_number.setdefault(page, len(self.spid_per_page_number))
        entered = self.struct_tree_root.parent_tree.nums[tree]
        owner.k.append(len(entered))
        entered.append(owner)
        return owner.s, len(entered) - 1, tree

    def _new(self, element: Element, owner: Any, page: int, alt: str | None) -> _Node:
        self._known[element] = self._add(_Node(element.kind, owner, page, alt), owner)
        return self._known[element]

    def _add(self, node: _Node, owner: Any) -> _Node:
        list.append(owner.k, node)
        self._every.append(node)
        return node

    def empty(self) -> bool:
        """Whether nothing is entered."""
        return not self._every

    def __iter__(self) -> Iterator[PDFObject]:
        """Every object of the tree, its root first, as fpdf2 writes them."""
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.struct_tree_root.parent_tree
        yield from self._every
