"""Sentences about what came in."""

from __future__ import annotations

from ecq.base.language import text

MORE_FILES = text(
    "{file} 里还有 {count} 个文件没有读，请另外放进来。",
    "Not read of {file}: {count} more files; bring what is left separately.",
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
NOT_KEPT = text(
    "{why}；说的照样列出，只是不带文件。",
    "{why}; what it says is proposed all the same, without the file.",
)
MODEL_ADDRESS = text(
    "ECQ_MODEL_URL 要是 http:// 或 https:// 开头的地址",
    "ECQ_MODEL_URL must be an address that begins with http:// or https://",
)
MODEL_FAILED = text(
    "{host} 上的模型没有给出能用的回答（{why}），文字照样由 ECQ 自己读过",
    "the model at {host} gave nothing that can be used ({why}); ECQ read the text itself all the same",
)
MODEL_SLOW = text(
    "{host} 上的模型太慢，只读了 {parts} 段里的 {count} 段。",
    "The model at {host} is slow: of its parts ({parts}) it read {count}.",
)
MODEL_DROPPED = text(
    "{host} 上的模型有 {count} 条对不上原文或题目，没有采用。",
    "Of what the model at {host} gave, {count} did not match the text or the questions and was dropped.",
)
