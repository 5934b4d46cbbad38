"""Words of the small parts that several pages draw."""

from __future__ import annotations

from ecq.language import text

SAVE_PICTURE = text("存为图片", "Save as a picture")
