"""Sentences about what came in."""

from __future__ import annotations

from ecq.base.language import text

MORE_FILES = text(
    "{file} 里还有 {count} 个文件没有读，请另外放进来。",
    "{file} holds {count} more files that were not read; bring them separately.",
)
NOTHING_NEW = text(
    "{file} 说的和现在的自评一样，没有要采纳的。",
    "{file} says what the self-check says already; there is nothing to accept.",
)
ADDED = text(
    "放进收件 {count} 条，等人采纳。", "Put into the inbox: {count}; nothing counts before somebody accepts it."
)
NO_INBOX = text(
    "文件没有收件；--add 要用应用里存着的自评的编号，ecq list 列出编号",
    "a file has no inbox; --add takes the id of a self-check that the app stores, as ecq list shows it",
)
