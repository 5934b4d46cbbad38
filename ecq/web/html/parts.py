"""Parts of a page as HTML: the interval bar, cards, tags, tables; fields to choose in, files handed out and taken in.

Every text from outside is escaped, or inert where Markdown reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import Any

import streamlit as st

from ecq.base.exact import cut
from ecq.base.language import Lang, text, words
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.answers import GateState
from ecq.scoring.scorecard import Scorecard
from ecq.telling.text import words as w
from ecq.telling.text.sentences import grade_inside, interval_words, parts_notes, score_words
from ecq.telling.text.words import say
from ecq.writers.html.blocks import bar_legend, score_bar, share_bar, tag

SAVE_PICTURE = text("存为图片", "Save as a picture")
FILE_CANNOT_BE_OPENED = text("打不开这个文件：{cause}", "This file cannot be opened: {cause}")

GATE_TAGS: dict[GateState, str] = {"passed": "jade", "failed": "red", "open": "gold", "na": "plain"}


def draw_html(inside: str, **look: Any) -> None:
    """Draw HTML in ECQ's style; `look` are options of Streamlit's."""
    st.html(f'<div class="ecq">{inside}</div>', **look)


def card(inside: str) -> str:
    """A bordered card."""
    return f'<section class="ecq-card">{inside}</section>'


def score_card(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang, further: str = "") -> str:
    """The guaranteed interval in numbers, as the bar, and what it means for the grade; `further` is a line below."""
    low, high = scorecard.score.low, scorecard.score.high
    rest = "" if low == high else f" — {score_words(high)}"
    unit = say(w.POINTS_UNIT, lang)
    if scorecard.grade.settled:
        meaning = say(w.GRADE_SETTLED, lang, grade=words(scorecard.grade.low.title, lang))
    else:
        low_inside, high_inside = (grade_inside(one, lang) for one in (scorecard.grade.low, scorecard.grade.high))
        meaning = say(w.GRADE_BETWEEN, lang, low=low_inside, high=high_inside)
    return card(
        f"<small>{escape(say(w.GUARANTEED, lang))}</small>"
        f'<div class="ecq-big">{score_words(low)} <span>{rest} {escape(unit)}</span></div>'
        f"{score_bar(rubric, scorecard, target, lang)}{bar_legend(scorecard, target, lang)}"
        f"<div>{escape(meaning)}</div>" + (f"<small>{escape(further)}</small>" if further else "")
    )


def evidence_card(scorecard: Scorecard, lang: Lang) -> str:
    """What remains of the score if every claim without evidence is refused."""
    unproved = scorecard.unproved
    line = say(w.WITHOUT_EVIDENCE, lang, count=unproved) if unproved else ""
    if not unproved and scorecard.evidenced.low and not scorecard.hanging:  # else it would say too much
        line = say(w.ALL_EVIDENCED, lang)
    return card(
        f"<small>{escape(say(w.EVIDENCED_SCORE, lang))}</small>"
        f'<div class="num ecq-mid">{score_words(scorecard.evidenced.low)}'
        f" {escape(say(w.POINTS_UNIT, lang))}</div><small>{escape(line)}</small>"
    )


def gates_card(scorecard: Scorecard, lang: Lang) -> str:
    """How many gates are passed, open, failed."""
    states: list[GateState] = ["passed", "open", "failed"]
    tags = "".join(
        tag(
            GATE_TAGS[state] if scorecard.gates_in(state) else "plain",
            f"{say(w.GATE_STATES[state], lang)} {len(scorecard.gates_in(state))}",
        )
        for state in states
    )
    return card(f'<small>{escape(say(w.GATES, lang))}</small><div style="margin-top:4px">{tags}</div>')


def dimensions_card(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """Each dimension's standing: its share of full marks as a bar and in numbers."""
    rows = []
    for node in scorecard.nodes.values():
        if node.depth or not node.asked:
            continue
        share = node.share
        told = share is not None and (share.low > 0 or share.high < 100)
        share_text = interval_words(share.low, share.high) if share and told else say(w.NOTHING_YET, lang)
        rows.append(
            f"<tr><td>{escape(words(rubric.nodes[node.id].title, lang))}{share_bar(node, target)}</td>"
            f'<td class="num">{share_text}</td></tr>'
        )
    below = "".join(f"<p><small>{escape(note)}</small></p>" for note in parts_notes(rubric, scorecard, lang))
    return card(
        f'<small>{escape(say(w.DIMENSION, lang))}</small><table class="ecq-rows">{"".join(rows)}</table>{below}'
    )


def progress_card(
    settled: int, asked: int, unsure: int, lang: Lang, quick: bool = False, further: Sequence[str] = ()
) -> str:
    """How far the interview is, and `further` lines; a quick check is labelled, since it asks less than the score counts."""
    share = cut(Fraction(100 * settled, asked), 1) if asked else "0"
    line = say(w.PROGRESS_OF, lang, settled=settled, asked=asked)
    title = f"{say(w.PROGRESS, lang)} · {say(w.QUICK_MARK, lang)}" if quick else say(w.PROGRESS, lang)
    extra = f" · {say(w.UNSURE_COUNT, lang, count=unsure)}" if unsure else ""
    return card(
        f"<small>{escape(title)}</small><div>{escape(line + extra)}</div>"
        f'<div class="ecq-bar thin" role="img" aria-label="{escape(line)}"><b style="left:0;width:{share}%"></b></div>'
        + "".join(f"<p><small>{escape(one)}</small></p>" for one in further)
    )


def table(heads: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]], top: Sequence[int] = ()) -> str:
    """A table of plain texts. `heads` are (text, is a number); rows listed in `top` are set in bold."""
    head = "".join(f'<th scope="col"{_num(number)}>{escape(text)}</th>' for text, number in heads)
    body = "".join(
        f"<tr{' class=top' if index in top else ''}>"
        + "".join(f"<td{_num(number)}>{escape(cell)}</td>" for cell, (_, number) in zip(row, heads, strict=True))
        + "</tr>"
        for index, row in enumerate(rows)
    )
    return f'<div class="ecq-scroll" tabindex="0"><table class="ecq-rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _num(number: bool) -> str:
    return ' class="num"' if number else ""


def details(summary: str, lines: Sequence[str], unfolded: bool = False, note: str = "") -> str:
    """A fold that opens without the server; `note` says what kind of thing is inside."""
    if len(lines) == 1:
        inside = f"<p>{escape(lines[0])}</p>"
    else:
        inside = "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
    noted = f"<p><small>{escape(note)}</small></p>" if note else ""
    return f"<details{' open' if unfolded else ''}><summary>{escape(summary)}</summary><div>{noted}{inside}</div></details>"


_MARKS = frozenset("\\`*_{}[]()#+-.!|~$<>:")


def inert(text: str) -> str:
    """The text with Markdown's marks escaped."""
    return "".join(f"\\{char}" if char in _MARKS else char for char in " ".join(text.split()))


def choose(
    field: Callable[..., Any], label: str, titles: Mapping[Any, str], key: str, at: object = None, **look: Any
) -> Any:
    """Draw a field of Streamlit's; `at` is what is chosen at first in one that has a single choice."""
    titles = _apart(titles)
    if at is not None:
        look["index"] = list(titles).index(at)
    if field is st.multiselect:
        look["select_all"] = False  # Streamlit has words for it in English only
    # What was chosen before may be gone by now, and is asked for all the same.
    return field(label, list(titles), format_func=lambda one: titles.get(one, ""), key=key, **look)


def choose_in_address(
    field: Callable[..., Any],
    label: str,
    titles: Mapping[Any, str],
    key: str,
    parameter: str,
    at_first: str,
    **look: Any,
) -> Any:
    """A choice that stands in the address: a press changes the address, so that Back leads to what was shown before."""
    here = next((one for one in titles if one == st.query_params.get(parameter)), at_first)
    st.session_state[key] = here

    def pressed() -> None:
        if (chosen := st.session_state[key]) == at_first:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen

    choose(field, label, titles, key, on_change=pressed, **look)
    return here


def _apart(titles: Mapping[Any, str]) -> dict[Any, str]:
    """The titles, numbered where several are alike: Streamlit knows what was chosen by its title alone."""
    named: dict[Any, str] = {}
    taken = set[str]()
    for one, title in titles.items():
        name, number = title, 1
        while name in taken:
            number += 1
            name = f"{title} #{number}"
        named[one] = name
        taken.add(name)
    return named


MIME = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "ics": "text/calendar",
    "json": "application/json",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""What a file is, by its ending."""


def hand_out(label: str, name: str, make: Callable[[], bytes | str], key: str, **look: Any) -> None:
    """A button that saves the file of that name; it is made when that is pressed, in another thread."""
    look = {"mime": MIME.get(name.rpartition(".")[2]), **look}
    st.download_button(label, data=make, file_name=name, on_click="ignore", key=key, **look)


def take_in(label: str, choose: str, key: str, **look: Any) -> Any:
    """A field for files, with `choose` on its button: Streamlit has it in English only."""
    words, button = escape(choose).replace('"', ""), f".st-key-{key} button p"
    st.html(f'<style>{button} {{ font-size: 0 }} {button}::after {{ content: "{words}"; font-size: .875rem }}</style>')
    return st.file_uploader(label, key=key, **look)
