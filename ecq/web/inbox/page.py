"""The inbox: what came in and waits to be decided, what is asked of others, and where files, texts and laws are brought in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from ecq.assessment.model import Evidence, Response
from ecq.assessment.proposals import Kept, Proposal, conflicting, with_value
from ecq.base import arms_length
from ecq.base.errors import EcqError
from ecq.base.file_limits import READING_DOCUMENT
from ecq.base.language import LANGUAGES, Text, error_sentence, filled
from ecq.base.settings import mode
from ecq.exchange import law_texts, rubric_catalogue
from ecq.exchange.accepting import refused, sides, title
from ecq.exchange.evidence_files import kept_with_files
from ecq.exchange.incoming import Incoming, incoming, pasted
from ecq.exchange.words import place_words
from ecq.interview import words as c
from ecq.rubric.kinds.base import Invalid
from ecq.store.files import files_of, room_left
from ecq.store.organisations import Organisations
from ecq.telling.text import words as w
from ecq.telling.text.reactions import not_counted
from ecq.telling.text.sentences import point_words, score_words
from ecq.web.changes import reverse
from ecq.web.evidence.component import me
from ecq.web.html.parts import choose, draw_html, inert, take_in
from ecq.web.inbox import words as t
from ecq.web.inbox.deciding import accept, effect, facts_known, score_after, send_back
from ecq.web.inbox.requests import draw_requests
from ecq.web.session import widget_keys as keys
from ecq.web.session.asked_model import AskedModel, chosen_model, found_by_model, upon
from ecq.web.session.state import OF_ASSESSMENT, Done, PageState, session
from ecq.web.session.stores import database, invitations, permissions, proposals, store
from ecq.web.session.visit import Pages, Visit, say_refused, scored, today
from ecq.writers.html.blocks import tag

ENDINGS = [
    "xlsx", "xlsm", "pdf", "docx", "pptx", "html", "htm", "mhtml", "txt", "md", "eml", "zip", "json",
    "doc", "xls", "ppt", "et", "wps", "dps", "ods", "odt", "csv", "png", "jpg", "jpeg",
]  # fmt: skip
"""The last two lines may be chosen so that the sentence about them is ECQ's own."""

_QUESTIONS_LISTED, _CARDS_OPEN, _NOTICES_TOLD, _DECIDED_SHOWN, _QUOTE_CHARACTERS = 60, 3, 12, 8, 600
UPLOAD, PASTE, SOURCE, REMARK = "inbox-upload", "inbox-paste", "inbox-source", "inbox-remark"
MODEL = "inbox-model"


@dataclass
class Inbox(PageState):
    """What the inbox keeps."""

    at: str = field(default="", metadata=OF_ASSESSMENT)
    """The question or fact whose proposals are shown first; "" for the first that waits."""
    changing: str = field(default="", metadata=OF_ASSESSMENT)
    """The proposal that is changed before it is accepted."""
    read: tuple[str, ...] = field(default=(), metadata=OF_ASSESSMENT)
    """The files that were read, by the id of their upload: each is read once."""


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the page."""
    with st.container(key="inbox"):
        kept = proposals().of(visit.kept.id)
        waiting = [one for one in kept if one.waits]
        _head(visit, kept, waiting)
        say_refused(visit, Inbox)
        if waiting:
            _decide(visit, waiting)
        if visit.may("edit"):
            _bring_in(visit)
        draw_requests(visit)
        if mode() in (None, "local"):
            _draw_law_texts(visit)
        _seen(visit, [one for one in kept if not one.waits])


def _head(visit: Visit, kept: Sequence[Kept], waiting: Sequence[Kept]) -> None:
    questions = len({one.proposal.about for one in waiting})
    head = visit.say(t.WAITING, count=len(waiting), questions=questions) if waiting else visit.say(w.PAGE_INBOX)
    guaranteed = score_words(visit.card.score.low)
    lead = visit.say(t.LEAD, score=guaranteed) if visit.card.tells else visit.say(t.LEAD_NO_SCORE)
    html = f"<div><h1>{escape(head)}</h1><p>{escape(lead)}</p></div>"
    done = len(kept) - len(waiting)
    if done and waiting:
        counts = {state: sum(one.state == state for one in kept) for state in ("accepted", "returned")}
        said = visit.say(t.SEEN_OF, done=done, count=len(kept), **counts)
        html += f'<div class="ecq-inbox-through"><p>{escape(said)}</p><progress max="{len(kept)}" value="{done}"></progress></div>'
    draw_html(f'<div class="ecq-inbox-head">{html}</div>')


# -- deciding


def _decide(visit: Visit, waiting: list[Kept]) -> None:
    here = session().page(Inbox)
    clashes = conflicting(visit.assessment, [one.proposal for one in waiting])
    waiting = _filtered(visit, waiting, clashes)
    order = {question: place for place, question in enumerate(visit.rubric.by_id)}
    groups: dict[str, list[Kept]] = {}
    for one in sorted(waiting, key=lambda kept: order.get(kept.proposal.about, -1)):
        groups.setdefault(one.proposal.about, []).append(one)
    abouts = list(groups)
    if not abouts:
        return
    start = abouts.index(here.at) if here.at in groups else 0
    left, right = st.columns([1, 3], gap="medium")
    with left, st.container(key="inbox-list", gap="small"):
        top = max(0, min(start - _QUESTIONS_LISTED // 2, len(abouts) - _QUESTIONS_LISTED))
        for about in abouts[top : top + _QUESTIONS_LISTED]:
            _line(visit, groups[about], about == abouts[start], clashes)
    with right, st.container(key="inbox-cards"):
        _through(visit, abouts, start)
        shown = _CARDS_OPEN if facts_known(visit) else 1
        for place, about in enumerate(abouts[start : start + shown]):
            _card(visit, groups[about], clashes, first=not place)


def _filtered(visit: Visit, waiting: list[Kept], clashes: set[str]) -> list[Kept]:
    """Those of the chosen kind of source; and the button that accepts all without a conflict."""
    counts: dict[str, int] = {"all": len(waiting), **Counter(str(one.proposal.source.kind) for one in waiting)}
    with st.container(key="inbox-tools", horizontal=True, vertical_alignment="center"):
        if len(counts) > 2:
            titles = {one: f"{visit.say(t.KINDS.get(one, w.ALL))} {count}" for one, count in counts.items()}
            look = {"default": "all", "required": True, "label_visibility": "collapsed", "wrap": True}
            chosen = choose(st.segmented_control, visit.say(t.SOURCE), titles, SOURCE, **look)
            waiting = [one for one in waiting if chosen in ("all", one.proposal.source.kind)]
        free = [one for one in waiting if one.id not in clashes and _may_decide(visit, one.proposal)]
        free = [one for one in free if not refused(visit.assessment, visit.rubric, one.proposal)]
        if len(free) > 1:
            label, hint = visit.say(t.ACCEPT_ALL, count=len(free)), visit.say(t.ACCEPT_ALL_HINT)
            st.button(label, key="inbox-accept-all", on_click=_accept, args=(visit, tuple(free)), help=hint)
    return waiting


def _may_decide(visit: Visit, one: Proposal) -> bool:
    return visit.may("review" if one.source.kind == "link" else "edit")


def _through(visit: Visit, abouts: list[str], start: int) -> None:
    """Where one is among the questions, and the way to the next; one row."""

    def go(step: int) -> None:
        session().page(Inbox).at = abouts[(start + step) % len(abouts)]

    with st.container(key="inbox-through", horizontal=True, vertical_alignment="center"):
        draw_html(f"<p>{escape(visit.say(t.PLACE, place=start + 1, count=len(abouts)))}</p>", width="content")
        if len(abouts) > 1:
            st.button(visit.say(c.NEXT), key="inbox-next", shortcut="J", type="tertiary", on_click=go, args=(1,))
            st.button(visit.say(t.BEFORE), key="inbox-before", shortcut="K", type="tertiary", on_click=go, args=(-1,))


def _line(visit: Visit, group: list[Kept], current: bool, clashes: set[str]) -> None:
    """One question of the list: what it asks, what it would do, and where that comes from."""
    first, effect, here = group[0].proposal, "", session().page(Inbox)
    if facts_known(visit) and (after := score_after(visit, first)):
        gain = after.score.low - visit.card.score.low
        effect = f"{'+' if gain > 0 else '−'}{point_words(abs(gain))}" if gain else "0"
    clash = any(one.id in clashes for one in group)
    kinds = dict.fromkeys(visit.say(t.KINDS[one.proposal.source.kind]) for one in group)
    below = visit.say(t.TWO_WAYS) if clash and len(group) > 1 else LANGUAGES[visit.lang].listed(kinds)
    what = inert(_short(visit.say(title(first, visit.rubric))))
    label = f"{'▸ ' if current else ''}{what}  \n:small[{inert(below)} {effect}]"
    key, to_it = f"inbox-go-{first.about}", (here, "at", first.about)
    st.button(label, key=key, on_click=setattr, args=to_it, type="tertiary", width="stretch")


def _short(text: str, most: int = 48) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _card(visit: Visit, group: list[Kept], clashes: set[str], first: bool) -> None:
    """All that is proposed to one question, side by side where two sources differ."""
    about = group[0].proposal
    question = visit.rubric.by_id.get(about.about)
    with st.container(border=True, key=f"inbox-card-{about.about or 'plan'}"):
        tags = tag("red", visit.say(w.GATE)) if question is not None and question.gate else ""
        where = (
            visit.say(visit.rubric.nodes[visit.rubric.place[about.about][1]].title)
            if question
            else visit.say(t.OF_PROFILE)
        )
        html = f"<small>{escape(where)}</small> {tags}<h2>{escape(visit.say(title(about, visit.rubric)))}</h2>"
        disputed = [one for one in group if one.id in clashes and one.proposal.part not in ("evidence", "note")]
        rest = [one for one in group if one not in disputed]
        notes = [visit.say(t.DISPUTED if len(disputed) > 1 else t.CHANGES_ANSWER)] if disputed else []
        if question is not None:
            notes += [visit.say(one.why) for one in not_counted(visit.rubric, visit.assessment, [question.id])]
        html += "".join(f"<p><small>{escape(note)}</small></p>" for note in notes)
        draw_html(f'<div class="ecq-inbox-question">{html}</div>')
        several = len(disputed) > 1
        columns = st.columns(min(len(disputed), 3)) if several else ()
        for place, one in enumerate(disputed if several else ()):
            with columns[place % len(columns)]:
                _side(visit, [one], str(place + 1) if first and place < 9 else None, first=False)
        if together := rest if several else [*disputed, *rest]:
            _side(visit, together, "A" if first and not several else None, first=first and not several)
        if first and any(_may_decide(visit, one.proposal) for one in group):
            hint = visit.say(t.REMARK_HINT) if about.source.kind == "link" else ""
            st.text_input(visit.say(t.REMARK), max_chars=500, key=REMARK, placeholder=hint)


def _side(visit: Visit, group: list[Kept], key: str | None, first: bool) -> None:
    """The proposals that one press decides, with the words they rest on and what they would do."""
    here = session().page(Inbox)
    html = ""
    for quote, of_it in groupby(group, lambda one: _quote(visit, one.proposal)):
        html += quote + "".join(_rows(visit, one.proposal) for one in of_it)
    cannot = [why for one in group if (why := refused(visit.assessment, visit.rubric, one.proposal))]
    html += "".join(f'<p class="ecq-inbox-cannot">{escape(visit.say(why.sentence))}</p>' for why in cannot)
    draw_html(f'<div class="ecq-inbox-side">{html}</div>')
    if not all(_may_decide(visit, one.proposal) for one in group):
        st.caption(visit.say(t.MAY_NOT))
        return
    change = next((one for one in group if one.proposal.part not in ("owner", "day", "done", "start")), None)
    with st.container(key=f"inbox-keys-{group[0].id}", horizontal=True):
        st.button(
            visit.say(c.ACCEPT),
            key=f"inbox-accept-{group[0].id}",
            type="primary" if first else "secondary",
            shortcut=key,
            disabled=bool(cannot),
            on_click=_accept,
            args=(visit, tuple(group)),
        )
        if change is not None:
            st.button(
                visit.say(t.CHANGE),
                key=f"inbox-change-{group[0].id}",
                shortcut="E" if first else None,
                on_click=setattr,
                args=(here, "changing", "" if here.changing == change.id else change.id),
            )
        st.button(
            visit.say(t.SEND_BACK),
            key=f"inbox-back-{group[0].id}",
            shortcut="X" if first else None,
            on_click=_send_back,
            args=(visit, tuple(group)),
        )
    if change is not None and here.changing == change.id:
        _editor(visit, change, [one for one in group if one is not change])


def _quote(visit: Visit, one: Proposal) -> str:
    """Where it comes from, and the words as they stand there, with those that decide marked."""
    source = one.source
    name = f"<b>{escape(visit.say(t.KINDS[source.kind]))}</b> {escape(source.name)}"
    places = [place_words(place, visit.lang) for place in source.place.split("; ") if place]
    further = [*places[:3], source.by if source.by != source.name else ""]
    if source.day:
        further.append(visit.say(t.OF_DAY, day=source.day))
    if one.at:
        further.append(visit.say(t.CAME, day=visit.when(one.at)))
    html = f"<p>{name}<br><small>{escape(' · '.join(told for told in further if told))}</small></p>"
    if source.quote:
        html += f"<blockquote>{_marked(source.quote, source.mark)}</blockquote>"
        if not source.checked:
            html += f"<p><small>{escape(visit.say(t.NOT_CHECKED))}</small></p>"
    return html


def _marked(quote: str, mark: tuple[int, int] | None) -> str:
    text = quote[:_QUOTE_CHARACTERS] + ("…" if len(quote) > _QUOTE_CHARACTERS else "")
    start, end = mark or (0, 0)
    if not 0 <= start < end <= len(text):
        return escape(text).replace("\n", "<br>")
    parts = escape(text[:start]), f"<mark>{escape(text[start:end])}</mark>", escape(text[end:])
    return "".join(parts).replace("\n", "<br>")


def _rows(visit: Visit, one: Proposal) -> str:
    """Now and proposed, and what it would do to score and gates."""
    before, after = sides(one, visit.assessment, visit.rubric, visit.lang)
    if one.part in ("evidence", "note") and one.was is None:
        rows = [(visit.say(t.ADDS[one.part]), after)]
    else:
        nothing = visit.say(t.NOTHING)
        rows = [(visit.say(w.NOW_HEAD), before or nothing), (visit.say(t.PROPOSED), after or nothing)]
    rows += _unread_items(visit, one) + effect(visit, one)
    return "<dl>" + "".join(f"<dt>{escape(head)}</dt><dd>{escape(said)}</dd>" for head, said in rows) + "</dl>"


def _unread_items(visit: Visit, one: Proposal) -> list[tuple[str, str]]:
    """Of a checklist what the source says nothing of: accepting leaves it unticked."""
    question = visit.rubric.by_id.get(one.about)
    if question is None or not isinstance(one.value, Response) or one.source.kind in ("sheet", "link"):
        return []
    missing = [visit.say(item.text) for item in question.parts if item.id not in (one.value.value or ())]
    return [(visit.say(t.NOT_READ), LANGUAGES[visit.lang].semicolon.join(missing))] if missing else []


# -- presses


def _editor(visit: Visit, kept: Kept, others: list[Kept]) -> None:
    """The fields in which a proposal is changed before it is accepted."""
    one, key = kept.proposal, f"inbox-value-{kept.id}"
    question, fact = visit.rubric.by_id.get(one.about), visit.rubric.facts.get(one.about)
    label = visit.say(t.PROPOSED)
    if isinstance(one.value, Response) and question is not None and question.answered_by != "typed":
        options = {value: visit.say(text) for value, text in question.choices}
        if question.parts:
            ticked = [item for item in one.value.value or () if item in options]
            choose(st.multiselect, label, options, key, default=ticked)
        else:
            options = {value: inert(title) for value, title in options.items()}
            index = list(options).index(str(one.value.value)) if one.value.value in options else None
            choose(st.radio, label, options, key, index=index)
    elif one.part == "fact" and fact is not None:
        named = {option.id: visit.say(option.text) for option in fact.options}
        if fact.kind == "many":
            default = [item for item in one.value if item in named] if isinstance(one.value, tuple) else []
            choose(st.multiselect, label, named, key, default=default)
        else:
            choose(st.selectbox, label, named, key, index=None)
    else:
        value = one.value.text if isinstance(one.value, Evidence) else getattr(one.value, "value", one.value)
        st.text_input(label, value=str(value or ""), max_chars=2_000, key=key)
    st.button(
        visit.say(t.ACCEPT_CHANGED),
        key=f"inbox-changed-{kept.id}",
        type="primary",
        on_click=_accept_changed,
        args=(visit, kept, tuple(others), key),
    )


def _accept_changed(visit: Visit, kept: Kept, others: tuple[Kept, ...], key: str) -> None:
    typed: Any = st.session_state.get(key)
    if typed is None:
        return
    question = visit.rubric.by_id.get(kept.proposal.about)
    value = tuple(typed) if isinstance(typed, list) else str(typed).strip()
    if question is not None and isinstance(kept.proposal.value, Response):
        read = question.read(value, True)
        if isinstance(read, Invalid):
            session().page(Inbox).refused = read.sentence
            return
        value = read
    _accept(visit, (kept, *others), {kept.id: with_value(kept.proposal, value)})


def _accept(visit: Visit, group: Iterable[Kept], changed: Mapping[str, Proposal] | None = None) -> None:
    """Take these over as one change; for callbacks."""
    here, rubric = session().page(Inbox), visit.rubric
    chosen = {one.id: (changed or {}).get(one.id, one.proposal) for one in group}
    outcome = accept(visit, chosen)
    if here.took(outcome) and isinstance(outcome, Done):
        before, after = visit.card.score.low, scored(rubric, outcome.stored.assessment).score.low
        here.changing = ""
        here.done = (filled(t.ACCEPTED, count=len(chosen), before=score_words(before), after=score_words(after)),)


def _send_back(visit: Visit, group: tuple[Kept, ...]) -> None:
    """Put them aside with the reason that was typed; for callbacks."""
    here = session().page(Inbox)
    remark, handed_in = keys.text_in(REMARK).strip(), any(one.proposal.source.kind == "link" for one in group)
    here.refused = send_back(visit, tuple(one.id for one in group), remark)
    if here.refused is None:
        said = t.PUT_ASIDE if handed_in and not remark else t.SENT_BACK
        here.done, here.changing = (filled(said, count=len(group)),), ""
        st.session_state[REMARK] = ""


# -- what was decided


def _seen(visit: Visit, decided: Sequence[Kept]) -> None:
    """What was decided last, by whom, with the way back."""
    if not decided:
        return
    people = {one.decided_by for one in decided if one.decided_by}
    names = Organisations(allowed.store).names(people) if people and (allowed := permissions()) else {}
    with st.expander(visit.say(t.SEEN, count=len(decided))):
        for one in sorted(decided, key=lambda kept: kept.decided_at, reverse=True)[:_DECIDED_SHOWN]:
            _, said = sides(one.proposal, visit.assessment, visit.rubric, visit.lang)
            did = visit.say(t.STATES[one.state])
            when = visit.when(one.decided_at) if one.decided_at else ""
            facts = " · ".join(told for told in (names.get(one.decided_by, ""), when, one.remark) if told)
            line = f"<p>{escape(did + LANGUAGES[visit.lang].colon)}{escape(_short(visit.say(title(one.proposal, visit.rubric))))}<br>"
            line += f"<small>{escape(_short(said, 80))}<br>{escape(facts)}</small></p>"
            draw_html(line)
            if _may_decide(visit, one.proposal) and (one.state == "returned" or one.revision):
                label = visit.say(t.TAKE_UP if one.state == "returned" else t.TAKE_BACK)
                st.button(label, key=f"inbox-undo-{one.id}", type="tertiary", on_click=_take_back, args=(visit, one))


def _take_back(visit: Visit, one: Kept) -> None:
    """Have what was sent back wait again, or undo the acceptance as a whole; for callbacks."""
    here = session().page(Inbox)
    with here.telling():
        if one.state == "returned":
            proposals().take_up(visit.kept.id, one.id)
            return
        entries = store().entries(visit.kept.id, since=one.revision - 1, before=one.revision + 1)
        if entries and here.took(reverse(entries[0])):
            here.done = (t.TAKEN_BACK,)


# -- bringing in


def _bring_in(visit: Visit) -> None:
    """Files and pasted words: each becomes proposals."""
    with st.container(border=True, key="inbox-in"):
        draw_html(
            f'<h2 class="ecq-sub">{escape(visit.say(t.BRING_IN))}</h2><p>{escape(visit.say(t.BRING_IN_LEAD))}</p>'
        )
        look = {"type": ENDINGS, "accept_multiple_files": True, "label_visibility": "collapsed"}
        files = take_in(visit.say(t.BRING_IN), visit.say(w.CHOOSE_FILE), UPLOAD, **look)
        if model := chosen_model():  # off in each self-check until it is pressed
            switch = session().page(AskedModel)
            switch.on = st.toggle(visit.say(t.MODEL), value=switch.on, key=f"{MODEL}-{visit.address.get('a', '')}")
            st.caption(inert(visit.say(t.MODEL_WHAT, host=model.host, name=model.name or "—")))
        here = session().page(Inbox)
        fresh = [one for one in files or () if one.file_id not in here.read]
        if fresh:
            _read(visit, fresh)
            st.rerun()
        st.text_area(visit.say(t.PASTE), key=PASTE, height=100, max_chars=20_000, placeholder=visit.say(t.PASTE_HINT))
        st.button(visit.say(t.PASTE_READ), key="inbox-paste-read", on_click=_read_pasted, args=(visit,))


def _read(visit: Visit, files: Sequence[Any]) -> None:
    """Read the files one after another at arm's length, with how far that is, and keep what they propose."""
    here, notices = session().page(Inbox), list[Text]()
    shown = st.progress(0.0)
    for place, file in enumerate(files):
        shown.progress(place / len(files), text=inert(visit.say(t.READING, file=file.name)))
        given = (incoming, file.getvalue(), file.name, upon(visit))
        read = partial(arms_length.read, *given, where=file.name, allowance=READING_DOCUMENT)
        notices += _kept(visit, file.name, read, shown.progress)
        here.read = (*here.read, file.file_id)
    _say(notices)


def _say(notices: Sequence[Text]) -> None:
    """Have the page say what came of it; of very many sentences the rest is counted."""
    more = [filled(t.MORE_NOTICES, count=len(notices) - _NOTICES_TOLD)] if len(notices) > _NOTICES_TOLD else []
    session().page(Inbox).done = (*notices[:_NOTICES_TOLD], *more)


def _read_pasted(visit: Visit) -> None:
    """Read what was pasted; for callbacks."""
    text = keys.text_in(PASTE).strip()
    if text:
        name = visit.say(t.PASTED)
        _say(_kept(visit, name, partial(pasted, text, name, upon(visit))))
        st.session_state[PASTE] = ""


def _kept(
    visit: Visit, name: str, read: Callable[[], Incoming], told: Callable[[float], object] = lambda _: None
) -> list[Text]:
    """Keep what is read and what the model finds in it where it may be asked, and say how much that is. A document that is
    proposed as evidence is kept itself, once.
    """
    try:
        came, add = read(), partial(proposals().add, visit.kept.id)
        for document in came.documents:
            further = found_by_model(visit, document, told)
            came.proposals += further.proposals
            came.notices += further.notices
        added = kept_with_files(came, files_of(database()), room_left(visit.assessment), me(), add)
        for request in came.requests:
            invitations().came_back(visit.kept.id, request)
    except EcqError as error:
        return [error_sentence(error)]
    questions = len({one.about for one in came.proposals})
    said = filled(t.READ, file=name, count=added, questions=questions) if added else filled(t.READ_BEFORE, file=name)
    return [*([said] if came.proposals else []), *came.notices]


LAW_UPLOAD, LAW_ENDINGS = "law-file", ["txt", "md", "docx", "html", "htm", "pdf"]
LAWS_SHOWN = 20
"""How many articles a search shows."""


def _draw_law_texts(visit: Visit) -> None:
    """Draw the field for an official text, and the search over what was brought."""
    with st.container(border=True, key="inbox-law"):
        draw_html(f'<h2 class="ecq-sub">{escape(visit.say(t.LAW))}</h2><p>{escape(visit.say(t.LAW_LEAD))}</p>')
        laws = rubric_catalogue.library().laws
        chosen = take_in(visit.say(t.CHOOSE_LAW), visit.say(w.CHOOSE_FILE), LAW_UPLOAD, type=LAW_ENDINGS)
        if chosen is not None:
            try:
                brought = law_texts.bring(chosen.getvalue(), chosen.name, laws, today())
                law_texts.keep(brought)
            except EcqError as error:
                st.error(inert(visit.say(error_sentence(error))))
            else:
                law = laws[brought.law]
                same, read = brought.agreeing(law)
                said = {"law": visit.say(law.title), "count": len(brought.articles), "same": same, "read": read}
                st.success(visit.say(law_texts.BROUGHT, **said))
        texts = law_texts.kept()
        asked = st.text_input(visit.say(t.SEARCH_LAW), max_chars=100, key="law-search") if texts else ""
        for law_id, article, words in law_texts.found(texts, asked.split())[:LAWS_SHOWN] if asked else ():
            st.text(visit.say(t.FOUND_LAW, law=visit.say(laws[law_id].short), article=article, words=words))
