"""Sentences about files that come in: what one is, what cannot be read, why it is not taken, where a passage stands."""

from __future__ import annotations

import re

from ecq.base.file_limits import ARCHIVE_FILES_LIMIT, ARCHIVE_LIMIT, FILE_LIMIT
from ecq.base.language import Lang, Text, text, words

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


EMPTY_DOCUMENT = text("{file} 是空的。", "{file} is empty.")
LARGE_DOCUMENT = text(
    "{file} 太大：最多读 20 MB。请分成几份。", "{file} is too large: at most 20 MB are read. Bring it in parts."
)
LARGE_WITHIN = text(
    "{file} 解开后太大，没有读。请分成几份。", "{file} unpacks to more than is read. Bring it in parts."
)
DAMAGED_DOCUMENT = text(
    "{file} 读不下去，可能损坏了。请换一份。", "{file} cannot be read; it may be damaged. Bring another copy."
)
LOCKED_DOCUMENT = text(
    "{file} 有密码。请去掉密码再放进来。", "{file} is protected by a password. Take it off, then bring the file again."
)
NO_TEXT = text(
    "{file} 里没有文字，可能是扫描件或图片。请换一份能选中文字的。",
    "{file} holds no text; it may be a scan. Bring one whose text can be selected.",
)
PICTURE = text(
    "{file} 是图片，里面的字读不出来。请放文字版。",
    "{file} is a picture, whose words are not read. Bring a file with text.",
)
OLD_OFFICE = text(
    "{file} 是旧版 Office 文件，或者有密码。请另存为 docx、xlsx 或 pptx。",
    "{file} is a file of an old Office, or has a password. Save it as docx, xlsx or pptx.",
)
UNKNOWN_DOCUMENT = text(
    "{file} 不是读得了的文件。可以放 PDF、Word、Excel、PowerPoint、网页、邮件和文本。",
    "{file} is no file that is read here. PDF, Word, Excel, PowerPoint, web pages, mails and text are.",
)
ONLY_FIRST = text("{file} 很长，只读了前 {count} 段。", "{file} is long: only its first {count} paragraphs were read.")
ONLY_FIRST_PAGES = text(
    "{file} 有 {pages} 页，只读了前 {count} 页。", "{file} has {pages} pages; only the first {count} were read."
)
PAGES_WITHOUT_TEXT = text(
    "{file} 有 {count} 页没有文字（第 {pages} 页起），可能是扫描的，没有读到。",
    "Pages of {file} without text (perhaps scans) were not read: {count}, such as {pages}.",
)

_PLACES: dict[str, Text] = {
    "page": text("第 {n} 页", "page {n}"),
    "line": text("第 {n} 行", "line {n}"),
    "paragraph": text("第 {n} 段", "paragraph {n}"),
    "row": text("表格第 {n} 行", "row {n} of the table", "表格第 {n} 列"),
    "slide": text("第 {n} 张幻灯片", "slide {n}"),
    "sheet": text("工作表 {n}", "sheet {n}"),
    "cell": text("单元格 {n}", "cell {n}"),
}
_PLACE = re.compile(rf"\b({'|'.join(_PLACES)}) (.+?)(?= (?:{'|'.join(_PLACES)}) |$)")


def place_words(place: str, lang: Lang) -> str:
    """Where something stands, in words; what is no such place, as it is."""
    found = _PLACE.findall(place)
    return " · ".join(words(_PLACES[kind], lang).format(n=n) for kind, n in found) if found else place


def places_words(places: str, lang: Lang) -> str:
    """Several places in words."""
    return "; ".join(place_words(place, lang) for place in places.split("; "))


NOT_IN_FORCE = text(
    "{file} 从 {day} 起才施行，现在不据它提议。", "{file} is in force only from {day}; nothing is proposed from it yet."
)
NOTHING_FOUND = text(
    "{file} 读完了，没有哪一句能直接回答题目。", "{file} was read; no sentence of it answers a question by itself."
)


REPORT = text("报告", "Report")
ARCHIVE = text("压缩包", "Archive")
OTHER = text("其他文件", "Other file")

UNREADABLE = text("读不了；请检查有没有读取权限", "cannot be read; check whether you may read it")
FOLDER_UNREADABLE = text(
    "是读不了的文件夹，里面的文件都没有采用；请检查有没有读取权限",
    "is a folder that cannot be read, so nothing in it was taken; check whether you may read it",
)
FOLDER_EMPTY = text("是空文件夹", "is a folder without files")
LINK_TO_FOLDER = text(
    "是指向文件夹的链接，没有跟进去；请把那个文件夹也写出来",
    "is a link to a folder and was not followed; name that folder too",
)
LINK_TO_NOTHING = text("是链接，它指向的文件不在", "is a link to a file that is not there")
NO_PLAIN_FILE = text("不是普通文件", "is no plain file")
EMPTY = text("是空文件；请另选一份", "is empty; choose another")
TOO_LARGE = text(
    f"超过 {FILE_LIMIT // 1_000_000} MB；ECQ 存的文件没有这么大",
    f"is larger than {FILE_LIMIT // 1_000_000} MB; no file of ECQ is",
)
UNKNOWN = text(
    "不是 ECQ 的文件；请选存下的 JSON、PDF 报告、答题表，或装着它们的 ZIP",
    "is no file of ECQ; choose saved JSON files, PDF reports, answer sheets, or a ZIP of them",
)
NO_SHEET = text(
    "是工作簿，但没有写明是哪份自评的答题表；ECQ 的答题表请在那份自评的“{page}”页收回，别的工作簿不收",
    "is a workbook that does not say which self-check it is the answer sheet of; take an answer sheet in on the page “{page}” of its self-check, other workbooks are not taken",
)
SHEET_WITHOUT_PROFILE = text(
    "没有写明平台画像，单凭它算不出得分（可能是较早版本的 ECQ 导出的）；请在那份自评里收回它，再算那份自评",
    "does not say what kind of platform it is about, so it cannot be scored alone (an earlier ECQ may have made it); take it over into its self-check and score that",
)
SHEET_OF_NO_RUBRIC = text(
    "用的评价细则 {rubric} 这里没有；请先导入它",
    "was made with the rubric {rubric}, which is not at hand; import it first",
)
WORD = text(
    "是 Word 文件，里面没有回答；请选同一份报告的 PDF",
    "is a Word file, which carries no answers; choose the PDF of the same report",
)

# Archives
NO_ARCHIVE = text("已损坏，解不开；请重新压缩", "is damaged and cannot be unpacked; pack it again")
ARCHIVE_TOO_MANY = text(
    f"装了 {ARCHIVE_FILES_LIMIT} 个以上的文件；请分成几个压缩包",
    f"holds more than {ARCHIVE_FILES_LIMIT} files; pack them into several",
)
ARCHIVE_TOO_LARGE = text(
    f"解开后超过 {ARCHIVE_LIMIT // 1_000_000} MB；请分成几个压缩包",
    f"unpacks to more than {ARCHIVE_LIMIT // 1_000_000} MB; pack the files into several",
)
ARCHIVE_EMPTY = text("是空的压缩包", "is an archive without a file")
NESTED = text("是压缩包里的压缩包；请先把它解开", "is an archive inside an archive; unpack it first")
LEADS_OUT = text(
    "名字指向压缩包之外，没有读；请重新压缩",
    "has a name that leads out of the archive and was not read; pack it again",
)
LOCKED = text("设了密码；请不设密码重新压缩", "has a password; pack it again without one")
DAMAGED = text("在压缩包里已损坏；请重新压缩", "is damaged inside the archive; pack it again")

# Many at once, on the command line and on other machines
OUR_MISTAKE = text(
    "没有算成，这是 ECQ 的错（{error}）；请把文件和这句话一起报告",
    "could not be worked on, which is a mistake of ECQ ({error}); please report it with the file",
)
OTHER_STAND = text(
    "集群的机器上 ECQ 或评价细则与这里不同，算出的分会不一样；请装同一版本，并让 ECQ_RUBRICS 指向同样的细则",
    "the machines of the cluster have another version of ECQ or other rubrics, so scores would differ; install the same version there and have ECQ_RUBRICS name the same rubrics",
)
ONE_AT_A_TIME = text(
    "{option} 只用于单份报告；写一个文件夹的报告时请去掉它",
    "{option} is for a single report; leave it out for a folder of them",
)
ONLY_FOLDERS = text(
    "--cluster 和 --resume 用于一个文件夹的报告；请给出文件夹，或去掉它们",
    "--cluster and --resume are for a folder of reports; name a folder, or leave them out",
)
NO_KEYS_ABROAD = text(
    "--sign 不能和 --cluster 一起用：私钥不离开这台机器",
    "--sign does not go with --cluster: a private key does not leave this machine",
)
NO_FOLDER = text(
    "{out} 不能当文件夹用（{why}）；请用 -o 另给一个",
    "{out} cannot be used as a folder ({why}); name another with -o",
)
NOTHING = text("没有可读的文件，请写出文件或文件夹", "there is no file to read; name files or folders with assessments")
SCORED = text("{out}：算出 {count} 份", "{out}: {count} scored")
WRITTEN = text("{out}：写好 {count} 份报告", "{out}: {count} reports written")
REPEATED = text(
    "其中 {count} 份和前面的同一份自评、同一状态（列 same_as 写着哪个文件）",
    "{count} of them hold the same self-check in the same state as one before (its file is in the column same_as)",
)
NOT_RESUMED = text(
    "--resume 要接着写的文件，不能是标准输出；请用 -o 给一个文件",
    "--resume needs a file to go on with; name one with -o",
)
GONE_MEANWHILE = text(
    "{path} 上次已经写好，现在不在了；请不加 --resume 重新做",
    "{path} was written before and is not there any more; do it anew without --resume",
)
NOT_TAKEN = text("没有采用 {count} 个，原因见 {out}", "{count} not taken; why is in {out}")
NOT_TAKEN_HERE = text("没有采用 {count} 个", "{count} not taken")
NO_CLUSTER = text(
    "连不上集群 {address}（{why}）；请检查地址，并确认调度器在运行",
    "the cluster {address} cannot be reached ({why}); check the address, and that its scheduler runs",
)
NO_WORKERS = text(
    "集群 {address} 没有机器在工作；请先启动 dask worker",
    "no machine works for the cluster {address}; start dask worker first",
)

GONE = text("这份自评已不在列表里。", "This self-check is on the list no longer.")
