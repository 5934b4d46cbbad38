"""Compressed copies of Streamlit's scripts, styles and icons, so that a first visit takes a third of the bytes.

Made once for a version of Streamlit, with gzip and brotli, in the user's cache folder; servestatic then sends whichever
a browser takes, with its own length and an unlimited stay in the browser's cache, since names hold a hash. The font of
icons holds 4,000; it is cut to those that Streamlit or ECQ names.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp

PREFIX = "/static/"
"""Where Streamlit's pages look for them."""

_TEXTS = (".css", ".js", ".json", ".svg")
_WORTH = 1000
"""Bytes below which compressing saves no packet."""
_QUALITY = 9
"""Of 11: the last two steps take twenty times as long for a tenth less."""


def with_compressed_files(app: ASGIApp, folder: Path | None) -> ASGIApp:
    """The app with what is in `folder` served before it; the app itself where there is no such folder."""
    if folder is None:
        return app
    from servestatic import ServeStaticASGI

    year = 365 * 24 * 3600
    served: ASGIApp = ServeStaticASGI(
        app, folder, PREFIX, max_age=year, immutable_file_test=lambda *_: True, allow_all_origins=False
    )
    return served  # the name gives it a type


def compressed_files(originals: Path, version: str, icons: Collection[str]) -> Path | None:
    """The folder with copies of `originals` beside their compressed forms, made now if there is none for `version`.

    `icons` are the names of the icons that ECQ itself draws. None where no folder can be written: then files go out as
    they are.
    """
    from platformdirs import user_cache_path

    drawn = hashlib.sha256(" ".join(sorted(icons)).encode()).hexdigest()[:8]
    folder = user_cache_path("ecq") / f"streamlit-{version}-{drawn}"
    if folder.is_dir():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        begun = Path(tempfile.mkdtemp(dir=folder.parent))
        try:
            made = begun / "static"
            shutil.copytree(originals, made)
            texts = [path for path in made.rglob("*") if path.suffix in _TEXTS and path.stat().st_size >= _WORTH]
            with ThreadPoolExecutor() as pool:
                list(pool.map(_compress, texts))
            for font in made.glob("media/MaterialSymbols-*.woff2"):
                scripts = (path.read_text(encoding="utf-8", errors="replace") for path in made.glob("js/*.js"))
                _cut(font, {*icons, *(name for script in scripts for name in re.findall(r":material/(\w+):", script))})
            if not folder.is_dir():  # another server may have been quicker
                made.replace(folder)
        finally:
            shutil.rmtree(begun, ignore_errors=True)
    except OSError as error:
        why = error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror  # of the first file not copied
        logging.getLogger("ecq").warning("files are sent uncompressed: %s cannot be written (%s)", folder, why)
        return folder if folder.is_dir() else None
    return folder


def _compress(path: Path) -> None:
    import brotli

    whole = path.read_bytes()
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(whole, 9, mtime=0))
    path.with_name(path.name + ".br").write_bytes(brotli.compress(whole, quality=_QUALITY))


def _cut(font: Path, icons: Collection[str]) -> None:
    """Leave in the font only these icons, each drawn for the letters of its name."""
    from fontTools import subset

    options = subset.Options(layout_closure=False, layout_features=["*"], flavor="woff2", glyph_names=True)
    with subset.load_font(font, options) as whole:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=range(128), glyphs=set(whole.getGlyphOrder()) & set(icons))
        cutter.subset(whole)
        subset.save_font(whole, font, options)
