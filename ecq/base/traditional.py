"""Traditional Chinese from Simplified: OpenCC's character forms of Taiwan, its words and ambiguous characters fixed here.

One simplified character may stand for several traditional ones (发: 發, 髮). OpenCC chooses by the longest phrase it knows,
and so runs across words: 原装直发 became 直髮, 写明了 became 寫明瞭. For the characters in `READINGS` the choice is made
here instead: one reading, and the words that have another. `tests/test_traditional.py` lists every text of ECQ that holds such
a character, and fails on one nobody has looked at.

`WORDS` are the mainland words for which a reader in Taiwan expects another, chosen from what OpenCC's s2twp changes: 质量 becomes
品質. Names of laws keep theirs. Readers in Hong Kong get the same; they know both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ecq.base.errors import EcqError

READINGS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "了": ("了", {}),
    "发": ("發", {"髮": "头发 理发 洗发 护发 染发 毛发"}),
    "签": ("簽", {"籤": "标签 书签 抽签 竹签"}),
    "制": ("制", {"製": "复制 制品 制作 制造 定制 研制 印制 绘制 录制 缝制"}),
    "里": ("裡", {"里": "公里 里程 邻里 英里 里弄"}),
    "表": ("表", {"錶": "手表 钟表 腕表"}),
    "回": ("回", {"迴": "迂回 巡回 回避 回旋"}),
    "并": ("並", {"併": "合并 吞并 兼并 并购 并入 并成 一并 归并"}),
    "只": ("只", {"隻": "船只 两只 几只 每只"}),
    "台": ("臺", {"颱": "台风", "台": "后台 後台"}),
    "后": ("後", {"后": "皇后 太后"}),
    "系": ("系", {"係": "关系 干系", "繫": "联系 维系 系于"}),
    "面": ("面", {"麵": "面粉 米面 面包 面条 面食"}),
    "出": ("出", {"齣": "一出戏 这出戏 那出戏"}),
    "干": ("干", {"乾": "饼干 干净 干燥 干货 干果 干洗", "幹": "骨干 主干 干部 干线"}),
    "征": ("徵", {"征": "远征 征途 征服"}),
    "余": ("餘", {}),
    "范": ("範", {}),
    "尽": ("盡", {"儘": "尽量 尽快 尽早 尽可能 尽管"}),
    "准": ("準", {"准": "批准 核准 准许 准入 准予 不准 获准", "準": "不准确"}),
    "注": ("注", {"註": "注销 注册 标注 备注 批注 注明 附注 加注"}),
    "周": ("週", {"周": "周岁 周歲 周围 周圍 周边 周邊 周到 周全 周密 周转 周轉 周知"}),
    "采": ("採", {"采": "神采 风采"}),
    "布": ("布", {}),
    "汇": ("匯", {"彙": "汇总 汇编 词汇 汇集"}),
    "折": ("折", {"摺": "折叠"}),
    "几": ("幾", {"几": "茶几"}),
    "复": (
        "復",
        {"複": "复制 复印 复杂 重复 复核 复查 复测 复验 复审 复算 复选 复合 复训", "覆": "答复 回复 反复 批复"},
    ),
    "历": ("歷", {"曆": "日历 农历 公历 历法"}),
    "冲": ("衝", {"沖": "冲洗 冲抵 冲销 冲减 对冲"}),
    "借": ("借", {"藉": "借口 借助 凭借"}),
}
"""Simplified character: its reading, and other readings with the words that have them. Where two words overlap the longer counts."""

_PAPERS = (
    "资质 证明 制度 流程 任命 委托 指导性 引用 算法的 法律 政策 规范性 书面 纸质"
    " 資質 證明 委託 指導性 演算法的 規範性 書面 紙質 规则 規則 技术部 技術部 运维部 運維部"
)
"""What is before 文件 where it is a paper, called so in Taiwan too, and not a file of a computer; in Traditional characters
too, so that what was converted stays as it is."""
_ROWS = (
    "这一行 那一行 每一行是 一行是一段 一行一个条款 最上面一行 一行比较 有一行有 已经有一行 只留一行 占一行 每题一行 评价项一行 项数一行"
    " 一件事一行 一份一行 删行 行可以排序 行可以重新排序 行可以加 的行不在 题目行 题的其他行 出现的行里 的各行 各行把 和各行之间 每行写明计入"
    " 行的原文 行，不会是"
)
_COLUMNS = "这一列 这几列 哪一列 其中一列 隐藏的列 列可以移动 列标题 找不到列 （列"
"""行 is a row and 列 a column, and in Taiwan the other way round: where a table is meant, rows are 列 and columns 欄. 行 stays where a
line of text is meant."""
_OTHERS = (
    "信息=资讯 质量=品质 质检=品检 默认=预设 链接=连结 账=帐 网络=网路 软件=软体 服务器=伺服器 登录=登入 短信=简讯 屏幕=萤幕 打印=列印 视频=影片"
    " 在线=线上 界面=介面 鼠标=滑鼠 点击=点选 缓存=快取 邮箱=信箱 渠道=管道 导出=汇出 导入=汇入 粘贴=贴上 搜索=搜寻 刷新=重新整理 快捷键=快速键"
    " 密钥=金钥 数据库=资料库 单元格=储存格 工作簿=活页簿 幻灯片=投影片 小程序=小程式 塑料=塑胶 音视频=影音 录屏=萤幕录影 文件=档案 文件名=档名"
    " 存档文件=存档 文件夹=资料夹 联系人=联络人 联系方式=联络方式 存储=储存 文档=文件 复印件=影本 接口=介面 只读库=唯读资料库"
    " 只读单元格=唯读储存格 后台设置=后台设定"
)
WORDS: Mapping[str, str] = {
    **{one: one.replace("行", "列") for one in _ROWS.split()},
    **{one: one.replace("列", "栏") for one in _COLUMNS.split()},
    **{one: one for one in ("这一行业", "这一列表", "隐藏的列表", "找不到列表", "（列表")},
    **{f"{kind}文件": f"{kind}文件" for kind in _PAPERS.split()},
    **dict(one.split("=") for one in _OTHERS.split()),
}
"""Mainland words and what Taiwan says instead, both in simplified characters. The longest counts."""
_ALONE = "法|条例|办法|规定|规范"
_LAW = f"(?:{_ALONE}|规则)"
_KEPT = re.compile(
    rf"《[^》]*》|[\u4e00-\u9fff]{{2,16}}{_LAW}(?=\s*第)|^[\u4e00-\u9fff]{{7,40}}(?:{_ALONE})(?:（.*）)?$"
)
"""Names of laws: in their marks, right before an article, or standing alone; rules alone are mostly those of a platform."""
_WORDS = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))

QUOTATION_MARKS = str.maketrans({"“": "「", "”": "」", "‘": "『", "’": "』"})


@lru_cache(maxsize=20_000)
def traditional(simplified: str) -> str:
    """Simplified Chinese as Traditional Chinese, with the words and quotation marks of Taiwan."""
    simplified = _in_taiwan(simplified)
    converted = str(_converter().convert(simplified))
    if len(converted) == len(simplified):  # Taiwan's character forms change no length; a future table of OpenCC might
        readings = dict(ambiguous(simplified))
        converted = "".join(readings.get(place, character) for place, character in enumerate(converted))
    return converted.translate(QUOTATION_MARKS)


def _in_taiwan(simplified: str) -> str:
    """The words a reader in Taiwan expects, outside names of laws."""
    parts, at = [], 0
    for kept in _KEPT.finditer(simplified):
        parts += [_WORDS.sub(lambda word: WORDS[word[0]], simplified[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join((*parts, _WORDS.sub(lambda word: WORDS[word[0]], simplified[at:])))


def ambiguous(simplified: str) -> Iterator[tuple[int, str]]:
    """Place and reading of every character that has several."""
    for place, character in enumerate(simplified):
        if character in READINGS:
            usual, others = READINGS[character]
            best = (0, usual)
            for reading, words in others.items():
                for word in words.split():
                    start = place - word.index(character)
                    if start >= 0 and simplified.startswith(word, start):
                        best = max(best, (len(word), reading))
            yield place, best[1]


@lru_cache(maxsize=1)
def _converter() -> Any:
    try:
        from opencc import OpenCC  # loaded only when someone reads Traditional Chinese
    except ModuleNotFoundError:
        raise EcqError("Traditional Chinese needs opencc; install it with: pip install 'ecq[hant]'") from None

    return OpenCC("s2tw")
