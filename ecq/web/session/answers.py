"""Answers to questions about the self-check in front of one: the same in the conversation and in the field of the bar.

Each line is a sentence of `telling.plan.asked`, or one from the register of the law or the record of changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.changes import rebind
from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES
from ecq.checking.law import Register
from ecq.exchange import law_texts, rubric_catalogue
from ecq.interview.typed import outcomes
from ecq.interview.typed.figures.numerals import spoken_day
from ecq.interview.words import ABOUT, IF_UNSURE, LEFT, MANNERS, NO_PERSON, SENT_BY_ITSELF, SENT_TO_MODEL
from ecq.planning.what_if import difference
from ecq.rubric.kinds.base import Invalid
from ecq.telling.plan import asked as asked_words
from ecq.telling.plan.asked import (
    AnswerLine,
    AskedView,
    Lines,
    asked,
    changed_since,
    grade_asked,
    if_figure,
    if_fixed,
    of_named,
    said_of,
    why_score,
    worth_named,
)
from ecq.telling.text import words as w
from ecq.telling.text.sentences import law_as_of
from ecq.web.session.asked_model import chosen_model
from ecq.web.session.history import history_of, minutes_left
from ecq.web.session.visit import Visit, iso_day, today
from ecq.web.session.whose_list import where_kept

MOST_LINES = 4


@dataclass(frozen=True)
class Reply:
    """An answer in lines, and what it rests on; without lines the question is none that can be answered."""

    lines: Lines
    source: str = ""

    @property
    def text(self) -> str:
        """Its sentences, one below the other."""
        return "\n".join(line.text for line in self.lines)


def replied(visit: Visit, question: outcomes.Understood | None, at_hand: str | None) -> Reply:
    """The answer to what was asked; `at_hand` is the question one is at."""
    of = (visit.rubric, rebind(visit.assessment, visit.rubric), visit.card, visit.verdict, visit.lang)
    standing = AskedView(*of, certainty=visit.certainty, at=at_hand)
    match question:
        case outcomes.Go():
            return _places(visit, question)
        case outcomes.AskTerm():
            return _term(visit, question)
        case outcomes.AskArticle():
            return _article(visit, question, at_hand)
        case outcomes.AskSince(when=when):
            return _since(visit, when, standing)
        case outcomes.AskWhatIf(what=what, figure=figure):
            return _scored(visit, if_figure(what, figure, standing) or if_fixed(what, standing))
        case outcomes.AskWorth(what=what):
            return _scored(visit, worth_named(what, standing))
        case outcomes.AskSaid(topic=topic):
            return _scored(visit, said_of(topic, standing))
        case outcomes.AskOf(what=what, topic=topic):
            return Reply(of_named(what, topic, standing))
        case outcomes.AskGrade(stars=stars, target=target):
            return _scored(visit, grade_asked(stars, standing, target))
        case outcomes.AskWhyScore(figure=figure):
            return _scored(visit, why_score(figure, standing))
        case outcomes.ShowPage(page=page):
            return Reply([AnswerLine(visit.say(asked_words.HERE), "results" if page == "report" else page)])
        case "ask-left" | "ask-time":
            left = visit.interview.left
            said = visit.say(LEFT, count=len(left))
            language = LANGUAGES[visit.lang]
            said = language.comma.join((said, minutes_left(visit, left))) if left else said
            return _scored(visit, [AnswerLine(said + language.full_stop, "interview", {"order": "open"})])
        case "colleague":
            return Reply([AnswerLine(visit.say(asked_words.COLLEAGUE_HERE), "interview")])
        case "ask-about":
            return Reply([AnswerLine(visit.say(ABOUT, rubric=visit.say(visit.rubric.layout.title)))])
        case "ask-who-sees":
            kept = (where_kept(), SENT_BY_ITSELF, *((SENT_TO_MODEL,) if chosen_model() else ()))
            return Reply([AnswerLine(visit.say(one)) for one in kept])
        case "ask-if-unsure":
            return Reply([AnswerLine(visit.say(IF_UNSURE))])
        case "ask-who":
            by_model = (SENT_TO_MODEL,) if chosen_model() else ()
            return Reply([AnswerLine(visit.say(one)) for one in (NO_PERSON, *by_model)])
        case str() if question in MANNERS:
            return Reply([AnswerLine(visit.say(MANNERS[question]))])
        case str():
            return _scored(visit, asked(question, standing))
        case Invalid(sentence=sentence):
            return Reply([AnswerLine(visit.say(sentence))])
        case _:
            return Reply(())


def _places(visit: Visit, going: outcomes.Go) -> Reply:
    """Where one may want to go, as links; that there is nothing of that name."""
    found = [
        one
        for one in filter(None, (going.target, *going.candidates))
        if visit.interview.first_of(one) or one in visit.interview.states
    ]
    if not found:
        return Reply([AnswerLine(visit.say(w.GO_NOWHERE, where=going.where))]) if going.where else Reply(())
    nodes, by_id = visit.rubric.nodes, visit.rubric.by_id
    return Reply(
        [
            AnswerLine(visit.say(nodes[one].title), "overview", {"in": one})
            if one in nodes
            else AnswerLine(visit.say(by_id[one].text), "interview", {"q": one})
            for one in found[:MOST_LINES]
        ]
    )


def _scored(visit: Visit, lines: Lines) -> Reply:
    return Reply(lines, visit.say(asked_words.FROM_SCORE, day=today()))


def _term(visit: Visit, about: outcomes.AskTerm) -> Reply:
    if about.term is None:
        listed = LANGUAGES[visit.lang].listed([visit.say(term.name) for term in about.candidates])
        return Reply([AnswerLine(visit.say(w.TERM_UNKNOWN, terms=listed) if listed else visit.say(w.TERM_NOT_KNOWN))])
    said = f"{visit.say(about.term.name)}{LANGUAGES[visit.lang].colon}{visit.say(about.term.meaning)}"
    return Reply([AnswerLine(said)], visit.say(asked_words.FROM_TERMS))


def _article(visit: Visit, about: outcomes.AskArticle, at_hand: str | None) -> Reply:
    """What the register tells of an article; without a law that of the question at hand, else the laws that have it."""
    register, number = Register(rubric_catalogue.library()), str(about.number)
    if about.law:
        try:
            law, place = register.find(f"{about.law.removeprefix('the ')}{number}")
        except EcqError:
            return Reply([AnswerLine(visit.say(asked_words.ARTICLE_UNKNOWN))])
        return _told(visit, register, law.id, place)
    cited = [one.source for one in visit.rubric.by_id[at_hand].sources] if at_hand else []
    having = [law.id for law in register.laws.values() if number in law.articles]
    here = [one for one in having if one in cited]
    if len(here or having) == 1:
        return _told(visit, register, (here or having)[0], number)
    if not having:
        return Reply([AnswerLine(visit.say(asked_words.ARTICLE_UNKNOWN))])
    laws = LANGUAGES[visit.lang].listed([visit.say(register.laws[one].short) for one in having])
    return Reply([AnswerLine(visit.say(asked_words.ARTICLE_WHICH, number=number, laws=laws))])


def _told(visit: Visit, register: Register, law_id: str, place: str) -> Reply:
    law = register.laws[law_id]
    place = next(
        (one for one in (place, *law.articles) if one in law.articles and one.partition("(")[0] == place), place
    )
    brought = law_texts.kept().get(law_id)
    try:
        said = [*register.article_lines(law, place, visit.lang, brought.articles if brought else None)]
    except EcqError:
        return Reply([AnswerLine(visit.say(asked_words.ARTICLE_UNKNOWN))])
    before_blank = said[: said.index("")] if "" in said else said
    resting = [one for one in register.hanging(law_id, place).questions if one in visit.interview.states]
    lines = [AnswerLine(one) for one in before_blank[:MOST_LINES]]
    if resting:
        lines[0] = AnswerLine(lines[0].text, "interview", {"q": resting[0]})
    return Reply(lines, law_as_of(visit.rubric, visit.lang))


def _since(visit: Visit, when: str, standing: AskedView) -> Reply:
    """What changed since a day, from the record of changes: the state at its beginning against the present one."""
    day = spoken_day(when, today())
    if day is None:
        return Reply(())
    if day > today():
        return Reply([AnswerLine(visit.say(asked_words.SINCE_LATER, day=day))])
    history = history_of(visit)
    before = [one.revision for one in history.entries if iso_day(one.at, history.zone) < day]
    try:
        past = rebind(history.at(before[0] if before else history.first), visit.rubric)
        lines = changed_since(day, difference(visit.rubric, past, visit.rubric, standing.assessment), standing)
    except EcqError:
        lines = [AnswerLine(visit.say(asked_words.SINCE_LOST))]
    return Reply(lines, visit.say(asked_words.FROM_JOURNAL))
