"""Valid files changed at random, along their structure: what stays whole leads a reader far in, where the change is met.

Every function takes the bytes and a source of chance, and returns other bytes. Chance is handed in, so that hypothesis may
steer it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Mutate = Callable[[bytes, Random], bytes]

NUMBERS = (
    *("0", "-1", "1", "2147483648", "-9223372036854775809", "1e999", "-1e-999", "NaN", "Infinity", "0.1", "1/3", "1/0"),
    *(
        "9" * 400,
        "1" * 5000,
        "0x10",
        "1_000",
        "１２",
        "⅓",
        "٣",
        "1,5",
        "5%",
        ".",
        "-",
        "+1",
        "00",
        "1e5",
        "65536",
        "1048577",
    ),
)
WORDS = (
    *(
        "",
        " ",
        "\n",
        "\r\n",
        "\u2028",
        "\x00",
        "\x1b[2J",
        "\ufeff",
        "\u202e",
        "\ud800",
        "\U0010ffff",
        "\uffff",
        "é",
        "é",
    ),
    *(
        "=1+1",
        "@x",
        "../..",
        "null",
        "true",
        "[]",
        "{}",
        "不适用",
        "ſ",
        "İ",
        "ﷺ",
        "👩‍👩‍👧",
        "a" * 300,
        "字" * 12_000,
        "Z̸̡͝",
    ),
    *("<x/>", "&amp;", "]]>", "url(#a)", "javascript:1", "%s%n", "{0}", "{place}", "$(x)", "__class__"),
)
"""What readers stumble over: numbers and words."""


MOST = 1_000_000
"""Bytes: what grew beyond it is left as it was."""


def anything(rng: Random) -> str:
    """A number or word from the lists."""
    return rng.choice(NUMBERS if rng.random() < 0.5 else WORDS)


def some_bytes(data: bytes, rng: Random) -> bytes:
    """Bytes flipped, cut, doubled, moved or put in, wherever."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at, length = rng.randint(0, len(out)), rng.choice((1, 2, 4, 16, 256))
        match rng.randint(0, 5):
            case 0 if at < len(out):
                out[at] ^= 1 << rng.randint(0, 7)
            case 1 if at < len(out):
                out[at] = rng.randint(0, 255)
            case 2:
                del out[at : at + length]
            case 3:
                out[at:at] = out[at : at + length]
            case 4:
                out[at:at] = anything(rng).encode("utf-8", "surrogatepass")
            case _:
                from_ = rng.randint(0, len(out))
                out[at : at + length] = out[from_ : from_ + length]
    if rng.random() < 0.03:
        del out[rng.randint(0, len(out)) :]
    return bytes(out)


def text(data: bytes, rng: Random) -> bytes:
    """Words taken out, doubled, swapped, and others put in."""
    pieces = re.findall(r"\w+|\s+|[^\w\s]", data.decode("utf-8", "replace")) or [""]
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(pieces))
        match rng.randint(0, 4):
            case 0:
                pieces[at] = anything(rng)
            case 1:
                pieces.insert(at, rng.choice(pieces))
            case 2:
                pieces[at] = ""
            case 3:
                pieces[at] = pieces[at][:300] * rng.choice((2, 3, 40))
            case _:
                other = rng.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
    return "".join(pieces).encode("utf-8", "surrogatepass")


# Trees of data


def json_tree(data: bytes, rng: Random) -> bytes:
    """Values of other kinds, keys renamed, doubled and taken out, branches moved and nested."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return some_bytes(data, rng)
    for _ in range(rng.randint(1, 3)):
        tree = _changed(tree, rng)
    try:
        written = json.dumps(tree, ensure_ascii=rng.random() < 0.5)
    except (ValueError, RecursionError):
        return data
    if rng.random() < 0.1:  # what no tree can hold: a key twice, numbers of any length
        written = re.sub(r'"[^"\\]{1,20}"(?=:)|\b\d+\b', lambda found: _twisted(found[0], rng), written)
    return written.encode("utf-8", "surrogatepass")


def _twisted(found: str, rng: Random) -> str:
    if rng.random() > 0.05:
        return found
    return f"{found}:1,{found}" if found.startswith('"') else rng.choice(NUMBERS)


def _changed(tree: Any, rng: Random) -> Any:
    """The tree with one place changed."""
    parent, key = _place(tree, rng)
    if parent is None:
        return _value(tree, rng)
    match rng.randint(0, 6):
        case 0:
            del parent[key]
        case 1:
            other, other_key = _place(tree, rng)
            parent[key] = json.loads(json.dumps(other[other_key]))
        case 2:
            for _ in range(rng.choice((1, 2, 60))):
                parent[key] = [parent[key]] if rng.random() < 0.5 else {anything(rng): parent[key]}
        case 3 if isinstance(parent, dict):
            parent[anything(rng)] = parent.pop(key)
        case 3:
            parent.insert(key, parent[key])
        case _:
            parent[key] = _value(parent[key], rng)
    return tree


def _place(tree: Any, rng: Random) -> tuple[Any, Any]:
    """What holds a place somewhere in the tree, and its key there; (None, None) where there is none."""
    parent, key, here = None, None, tree
    while isinstance(here, list | dict) and here and (parent is None or rng.random() < 0.75):
        parent, key = here, rng.randrange(len(here)) if isinstance(here, list) else rng.choice(list(here))
        here = parent[key]
    return parent, key


def _value(old: Any, rng: Random) -> Any:
    return rng.choice(
        (
            *(None, True, False, 0, -1, 1.5, 10**30, float("inf"), float("nan"), [], {}, [[]], [None], {"a": {}}),
            *(anything(rng), anything(rng), anything(rng), [old], {"id": old}, str(old)[:2000]),
        )
    )


def yaml_lines(data: bytes, rng: Random) -> bytes:
    """Lines moved, doubled, taken out, put in deeper, and values of other kinds."""
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        key, colon, _ = lines[at].partition(": ")
        match rng.randint(0, 8):
            case 0:
                lines.insert(at, lines[rng.randrange(len(lines))])
            case 1 if len(lines) > 1:
                del lines[at]
            case 2:
                lines[at] = " " * rng.choice((1, 2, 4)) + lines[at]
            case 3:
                lines[at] = lines[at].lstrip()
            case 4:
                odd = (
                    "&a ",
                    "*a",
                    "!!binary ",
                    "!!python/object:os.system ",
                    "|",
                    ">-",
                    "[" * 150,
                    "? ",
                    "- - - ",
                    "\t",
                    "%YAML 3",
                    "---",
                    "...",
                )
                lines[at] = key + colon + rng.choice(odd)
            case 5:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 6:
                lines[at] = lines[at].replace(rng.choice("abcdeo: -'"), anything(rng).replace("\n", " "), 1)
            case _:
                lines[at] = key + colon + anything(rng)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def xml(data: bytes, rng: Random) -> bytes:
    """Elements taken out, doubled, nested and renamed; attributes and text of other kinds."""
    pieces = re.split(r"(<[^>]*>)", data.decode("utf-8", "replace"))
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(pieces))
        piece = pieces[at]
        match rng.randint(0, 7):
            case 0:
                pieces[at] = ""
            case 1:
                pieces.insert(at, rng.choice(pieces))
            case 2 if piece.startswith("<"):
                values = list(re.finditer(r'"([^"]*)"', piece))
                if values:
                    found = rng.choice(values)
                    new = rng.choice((anything(rng), found[1] * 2, found[1][1:], "A1048577", "XFE1", "rId99"))
                    pieces[at] = piece[: found.start(1)] + new.replace('"', "") + piece[found.end(1) :]
            case 3 if piece.startswith("<"):
                pieces[at] = re.sub(r'\s[\w:]+="[^"]*"', "", piece, count=1)
            case 4 if piece.startswith("<"):
                other = rng.choice(re.findall(r"<([\w:]+)", data.decode("utf-8", "replace")) or ["x"])
                pieces[at] = re.sub(r"(?<=<)[\w:]+", other, piece, count=1)
            case 5:
                depth = rng.choice((1, 40, 400))
                pieces[at] = "<g>" * depth + piece + "</g>" * depth
            case 6:
                other_at = rng.randrange(len(pieces))
                pieces[at], pieces[other_at] = pieces[other_at], pieces[at]
            case _ if not piece.startswith("<"):
                pieces[at] = anything(rng)
    return "".join(pieces).encode("utf-8", "surrogatepass")


# Packed files


def zipped(data: bytes, rng: Random) -> bytes:
    """Parts of a packed file changed, doubled, renamed or left out; what the container says of itself changed as well."""
    if rng.random() < 0.1:
        return some_bytes(data, rng)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(one.filename, archive.read(one)) for one in archive.infolist()]
    except Exception:
        return some_bytes(data, rng)
    for _ in range(rng.randint(1, 2)):
        if not parts:
            break
        at = rng.randrange(len(parts))
        name, content = parts[at]
        match rng.randint(0, 9):
            case 0:
                del parts[at]
            case 1:
                parts.append((name, rng.choice(parts)[1]))
            case 2:
                parts[at] = (rng.choice((anything(rng), f"../{name}", f"/{name}", name.upper())), content)
            case 3:
                parts[at] = (name, some_bytes(content, rng))
            case _:
                parts[at] = (name, (xml if content.lstrip()[:1] == b"<" else some_bytes)(content, rng))
    return packed(parts)


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Parts as a packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name.replace("\x00", "").encode("utf-8", "replace").decode()[:200] or "x")
            archive._didModify = True
            archive.NameToInfo.pop(entry.filename, None)  # a name twice is what is wanted, not warned of
            archive.writestr(entry, content)
    return out.getvalue()


_OBJECT = re.compile(rb"(\d+ 0 obj\b)(.*?)(\bendobj)", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_IN_PDF = (
    *(
        b"null",
        b"[]",
        b"<<>>",
        b"1 0 R",
        b"999 0 R",
        b"-1",
        b"99999999999",
        b"0.0",
        b"()",
        b"(\xfe\xff\xd8\x00)",
        b"/X",
    ),
    *(b"[[[[", b"<<<<", b"<zz>", b"true", b"/FlateDecode", b"/ASCII85Decode", b"/Crypt", b"/DCTDecode", b"/LZWDecode"),
)


def pdf(data: bytes, rng: Random) -> bytes:
    """Objects changed, doubled and taken out, references turned elsewhere, streams packed anew; the table is mostly right."""
    if rng.random() < 0.1:
        return some_bytes(data, rng)
    bodies = list(_OBJECT.finditer(data))
    if not bodies:
        return some_bytes(data, rng)
    changes: dict[int, bytes] = {}
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(bodies))
        changes[at] = _object(changes.get(at, bodies[at][0]), bodies, rng)
    out, places, end = bytearray(), [], 0
    for at, found in enumerate(bodies):
        out += data[end : found.start()]
        places.append((int(found[1].split()[0][:9]), len(out)))
        out += changes.get(at, found[0])
        end = found.end()
    rest = data[end:]
    table = re.search(rb"xref\s+0 \d+\s", rest)
    if table is None or rng.random() < 0.15:
        return bytes(out + rest)
    return bytes(out) + _with_table(rest, dict(places), len(out), rng)


def _with_table(rest: bytes, places: dict[int, int], before: int, rng: Random) -> bytes:
    """The end of a file with a table of where its objects are now."""
    trailer = rest[rest.find(b"trailer") :]
    if rng.random() < 0.1:
        trailer = some_bytes(trailer, rng)
    count = min(max(places) + 1, 2_000)
    lines = b"".join(b"%010d 00000 %s \n" % (places.get(n, 0), b"n" if n in places else b"f") for n in range(count))
    start = re.sub(rb"(?<=startxref\n)\d+", b"%d" % (before + 1), trailer)
    return b"\nxref\n0 %d\n%s%s" % (count, lines, start)


def _object(body: bytes, bodies: Sequence[re.Match[bytes]], rng: Random) -> bytes:
    head, stream, tail = body.partition(b"stream")
    match rng.randint(0, 7):
        case 0:
            return rng.choice(bodies)[0]
        case 1:
            return head.split(b"obj")[0] + b"obj\n" + rng.choice(_IN_PDF) + b"\nendobj"
        case 2 if stream:
            return _STREAM.sub(lambda found: _repacked(found[1], rng), body, count=1)
        case 3:
            names = re.findall(rb"/\w+", head)
            if names:
                return head.replace(rng.choice(names), rng.choice((*names, *_IN_PDF)), 1) + stream + tail
        case 4:
            return re.sub(rb"\d+ 0 R", b"%d 0 R" % rng.randint(0, len(bodies) + 1), head, count=1) + stream + tail
        case 5:
            numbers = list(re.finditer(rb"(?<=[\s\[])-?[\d.]+", head))
            if numbers:
                found = rng.choice(numbers)
                return head[: found.start()] + rng.choice(_IN_PDF) + head[found.end() :] + stream + tail
        case 6:
            return some_bytes(head, rng) + stream + tail
    return head.replace(b"<<", b"<<" + rng.choice(_IN_PDF[:9]) + b" ", 1) + stream + tail


def _repacked(content: bytes, rng: Random) -> bytes:
    """What a stream holds, changed and packed again; as it is where it is not packed."""
    try:
        plain = zlib.decompress(content)
    except zlib.error:
        return b"stream\n" + some_bytes(content, rng) + b"\nendstream"
    change = json_tree if plain[:1] == b"{" else some_bytes
    return b"stream\n" + zlib.compress(change(plain, rng), 1) + b"\nendstream"
