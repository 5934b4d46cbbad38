"""A small reproduction for fpdf2: text, headings and tables written by it are not in the structure tree. Needs fpdf2 and pypdf.

`python -m tests.report.fpdf2_tags` prints the structure types that a PDF with a heading, a paragraph and a table has. What is
wanted: H1, P, Table, TR, TH, TD. `start_section` and `table()` know all that is needed; what is missing is (1) a public call
that begins a marked-content sequence of a given type, (2) structure elements inside others, with /Lang and /A, and (3) more
than one sequence, also on further pages, in one element.
"""

from __future__ import annotations

from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader


def tags_of_a_table() -> list[str]:
    """The structure types in a PDF by fpdf2 alone."""
    pdf = FPDF()
    pdf.set_lang("en")
    pdf.add_page()
    pdf.set_font("helvetica")
    pdf.start_section("Heading")
    pdf.multi_cell(0, text="A paragraph.")
    with pdf.table() as table:
        for row in (("Head", "Head"), ("cell", "cell")):
            table.row(row)
    root = PdfReader(BytesIO(bytes(pdf.output()))).root_object
    tree = root.get("/StructTreeRoot")
    top = tree["/K"][0].get_object() if tree else {}
    return [str(one.get_object()["/S"]) for one in top.get("/K", [])]


if __name__ == "__main__":
    print(tags_of_a_table() or "no structure tree")  # noqa: T201
