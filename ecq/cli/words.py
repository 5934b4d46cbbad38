"""What the command line itself says: headings of the help, faults in arguments, files that cannot be read or written.

Loads nothing: `ecq --help` is to be quick. In English the words are at hand; other languages come through ecq.base.language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ecq.base.language import Lang


class Help(NamedTuple):
    """One text of the command line in the languages it is written in."""

    zh: str
    en: str


def in_language(text: Help, lang: Lang) -> str:
    match lang:
        case "en":
            return text.en
        case _:
            from ecq.base.language import OWN_LANGS, Text, words

            said = words(Text(zh=text.zh, en=text.en), lang) if text.zh else text.en
            if lang in OWN_LANGS:
                return said
            return text.en.replace(text.en.strip(), said.strip())  # with the space around it that English has


ABOUT = Help(
    "电子商务平台在服务质量等级认证之前的自评。",
    "Self-check before the e-commerce platform service-quality certification.",
)
USAGE = Help("用法：", "usage: ")
COMMANDS = Help("命令", "commands")
ARGUMENTS = Help("参数", "positional arguments")
OPTIONS = Help("选项", "options")
WHAT_TO_DO = Help("要做什么", "what to do")
SHOW_HELP = Help("显示这份说明，然后退出", "show this help message and exit")
SHOW_VERSION = Help("显示版本，然后退出", "show program's version number and exit")
SEE_HELP = Help("（见 {command} --help）", " (see {command} --help)")
DID_YOU_MEAN = Help("，是不是 {near}？", "; did you mean {near}?")
NOTE = Help("注意：", "note: ")
STANDARD_INPUT = Help("标准输入", "standard input")

_FAULTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"没有这样的参数：\1"),
    (r"ambiguous option: (.*) could match (.*)", r"选项 \1 不明确，可能是：\2"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)(.*)", r"\1：没有 \2，可选：\3\4"),
    (r"argument (.*?): invalid choice: (.*)", r"\1：没有 \2"),
    (r"argument (.*?): invalid int value: (.*)", r"\1：\2 不是整数"),
    (r"argument (.*?): invalid float value: (.*)", r"\1：\2 不是数"),
    (r"argument (.*?): expected (?:one|1) argument", r"\1：要给一个值"),
    (r"argument (.*?): expected at least one argument", r"\1：至少要给一个值"),
    (r"argument (.*?): expected (\d+) arguments", r"\1：要给 \2 个值"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1：不能带值 \2"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 不能和 \2 一起用"),
)
"""argparse's sentences as patterns, each with the same in Chinese; a sentence that none fits stays English."""


def fault(message: str) -> Help:
    """A sentence of argparse in every language."""
    for pattern, chinese in _FAULTS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return Help(match.expand(chinese), message)
    return Help(message, message)
