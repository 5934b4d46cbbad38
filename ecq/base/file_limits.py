"""How large a file may be that someone gives to ECQ, how much it may hold, and what reading it may cost.

One place for the app and the command line. Whatever is above a limit is refused with one sentence. The limits on time and
memory are kept by `ecq.base.arms_length`, the others by whoever reads the kind of file.
"""

from __future__ import annotations

from typing import NamedTuple

FILE_LIMIT = 20_000_000
"""Bytes of one file of any kind. A full report has less than a tenth of it, a saved self-check less than a hundredth."""

READ_IN_PLACE = 500_000
"""Bytes of a saved self-check that the command line reads itself, which takes half a second at the worst."""

# PDF

PDF_STREAM_LIMIT = 32_000_000
"""Bytes of one part of a PDF, unpacked. A report of 500 questions has less than a tenth of it."""

PDF_WORK_LIMIT = 200_000_000
"""Bytes that unpacking all parts of a PDF may go through."""

ATTACHMENTS_LIMIT = 32

# Workbooks

WORKBOOK_LIMIT = 40_000_000
"""Bytes of a workbook, unpacked."""

MARKS_LIMIT, STYLE_MARKS_LIMIT = 400_000, 20_000
"""XML elements and their ends in all parts of a workbook, many times what the answer sheet of a large rubric has; and in
the part with the looks, whose reading takes longer than in proportion to its length."""

SHEETS_LIMIT, SHEET_MARKS_LIMIT = 60, 1_000_000
"""Sheets; and sheets times the marks of the largest part, as an entry may name one and the same part again and again."""

ROWS_LIMIT, COLUMNS_LIMIT = 20_000, 60
"""Filled rows of a sheet, and the columns that are looked at."""

CELL_LIMIT = 40_000
"""Characters that are read of a cell: more than one of Excel can hold."""

MERGED_LIMIT = 200_000
"""Cells of a sheet that lie beneath merged ones: more than all that are looked at of any form."""

# Word files

WORD_LIMIT, WORD_PARTS_LIMIT = 60_000_000, 1_000
"""Bytes of all parts of a template, unpacked, and how many there may be: many times what one with a logo has."""

# PowerPoint files

SLIDES_LIMIT, SLIDES_PARTS_LIMIT = 100_000_000, 2_000
"""Bytes of all parts of a template, unpacked, and how many there may be: many times what one with some pictures has."""

# Pictures

LOGO_LIMIT, PIXELS_LIMIT = 5_000_000, 16_000_000
"""Bytes of a logo; and pixels of any picture, in the head of a Word file too."""

SVG_LIMIT, SVG_PARTS_LIMIT, SVG_DEPTH_LIMIT = 200_000, 2_000, 30
"""Bytes, elements and levels of an SVG: every report draws it."""

# Keys to sign with

KEY_LIMIT = 1_000_000
"""Bytes of a PKCS#12 file."""

# Saved self-checks

JSON_DEPTH_LIMIT = 100
"""Levels of a saved self-check, which has eight."""

# Bodies of requests to the API

BODY_VALUES_LIMIT = 20_000
"""Values in one, of READ_IN_PLACE bytes at the most. All of a rubric of 500 questions, with evidence, has half as many."""

# YAML

YAML_LIMIT, YAML_MARKS_LIMIT, YAML_DEPTH_LIMIT = 2_000_000, 200_000, 100
"""Bytes of a file of rubrics, the places in it where something may begin, and levels. ECQ's largest has a twentieth."""

# Archives

ARCHIVE_LIMIT, ARCHIVE_FILES_LIMIT = 100_000_000, 1_000
"""Bytes of all files of an archive, unpacked, and how many there may be."""


# Documents

PAGES_LIMIT, PASSAGES_LIMIT, PASSAGE_LIMIT = 1_000, 20_000, 2_000
"""Pages of a PDF and passages of any document that are read, and characters of one: many times what a book of rules has."""

DOCUMENTS_LIMIT = 50
"""Files that one press brings in, those in archives counted."""


# Time and memory


class Allowance(NamedTuple):
    """What reading one file may cost: seconds of computing, and megabytes of memory for the process that reads."""

    seconds: int
    megabytes: int


READING = Allowance(10, 1_000)
"""Any file. An ordinary one takes a fraction of a second; most of the memory is that of the libraries."""

READING_DOCUMENT = Allowance(40, 1_000)
"""A document: 300 pages take a few seconds."""

DRAWING = Allowance(2, 500)
"""A logo: it is drawn again with every report."""

VERIFYING = Allowance(120, 2_000)
"""A report that is worked out and laid out again in full."""

BY_THE_CLOCK = 3
"""How many times its seconds of computing a file may take by the clock: others may keep the machine busy."""

READ_AT_ONCE = 4
"""So many files are read at the same time; further ones wait."""

RETIRES_AT = 400
"""Megabytes after which a process that reads is not asked again: what it holds goes back to the system."""
