"""What the workbook of a translation, and what is said of one, is worded like."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.writers.sheets.forms import FormColumn, SheetForm

TITLE = text("翻译", "Translation")
LEAD = text(
    "一行是一段文字，译文写在黄色栏；空着的以后还用英文（或中文）。花括号里的记号照原样保留，次序可以变。",
    "A row is one text; write its translation in the yellow column. What is left empty is shown in English (or Chinese). "
    "Keep marks in braces as they are; their order may change.",
)
TEXTS = SheetForm(
    (
        FormColumn("place", text("在哪里", "Where it stands"), 44),
        FormColumn("zh", text("中文", "Chinese"), 60, "id"),
        FormColumn("en", text("英文", "English"), 60, "id"),
        FormColumn("said", text("译文", "Translation"), 60, "asked"),
    ),
    head_row=3,
)
ABOUT: dict[str, Text] = {
    "tag": text("语言的标签", "the tag of the language"),
    "name": text("这种语言自己的名称", "what the language calls itself"),
    "short_name": text("简称，一两个字", "the same in a letter or two"),
    "instead": text("没有译文时用 en 还是 zh，标点也照它", "en or zh where nothing is translated, and for punctuation"),
}
"""What stands on the sheet about the language, by the key that is read."""
NO_TEXTS = text(
    "没有译文的表：找不到“中文”“英文”“译文”这几列表头；请用 ecq words --export 重新导出",
    "has no sheet of translations: no row has the headings Chinese, English and Translation; export it again with ecq words --export",
)
NO_LANGUAGE = text(
    "没有写明是哪种语言：{sheet} 表里缺 {key}；请填上",
    "does not say which language it is in: {key} is missing on sheet {sheet}; fill it in there",
)
BAD_TAG = text(
    "语言的标签是 {tag}，应当像 vi 或 pt-BR，而且不能是 ECQ 自己的语言",
    "has {tag} as the tag of its language; it should look like vi or pt-BR, and be none of ECQ's own languages",
)
LOST = text("{cell}：译文少了 {marks}，请照原文加上", "{cell}: the translation lacks {marks}; put in what the text has")
ADDED = text(
    "{cell}：译文多了 {marks}，请去掉", "{cell}: the translation has {marks}, which the text has not; take it out"
)
AT = text("{cell}：{said}", "{cell}: {said}")
TWO = text("{cell}：同一段文字前面已有另一种译文", "{cell}: the same text has another translation above")
KEPT = text(
    "{name}（{tag}）：{count} 段文字有译文，{missing} 段还没有。",
    "{name} ({tag}): texts translated {count}, not yet {missing}.",
)
NOT_OURS = text(
    "{count} 行的原文不是这一版 ECQ 的文字，没有采用，例如 {cell}。",
    "Rows that are no text of this version of ECQ and were left out: {count}, such as {cell}.",
)
SOURCE_CHANGED = text(
    "这一行的中文或英文改过，所以译文没有采用；请改回原文",
    "the Chinese or English text of this row was changed, so its translation was not taken; put the text back",
)
ROWS_GONE = text(
    "{count} 段文字的行不在了，算作还没有译文：{texts}",
    "rows are gone, so these texts ({count}) count as not translated: {texts}",
)
NO_REPORTS = text(
    "报告（PDF 和 Word）仍用 ECQ 自己的语言，不能用它。",
    "Reports (PDF and Word) stay in ECQ's own languages and cannot be in it.",
)
EXPORTED = text("{count} 段文字，{done} 段已有译文。", "{count} texts, {done} of them translated.")
NONE = text("全都有译文。", "Everything is translated.")
NO_FOLDER = text(
    "没有地方放译文：请在环境变量 ECQ_TRANSLATIONS 里写一个文件夹",
    "there is no place for translations; name a folder in the environment variable ECQ_TRANSLATIONS",
)
NO_TRANSLATION = text("没有 {tag} 的译文；现有：{known}", "there is no translation into {tag}; there are: {known}")
ONE_OF = text("请给出 --export、--import、--missing 之一", "give one of --export, --import and --missing")
FROM_LANGUAGE = text(
    "{tag} 是 ECQ 自己的语言，不用翻译", "{tag} is one of ECQ's own languages and needs no translation"
)
