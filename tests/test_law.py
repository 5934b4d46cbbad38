"""The law by article: what the register tells, texts that somebody brings, and what a change does."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import pytest
from openpyxl.comments import Comment

from ecq.base.errors import AssessmentError, EcqError
from ecq.base.file_limits import FILE_LIMIT
from ecq.checking.law import Register, agreement, basis_lines, changes_between, own_words
from ecq.cli import main
from ecq.exchange import law_texts, rubric_catalogue
from ecq.exchange.law_texts import kept_reviews, read_reviews
from ecq.rubric.law import Law, clause_digests, digest, split
from ecq.telling.text.sentences import citation_words
from ecq.writers.sheets.counsel import counsel_workbook
from tests.tools import opened, saved

TEXT = """# 中华人民共和国小店法
2020年1月1日 通过

## 第一章　总则

**第一条**　小店天天开门。
第二条 小店每次都给小票，小票写明日期。
买家可以要第二份。

第二章 附则
第三条 包裹由快递检查。
第四条 违反前条的，罚一百元。
第五条 本法自2020年1月1日起施行。
"""
ARTICLES = split(TEXT).articles
LAW = Law.model_validate_json(
    """{"id": "shop-law", "title": {"zh": "中华人民共和国小店法", "en": "Shop Law"}, "short": {"zh": "小店法", "en": "Shop Law"},
    "issuer": {"zh": "教学用", "en": "For teaching"}, "number": "1", "kind": "law", "status": "working",
    "official": "https://example.org", "checked_on": "2026-11-24", "versions": [{}],
    "articles": {"2": {"binds": "operator", "punished_by": ["4"], "asks": {"zh": "给小票", "en": "Give a receipt"}}}}"""
)
VERSION = {number: digest(one) for number, one in ARTICLES.items()}, {"2": clause_digests(ARTICLES["2"])}
READ = LAW.model_copy(
    update={"versions": (LAW.versions[0].model_copy(update=dict(zip(("digests", "clauses"), VERSION, strict=True))),)}
)
LAWS = {"shop-law": READ}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ECQ_HOME", str(tmp_path))
    return tmp_path


def word(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        paragraphs = "".join(f"<w:p><w:r><w:t>{line.strip('#* ')}</w:t></w:r></w:p>" for line in text.splitlines())
        archive.writestr("word/document.xml", f"<w:document><w:body>{paragraphs}</w:body></w:document>")
    return made.getvalue()


def page(text: str) -> bytes:
    lines = "".join(f"<p>{line.strip('#* ')}</p>" for line in text.splitlines())
    return f"<html><head><script>第九条 不算。</script></head><body>{lines}</body></html>".encode()


@pytest.mark.parametrize(
    "content",
    [TEXT.encode(), TEXT.encode("gb18030"), word(TEXT), page(TEXT), TEXT.replace("，", ",").encode()],
    ids=["markdown", "gb18030", "word", "html", "other punctuation"],
)
def test_a_text_is_known_by_its_title_and_held_against_what_was_read(content):
    brought = law_texts.bring(content, "law.txt", LAWS, "2026-11-28")
    assert brought.law == "shop-law"
    assert list(brought.articles) == ["1", "2", "3", "4", "5"]
    assert brought.agreeing(READ) == (5, 5)


def test_chapters_and_comments_are_no_part_of_an_article():
    assert split(TEXT).articles["2"] == ("小店每次都给小票，小票写明日期。", "买家可以要第二份。")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.replace("小店法", "大店法").encode(), "names no law of the register"),
        (TEXT.replace("通过", "草案").encode(), "is a draft"),
        (TEXT.partition("第五条")[0].encode(), "article 5 is missing"),
        (TEXT.replace("第三条 包裹由快递检查。\n", "").encode(), "article 3 is missing"),
        (TEXT.replace("第五条", "第二条 又来一次。\n第五条").encode(), "has article 2 twice"),
        (
            TEXT.replace("小店", "大店").replace("大店法", "小店法").replace("。", "了。").encode(),
            "hardly an article of it",
        ),
        ("小店法的介绍，没有条文。".encode(), "has no article 1"),
        (b"%PDF-1.4 broken", "cannot be read as a PDF"),
        (b"PK\x03\x04 broken", "cannot be read as a Word file"),
        (b"\xff\xff\xff\x81", "is no text, web page, Word or PDF file"),
        (b" " * (FILE_LIMIT + 1), "is larger than 20 MB"),
    ],
)
def test_what_is_not_the_whole_text_of_a_law_in_force_is_refused_and_not_kept(home, content, said):
    with pytest.raises(AssessmentError, match=said):
        law_texts.bring(content, "law.txt", LAWS, "2026-11-28")
    assert not list(home.iterdir())


def test_a_scan_is_called_one():
    fpdf = pytest.importorskip("fpdf")
    scan = fpdf.FPDF()
    scan.add_page()
    with pytest.raises(AssessmentError, match="is a scan without text"):
        law_texts.bring(bytes(scan.output()), "law.pdf", LAWS, "2026-11-28")


def test_a_text_that_was_brought_is_kept_and_the_last_one_is_shown(home):
    for text in (TEXT, TEXT.replace("日期", "日期和金额")):
        law_texts.keep(law_texts.bring(text.encode(), "law.txt", LAWS, "2026-11-28"))
    assert len(list((home / law_texts.FOLDER).iterdir())) == 2
    assert "金额" in law_texts.kept()["shop-law"].articles["2"][0]


def test_an_article_is_word_for_word_the_one_that_was_read_or_differs_by_these_words():
    other = ("小店每次都给小票，小票写明日期和金额。", "买家可以要第二份。")
    assert agreement(READ, "2", ARTICLES["2"], "en").startswith("word for word")
    assert agreement(READ, "2", other, "en").endswith("小票写明日期和金额。")
    assert agreement(LAW, "2", other, "en").startswith("ECQ has no text")
    assert agreement(READ, "9", (), "en").endswith("no such article")


NEW = TEXT.replace("第三条 包裹由快递检查。", "第三条 小店每年盘点。\n第四条 包裹由快递检查。").replace(
    "第四条 违反前条的，罚一百元。\n第五条 本法", "第五条 违反前条的，罚二百元。\n第六条 本法"
)


@pytest.mark.parametrize("old", [ARTICLES, READ.versions[0]], ids=["a text", "the register"])
def test_a_change_of_law_names_what_is_new_gone_renumbered_and_changed(old):
    found = {(one.kind, one.old, one.new) for one in changes_between(old, split(NEW).articles) if one.kind != "same"}
    # the register has the clauses of cited articles only, so it cannot tell article 4 in other words from a new one
    fourth = {("changed", "4", "5")} if old is ARTICLES else {("gone", "4", ""), ("added", "", "5")}
    assert found == {("renumbered", "3", "4"), ("renumbered", "5", "6"), ("added", "", "3"), *fourth}
    changed = changes_between(old, ARTICLES | {"2": ("小店每次都给小票，小票写明金额。", "买家可以要第二份。")})
    (one,) = [change for change in changed if change.kind == "changed"]
    assert "+ 小票写明金额。" in one.lines


@pytest.fixture(scope="module")
def register(library):
    return Register(library)


@pytest.mark.parametrize(
    ("asked", "law", "place"),
    [
        ("电商法 81", "ecl", "81"),
        ("ecl:81", "ecl", "81"),
        ("电商法81", "ecl", "81"),
        ("《电子商务法》第八十一条".replace("八十一", "81"), "ecl", "81"),
        ("消法实施条例第10条", "consumer-regulation", "10"),
        ("消法 10", "consumer-law", "10"),
        ("电商法第81条第1款第2项", "ecl", "81(1)#2"),
        ("ecl:81(1)#2", "ecl", "81(1)#2"),
        ("E-Commerce Law Art. 81", "ecl", "81"),
        ("GB/T 31526-2025 6.13", "gbt31526-2025", "6.13"),
        ("电商法", "ecl", ""),
    ],
)
def test_an_article_is_found_as_people_write_it(register, asked, law, place):
    found, at = register.find(asked)
    assert (found.id, at) == (law, place)


def test_what_is_no_law_of_the_register_is_said_with_those_there_are(register):
    with pytest.raises(EcqError, match="names no law of the register; write for example ecl:81"):
        register.find("月球法 81")


def test_every_punished_duty_of_the_platform_has_a_gate_or_a_reason(register):
    found = list(register.duties())
    assert len(found) > 150
    assert all(bool(hanging.gates) != bool(article.ungated) for _, _, article, hanging in found)


def test_what_hangs_on_an_article_is_all_that_rests_on_it(register):
    hanging = register.hanging("ecl", "81")
    assert {"own-goods-marked", "rule-notice-major"} <= set(hanging.questions)
    assert "ecl 33" in hanging.punishes
    assert any("rule-notice-major" in sentence for sentence in hanging.sentences)
    assert register.hanging("food-safety-law", "62").gates == ("food-merchants-licensed",)


def test_the_same_seed_draws_the_same_citations_and_another_seed_others(register):
    assert list(register.drawn(5, 1)) == list(register.drawn(5, 1)) != list(register.drawn(5, 2))


def test_what_the_register_tells_of_an_article_in_english_holds_no_chinese(register):
    for law in register.laws.values():
        for place in law.articles:
            assert not re.search("[\u3400-\u9fff]", "".join(register.article_lines(law, place, "en"))), (law.id, place)


def test_the_command_shows_what_the_register_tells_and_what_was_brought(home, capsys):
    assert main(["law", "电商法", "81", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "E-Commerce Law, Art. 81" in said
    assert "RMB 20,000 to 100,000" in said
    assert "own-goods-marked" in said
    assert main(["law", "食品安全法 131", "--lang", "en"]) == 0
    assert "Practice (2026-04, second-hand" in capsys.readouterr().out
    for argv in (["law", "duties"], ["law", "draw", "--count", "3", "--seed", "7", "--json"]):
        assert main(argv) == 0
    file = home / "law.txt"
    file.write_text("月球法\n第一条 本法施行。", encoding="utf-8")
    for argv in (
        ["law", "import", str(file)],
        ["law", "import"],
        ["law", "search", "小票"],
        ["law", "diff", "ecl"],
        ["law", "draw", "--count", "-1"],
        ["law", "duties", "--json"],
        ["law", "counsel", str(file)],
    ):
        assert main(argv) == 2
    assert "law.txt " in capsys.readouterr().err.splitlines()[-1]


def test_a_report_has_the_own_words_of_the_articles_that_its_rubric_cites(shipped):
    found = own_words(shipped, {"ecl": READ.model_copy(update={"id": "ecl"})}, {"ecl": {"21": ["小票"], "2": ["x"]}})
    assert [(one.source, one.article, one.paragraphs, one.differing) for one in found] == [
        ("ecl", "21", ("小票",), None)
    ]


# Counsel's day


@pytest.fixture(scope="module")
def asked_of_counsel(register):
    """The row of each article."""
    return register.counsel_rows({}, {}, "en")


@pytest.fixture(scope="module")
def filled(asked_of_counsel):
    """A workbook with three verdicts, as counsel sends it back: of articles that stand in one row each, from row 9 on."""
    rows = [row for row in asked_of_counsel if len(row.rests + row.sentences + row.asks) < 600][:40]
    book = opened(counsel_workbook(rows, "en"))
    for at, value in (("B4", "A. Lawyer"), ("B5", "Firm"), ("B6", "2026-11-30"), ("H9", "agree"), ("H10", "reject")):
        book.active[at] = value
    book.active["H11"], book.active["I11"] = "change to", "binds merchants only"
    return rows, saved(book)


def test_counsel_has_a_row_for_each_article_gates_first_with_all_that_rests_on_it(register, asked_of_counsel):
    rows = asked_of_counsel
    assert len(rows) == sum(len(law.articles) for law in register.laws.values())
    gates = [row.gate for row in rows]
    assert gates == sorted(gates, reverse=True)
    food = next(row for row in rows if row.id == "food-safety-law:62")
    assert "food-merchants-licensed: " in food.rests
    assert "· " in food.rests
    assert "prohibited-goods-acted-on, why: What is found" in next(r for r in rows if r.id == "ecl:80").sentences
    assert "Punished by Food Safety Law, Art. 131" in food.asks


def test_what_is_too_long_for_a_row_goes_on_in_the_next_and_prints_whole(asked_of_counsel, stamps):
    rows = asked_of_counsel[:40]
    book = opened(counsel_workbook(rows, "en"))
    sheet = book.worksheets[0]
    whole, verdicts = {}, {}
    for number in range(9, sheet.max_row + 1):
        said = "\n".join(str(sheet.cell(number, column).value or "") for column in (4, 6))
        whole[sheet[f"A{number}"].value] = whole.get(sheet[f"A{number}"].value, "") + said
        verdicts[sheet[f"A{number}"].value] = number
        assert sheet.row_dimensions[number].height <= 409
    for row in rows:
        for line in "\n".join((row.asks, row.rests, row.sentences)).split("\n"):
            assert line in whole[row.id], row.id
    assert sheet.column_dimensions["G"].hidden, "what names an article stands below what rests on it"
    assert sheet.max_row > 8 + len(rows)
    sheet["B4"], sheet["B5"], sheet["B6"] = "A. Lawyer", "Firm", "2026-11-30"
    for number in verdicts.values():  # beside the last row of each, whichever that is
        sheet[f"H{number}"] = "agree"
    back = read_reviews(saved(book), stamps)
    assert (back.troubles, back.unread) == ((), ())
    assert list(back.reviews) == [row.id for row in rows]


@pytest.fixture(scope="module")
def stamps(register):
    """The stamp of every article as it is now."""
    return {f"{law.id}:{place}": register.stamp(law, place) for law in register.laws.values() for place in law.articles}


def sent_back(filled, edit):
    """The workbook as counsel sends it back with something else done to it."""
    book = opened(filled[1])
    edit(book.worksheets[0])
    return saved(book)


def in_words(told):
    return [f"{one.place.partition('!')[2]}: {one.sentence.en}" for one in told]


def test_what_counsel_said_comes_back_with_name_firm_and_day_and_is_void_after_a_change(
    home, register, filled, stamps, capsys
):
    rows, _ = filled
    workbook = sent_back(filled, lambda sheet: sheet.__setitem__("I9", "see also Art. 26"))
    back = read_reviews(workbook, stamps)
    assert (back.troubles, back.unread) == ((), ())
    reviews = back.reviews
    assert [one.verdict for one in reviews.values()] == ["agree", "reject", "change"]
    again = {row.id: row for row in register.counsel_rows({}, reviews, "en")}
    assert again[rows[0].id].before == "reviewed by A. Lawyer, Firm, 2026-11-30"
    assert again[rows[2].id].change == "binds merchants only"
    changed = {rows[0].id: reviews[rows[0].id].model_copy(update={"stamp": "other"})}
    voided = {row.id: row for row in register.counsel_rows({}, changed, "en")}[rows[0].id]
    assert voided.verdict is None
    assert voided.before.endswith("void, as it was changed since")
    file = home / "back.xlsx"
    file.write_bytes(workbook)
    assert main(["law", "counsel", str(file), "--lang", "en"]) == 0
    assert kept_reviews() == reviews
    counts, *listed = capsys.readouterr().out.splitlines()
    assert counts == "agreed 1, to be changed 1, rejected 1"
    assert listed[0] == f"{rows[0].id}  agree  see also Art. 26"
    assert len(listed) == 3


@pytest.mark.parametrize(
    "typed", [datetime.date(2026, 11, 30), "2026年11月30日", "30 Nov 2026", "November 30, 2026", 20261130, "30/11/2026"]
)
def test_the_day_is_read_as_people_and_excel_write_it(filled, stamps, typed):
    back = read_reviews(sent_back(filled, lambda sheet: sheet.__setitem__("B6", typed)), stamps)
    assert {one.day for one in back.reviews.values()} == {"2026-11-30"}


def test_everything_that_is_wrong_is_told_at_once_with_its_cell(home, filled, stamps, capsys):
    rows, _ = filled

    def edit(sheet):
        sheet["B4"], sheet["B6"], sheet["H9"], sheet["I11"], sheet["I12"] = None, "3/4/2026", "maybe", None, "odd"
        sheet["A10"] = rows[30].id
        sheet["H13"] = "agree"
        sheet.merge_cells("H13:H14")

    workbook = sent_back(filled, edit)
    assert in_words(read_reviews(workbook, stamps).troubles) == [
        "B4: is empty; fill it in: Reviewed by",
        "B6: “3/4/2026” is not a day; write it like 2026-11-24",
        "H9: “maybe” is no verdict; choose agree, change to or reject",
        f"A10: is “{rows[30].id}”, but the row and its check are those of {rows[1].id}; put the id back",
        "I11: does not say what to change to; write it here",
        "H12: has no verdict, but something is written beside it; choose agree, change to or reject",
        "H14: is merged with H13, so what it says is not known; unmerge the cells and fill in each",
    ]
    file = home / "wrong.xlsx"
    file.write_bytes(workbook)
    assert main(["law", "counsel", str(file), "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("ecq: ")) == ("", 7)


def test_what_counsel_wrote_where_nothing_is_read_or_took_out_is_named(filled, stamps):
    rows, _ = filled

    def edit(sheet):
        sheet["F22"].comment = Comment("too strict", "Li")
        sheet["N9"], sheet["D18"], sheet["D19"] = "my remark", "wrong", None
        sheet.delete_rows(30)

    back = read_reviews(sent_back(filled, edit), stamps)
    assert back.troubles == ()
    assert len(back.reviews) == 3
    assert in_words(back.unread) == [
        "D18: is for reading; its change to “wrong” is not taken",
        "D19: is for reading; that it was cleared changes nothing",
        "N9: holds “my remark” where nothing is read; it is not taken",
        "F22: holds the comment “too strict”, which is not read; write it into a cell that is, such as a note",
        f": rows are gone, so these articles (1) were not read: {rows[30 - 9].id}",
    ]


def test_the_legal_basis_of_a_question_names_each_source_once_and_tells_every_article(shipped):
    laws = rubric_catalogue.library().laws
    for question in shipped.questions:
        lines = list(basis_lines(shipped, question, laws, {}, "zh"))
        for citation in question.sources:
            whole = citation_words(shipped, citation, "zh")
            assert sum(line.startswith(whole) for line in lines) == 1, question.id
            law = laws.get(citation.source)
            told = [one.asks.zh for place in citation.articles if law and (one := law.article(place))]
            assert [one for one in told if not any(line.endswith(one) for line in lines)] == []
