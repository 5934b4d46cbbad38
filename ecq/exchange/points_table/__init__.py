"""A certification body's own table of points: out as an Excel workbook, back in as a variant of a rubric.

`export_points` writes the workbook, `import_points` reads it into a `Variant`, `apply_variant` makes the rubric with the
body's points, credits and bands; `is_as_exported` tells whether nobody filled in anything, `unread_points` says what stands
where nothing is read. A variant is kept as a YAML file: `dump_variant` writes it, `load_variants` reads them.
"""

from ecq.exchange.points_table.reading import import_points, is_as_exported, unread_points
from ecq.exchange.points_table.writing import export_points
from ecq.rubric.variant import Variant, apply_variant, dump_variant, load_variants, variant_id

__all__ = [
    "Variant",
    "apply_variant",
    "dump_variant",
    "export_points",
    "import_points",
    "is_as_exported",
    "load_variants",
    "unread_points",
    "variant_id",
]
