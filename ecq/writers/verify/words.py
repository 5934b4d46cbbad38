"""What came of verifying a report: checks with their outcomes, and what each of them and the whole say. Knows no PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ecq.base.errors import one_line
from ecq.base.language import Lang, Text, text, words
from ecq.telling.report.words import SIGNATURE
from ecq.telling.text.words import OTHER_CONTENT, PAGES_LABEL, RUBRIC, say

CHECKS: dict[str, Text] = {
    "files": text("附件", "Files inside"),
    "rubric": RUBRIC,
    "published": text("细则的发布", "Published rubric"),
    "score": text("评分", "Score"),
    "printed": text("印出的结论", "Printed conclusions"),
    "annex": text("附件工作簿", "Annex"),
    "pages": PAGES_LABEL,
    "heard": text("文字与标签", "Text and tags"),
    "rest": text("文件其余部分", "Rest of the file"),
    "signature": SIGNATURE,
}
LABELS: dict[bool | None, Text] = {
    True: text("成立", "Follows"),
    False: text("不成立", "Does not follow"),
    None: text("没有证实", "Not shown"),
}
MARKS = {True: "✓", False: "✗", None: "–"}
ANNEX_SOUND = text("附件工作簿由里面的回答得出。", "The workbook inside follows from the answers inside.")
ANNEX_DIFFERS = text(
    "里面的附件工作簿不是由里面的回答得出的。", "The workbook inside does not follow from the answers inside."
)
ANNEX_UNSURE = text(
    "重做的附件工作簿与里面的不同。它是另一个版本的程序写的，分不清是写法不同还是改过。",
    "The workbook made again is not the one inside. Another version of the program wrote that, so it cannot be told whether it is written otherwise or was changed.",
)
RECORD_MISSING = text(
    "里面没有 {file}，没有它就无从比对；只能打开，不能核验。",
    "There is no {file} inside, without which nothing can be compared: the report can be opened, but not verified.",
)
FILE_MISSING = text("{file} 不在里面。", "{file} is missing.")
FILE_ALTERED = text(
    "{file} 与报告记录的不同：记录的摘要是 {recorded}…，实际是 {found}…。",
    "{file} is not the one recorded: its digest is {found}…, the record says {recorded}….",
)
FILE_STRANGE = text("{file} 不是 ECQ 放进去的。", "{file} was not put there by ECQ.")
FILES_SOUND = text("{count} 个文件都与记录的摘要相符。", "All {count} files have the digests on record.")
DIGEST_SOUND = text("内容摘要 {digest}…", "Content digest {digest}…")
DIGEST_NOT_PRINTED = text(
    "核验页没有印出内容摘要 {digest}…。", "The part “Verification” does not print the content digest {digest}…."
)
RUBRIC_BAD = text("里面的细则读不出来：{reason}", "The rubric inside cannot be read: {reason}")
RUBRIC_SOUND = text(
    "{id} {version} 版，摘要 {digest}…，与自评所用的相同。",
    "{id} {version}, digest {digest}…, the one the answers were given under.",
)
RUBRIC_OTHER = text(
    "{id} {version} 版，摘要 {digest}…；回答是按 {made} 版作的，封面已说明。",
    "{id} {version}, digest {digest}…; the answers were given under version {made}, as the cover says.",
)
PUBLISHED = text("ECQ 发布的评价细则：{names}。", "Published with ECQ: {names}.")
NOT_PUBLISHED = text(
    "{file} 不是已发布的评价细则：{id} {version} 版，SHA-256 {digest}。它是谁写的、有没有标准依据，ECQ 无从知道。",
    "{file} is not a published rubric: {id} {version}, SHA-256 {digest}. Who wrote it ECQ cannot tell, nor whether the standard is behind it.",
)
NOT_AS_PUBLISHED = text(
    "{file} 不是已发布的评价细则：它自称 {id} {version} 版，而发布的这一版内容不同。它的 SHA-256 是 {digest}，发布的是 {published}。",
    "{file} is not a published rubric: it calls itself {id} {version}, but that was published with other content. Its SHA-256 is {digest}, that of the published one {published}.",
)
RUBRIC_DIFFERS = text("{place}：这里是 {said}，发布的是 {found}。", "{place}: here {said}, as published {found}.")
POINTS_TABLE = text(
    "{file} 不是已发布的评价细则，而是一张分值表，SHA-256 {digest}：分值、得分率和等级分数线据称出自“{name}”（文件“{source}”），其余都是已发布的 {base} 版。这张表是不是他们的，ECQ 无从知道，请与他们给出的 SHA-256 核对（ecq rubrics --json 会显示）。",
    "{file} is not a published rubric, but a table of points, SHA-256 {digest}: points, credits and grade bands are said to be those of “{name}” (file “{source}”); all else is the published {base}. Whether the table is theirs ECQ cannot tell: compare the SHA-256 with the one they give (ecq rubrics --json shows it).",
)
NO_POINTS_TABLE = text(
    "{file} 不是已发布的评价细则：{id} {version} 版，SHA-256 {digest}。它自称用了某机构的分值，但除分值、得分率和等级分数线外，与每一份已发布的评价细则都还有别的不同。",
    "{file} is not a published rubric: {id} {version}, SHA-256 {digest}. It says its points are those of a body, but more than points, credits and grade bands differs from every published rubric.",
)
LATER_RUBRIC = text(
    "报告由 {made} 生成，它可能带有 {now} 还不知道的评价细则，请用 {made} 核验。",
    "The report was made by {made}, which may come with rubrics that {now} does not know: verify with {made}.",
)
LOGO_BAD = text("里面的标志用不了：{reason}", "The logo inside cannot be used: {reason}")
ANSWERS_BAD = text("里面的回答读不出来：{reason}", "The answers inside cannot be read: {reason}")
SCORE_SOUND = text(
    "由回答和细则重算，与评分卡逐项相同：{score}，{grade}。",
    "Worked out again from answers and rubric, every number agrees with the scorecard: {score}, {grade}.",
)
SCORE_DIFFERS = text(
    "评分卡中 {place} 是 {said}，重算得 {found}。",
    "The scorecard says {said} at {place}; worked out again it is {found}.",
)
SCORE_BAD = text("评分卡读不出来。", "The scorecard cannot be read.")
AND_MORE = text("另有 {count} 处。", "And {count} more.")
PRINTED_SOUND = text(
    "封面印的是“{grade}”“{score}”“{readiness}”，由此得出。",
    "The cover prints “{grade}”, “{score}”, “{readiness}”, as it follows.",
)
PRINTED_DIFFERS = text(
    "封面应印“{wanted}”，但没有找到。", "The cover should print “{wanted}”, which is not found there."
)
RECORD_DIFFERS = text(
    "report.json 说印出的是“{said}”，重算应为“{wanted}”。",
    "report.json says that “{said}” is printed; worked out again it is “{wanted}”.",
)
PRINTED_UNSEEN = text(
    "封面文字里有“{grade}”“{score}”“{readiness}”，由此得出；但封面看起来与重新生成的不同，看到的是否如此，没有证实。",
    "The text of the cover has “{grade}”, “{score}”, “{readiness}”, as it follows; but the cover does not look like the one made again, so whether that is what is seen is not shown.",
)
SAME_BYTES = text("重新生成的报告与这份逐字节相同。", "The report made again is the same, byte for byte.")
PAGES_ALIKE = text(
    "重新生成的报告有 {count} 页，每一页看起来都相同（以每英寸 {dots} 点画出，逐像素比对），画它的指令、字体和链接也相同。",
    "The report made again has {count} pages, and every page looks the same (drawn at {dots} dots an inch, compared pixel by pixel), is drawn by the same commands and has the same fonts and links.",
)
HEARD_ALIKE = text(
    "文字、顺序、标签和替代文字都与重新生成的相同。",
    "Text, its order, tags and alternative texts are those of the report made again.",
)
REST_ALIKE = text(
    "标题、元数据、书签、附件的说明、动作等也都相同；没有比对的只有：最后由什么程序、哪天保存，文件自己的编号和 PDF 版本号，以及签名本身的数据（签名另行检查）。",
    "So are title, metadata, bookmarks, descriptions of the files inside, actions and all else; not compared are only the program and day of the last saving, the file's own number and PDF version, and the data of signatures, which have a check of their own.",
)
ADDED_TO = text(
    "文件写成之后追加的次数：{count}；比对的是最后的状态。",
    "Additions to the file after it was first written: {count}; its last state was compared.",
)
OUTSIDE = text(
    "PDF 的开头之前或结尾之后另有 {count} 个字节，没有比对。",
    "Before the PDF's beginning or after its end stand {count} bytes that were not compared.",
)
OTHER_VERSION = text(
    "由 {made} 生成，与 {now} 生成的有下面这些不同；是措辞不同还是被改动，看不出来，请用 {made} 核验。",
    "Made by {made}; what {now} makes differs as said below. Whether that is other wording or a change cannot be told: verify with {made}.",
)
DIFFERENCES: dict[str, Text] = {
    "count": text(
        "有 {page} 页，重新生成的有 {wanted} 页。", "There are {page} pages; the report made again has {wanted}."
    ),
    "paper": text(
        "第 {page} 页的大小与重新生成的不同。", "Page {page} is of another size than in the report made again."
    ),
    "text": text(
        "第 {page} 页的文字与重新生成的不同：{near}",
        "The text of page {page} differs from the report made again: {near}",
    ),
    "moved": text("第 {page} 页上是第 {wanted} 页的内容。", "Page {page} shows what belongs on page {wanted}."),
    "drawn": text(
        "第 {page} 页的文字相同，但看起来与重新生成的不同。",
        "Page {page} has the same text but looks otherwise than in the report made again.",
    ),
    "operators": text(
        "第 {page} 页在这里看起来相同，但画它的指令与重新生成的不同，换一个阅读器可能不一样。",
        "Page {page} looks the same here, but is drawn by other commands than in the report made again; another viewer may show it otherwise.",
    ),
    "tagged": text(
        "第 {page} 页的文字顺序或标签与重新生成的不同，朗读出来会不一样。",
        "On page {page} the order of the text or its tags are others than in the report made again; it is read aloud otherwise.",
    ),
}
PLACE = text(
    "{part}与重新生成的不同（{place}）：是“{found}”，应为“{wanted}”。",
    "{part}: {place} is “{found}”, in the report made again “{wanted}”.",
)
PAGE_PLACE = text(
    "第 {page} 页的{part}与重新生成的不同（{place}）：是“{found}”，应为“{wanted}”。",
    "Page {page}, {part}: {place} is “{found}”, in the report made again “{wanted}”.",
)
PAPER = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rotate", "UserUnit")
_TAGS = text("标签和替代文字", "tags and alternative texts")
_ACTIONS = text("动作和脚本", "actions and scripts")
_FILES = text("附件及其说明", "files inside and their descriptions")
_TITLE = text("标题和元数据", "title and metadata")
_OPENING = text("打开方式", "how the file is opened")
_PARTS: dict[str, Text] = {
    "StructTreeRoot": _TAGS,
    "MarkInfo": _TAGS,
    "Lang": _TAGS,
    "StructParents": _TAGS,
    "Tabs": _TAGS,
    "Outlines": text("书签", "bookmarks"),
    "OpenAction": _ACTIONS,
    "AA": _ACTIONS,
    "JavaScript": _ACTIONS,
    "EmbeddedFiles": _FILES,
    "AF": _FILES,
    "Collection": _FILES,
    "PageLabels": text("页码标签", "page labels"),
    "Metadata": _TITLE,
    "Info": _TITLE,
    "AcroForm": text("表单", "form"),
    "OCProperties": text("可隐藏的图层", "layers that can be hidden"),
    "ViewerPreferences": _OPENING,
    "PageLayout": _OPENING,
    "PageMode": _OPENING,
    "Annots": text("批注、表单或链接", "annotations, form fields or links"),
    "Resources": text("字体和图片", "fonts and pictures"),
    **dict.fromkeys(PAPER, text("纸张", "paper")),
}
UNSIGNED = text(
    "给出了所信任的证书，但文件没有签名。", "Certificates to trust were given, but the file carries no signature."
)
SIGNATURE_GONE = text(
    "报告的记录说，它发出时带有“{signer}”的签名（证书 SHA-256 {certificate}），现在没有了：被去掉，或者换成了别人的。",
    "The report was issued with a signature of “{signer}” (certificate SHA-256 {certificate}), as its record says, which is gone: it was taken off, or another put in its place.",
)
SIGNATURE_UNCHECKED = text(
    "文件带有签名，没有检查：{reason}", "The file carries a signature that was not checked: {reason}"
)
SIGNATURE_UNREADABLE = text(
    "文件带有签名，没有检查：签名栏里的内容读不出来，或者是 ECQ 的毛病（{reason}）。签名是否有效，没有结论。",
    "The file carries a signature that was not checked: what is in its field cannot be read, or ECQ has a fault ({reason}). Whether it holds is not said.",
)
SIGNATURE_BROKEN = text(
    "“{signer}”的签名已失效：签名之后内容被改过，或者签名本身被改过。",
    "The signature of “{signer}” is broken: what it covers was changed after signing, or the signature itself was.",
)
SIGNATURE_INTACT = text(
    "以“{signer}”之名的签名完好，自称签于 {claimed}。",
    "The signature in the name of “{signer}” is intact; it says it was made on {claimed}.",
)
COVERS = text("它覆盖整个文件。", "It covers the whole file.")
SIGNED_AFTER = text(
    "它不覆盖整个文件：签名之后追加过内容，都与签名有关。",
    "It does not cover the whole file: what was added after it belongs to signing.",
)
CHANGED_AFTER = text(
    "它不覆盖整个文件：签名之后改动过签名以外的内容。",
    "It does not cover the whole file: after it, more than signatures was changed.",
)
TRUST_NOT_ASKED = text(
    "证书是否真属于“{signer}”没有检查；用 ecq verify --trust 给出所信任的证书，就会检查。",
    "Whether the certificate really belongs to “{signer}” was not checked; ecq verify --trust checks it against certificates you trust.",
)
TRUSTED = text(
    "“{signer}”的证书来自所给的受信任证书（是否被吊销没有查询）。",
    "The certificate of “{signer}” comes from those given as trusted (whether it was withdrawn was not asked).",
)
NOT_TRUSTED = text(
    "“{signer}”的证书不来自所给的受信任证书，或者不得用于签名。",
    "The certificate of “{signer}” does not come from those given as trusted, or is not meant for signing.",
)
EXPIRED = text(
    "“{signer}”的证书已过期，有效期到 {until}；签名时是否还有效，无从查证。",
    "The certificate of “{signer}” is out of date: it was valid until {until}. Whether it was when the signature was made cannot be told.",
)
NOT_VALID_YET = text(
    "“{signer}”的证书尚未生效，有效期从 {since} 开始。",
    "The certificate of “{signer}” is not valid yet: it is valid from {since}.",
)
OUTCOMES: dict[bool | None, Text] = {
    True: text(
        "印出的等级和得分由里面的回答和已发布的评价细则得出。",
        "The printed grade and score come from the answers inside and a published rubric.",
    ),
    False: text("见标 ✗ 的各行。", "See the lines marked ✗."),
    None: text(
        "标 – 的没有证实，所以成立与否都没有证明。", "What is marked – is not shown, so it is proved neither way."
    ),
}


def part(path: str, name: str) -> Text:
    """What people call a part of a file: `path` leads there, `name` is the entry of the root or page it belongs to."""
    return _PARTS.get(path.split("/")[3] if name == "Names" and path.count("/") > 2 else name, OTHER_CONTENT)


CheckId = Literal["files", "rubric", "published", "score", "printed", "annex", "pages", "heard", "rest", "signature"]
Outcome = bool | None
"""It follows; it does not; or whether it does is not shown (None), because something could not be compared."""
SENTENCES_SHOWN = 5


@dataclass(frozen=True)
class Sentence:
    """A sentence and what fills its marks, to be worded in any language. `unchecked`: it says what nobody looked into."""

    text: Text
    marks: Mapping[str, object] = field(default_factory=dict)
    unchecked: bool = False

    def words(self, lang: Lang) -> str:
        """The sentence in a language, as one line: what fills it may come from the file, and shall not look like another."""
        marks = {name: words(mark, lang) if isinstance(mark, Text) else mark for name, mark in self.marks.items()}
        return one_line(say(self.text, lang, **marks))


@dataclass(frozen=True)
class Check:
    """One check: whether it holds, and the sentences that say so or say where not."""

    id: CheckId
    holds: Outcome
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Verification:
    """All checks that could be made, the content digest, and which ECQ the report says that made it."""

    checks: tuple[Check, ...]
    digest: str | None
    made_by: str | None

    @property
    def follows(self) -> Outcome:
        """Whether the report holds: not where any check fails, not shown where any could not be made."""
        return worst(one.holds for one in self.checks)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of several together."""
    found = set(outcomes)
    return False if False in found else None if None in found else True


def first(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The first few sentences, and how many more there are."""
    rest = len(sentences) - SENTENCES_SHOWN
    return (*sentences[:SENTENCES_SHOWN], *([Sentence(AND_MORE, {"count": rest})] if rest > 0 else []))
