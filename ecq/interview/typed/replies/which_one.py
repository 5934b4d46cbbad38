"""Which of those offered a reply names: by its place, its figure, its words or its label; and what it takes out of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.typed.clauses import unspaced
from ecq.interview.typed.figures.numerals import NUMBER, number
from ecq.interview.typed.folding import HAN, bare, fold, forms
from ecq.interview.typed.picks import PLACES, read_several, read_single
from ecq.interview.typed.replies.yes_or_no import BREATH, I_GUESS, SORRY, STOPS, TWO
from ecq.interview.typed.vocabulary import ASKING, CONTRAST, GUESS, HEDGE, NEGATION, TURN, in_mandarin, tidy

_BEFORE_PICK = later(
    rf"^(?:嗯+|哦|噢|对|好的?|是|那么?|那就|当然|所以|因此|只能|只好|应该是?|就|算|先?[按选照拣挑]|先|还是|我[说选要]?|yes|yeah|ok|okay|then|it's|it is|i'd say|i mean|{I_GUESS}|(?:i'd |i'll |let's )?(?:go (?:with|for)|take|have)|[ ,，])+(?=.)"
)
_AFTER_PICK = later(
    rf"(?: {I_GUESS}|,? (?:of course|obviously|naturally|definitely|for sure|clearly)|当然|应该|大概| (?:on|in|of|from) (?:your|the|this|that) list|[那这][个条项]|[吧呢啊了的啦呀]|[那这]?[个一]?(?:档|级|选项|答案)|[就也都比较最更]*(?:差不多|没错|可以|合适|接近|符合|对|行|像|是)|[ ,，]|(?: one)? of (?:these|those|them|the two)|(?: is| looks| sounds| seems)?(?: about)? (?:right|closest|nearest|best|fine|it|true|then|please)| will do| fits)+$"
)
_OF_SO_MANY = later(
    r"(?: one)? (?:of|out of|among) (?:the|these|those|them|your|all)(?: (?:the|these|those))? (?P<en>two|three|four|five|six|[2-6])(?= ?$)|^(?:[这那])?(?P<zh>[两二三四五六2-6])[个项条种](?:里面?|当中|中间?|之中)[的选是我，]*"
)
"""How many there are of which one is named by its place."""
_FIRST_OF_TWO = later(r"(?:前|上)(?:面|边|头)?(?:的|那|一)*[个条项种]|前者|(?:the )?(?:former|upper|top)(?: one)?")
_LAST_OF_TWO = later(
    r"(?:后|下)(?:面|边|头)?(?:的|那|一)*[个条项种]|后者|(?:the )?(?:latter|lower|bottom|other)(?: one)?"
)
_MIDDLE = later(r"(?:当?中|正中)[间央]?(?:的|那|一)*[个条项种]|(?:the )?(?:middle|one in the middle)(?: one)?")
_NUMBER_ALONE = later(
    r"(?:选择?|number |no\.? ?)*(?:[0-9]{1,2}|[a-z]|[一二两三四五六七八九十]|one|two|three|four|five|six)号?"
)


@dataclass(frozen=True)
class Place:
    """Which of those offered a message names: its place from 0, whether by a number alone, and what is said behind it."""

    place: int
    number: bool
    rest: str = ""


def which(message: str, count: int) -> Place | None:
    """The one of so many offered that a message names by its place; None where it names two, or the rest takes it back and does not come to it again."""
    named: Place | None = None
    said_again = False
    units = [one for one in STOPS.split(BREATH.sub("，", message.strip())) if one and not SORRY.fullmatch(fold(one))]
    for at, unit in enumerate(units):
        short = in_mandarin(tidy(unspaced(unit)))
        if "选项" in short or "option" in short:
            return None
        of, short = _OF_SO_MANY.search(short), _OF_SO_MANY.sub("", short)
        if of and (number(of["zh"] or of["en"]) != count or _NUMBER_ALONE.fullmatch(short)):
            return None
        plain = _BEFORE_PICK.sub("", short)
        short = _AFTER_PICK.sub("", re.sub("^头[一那]?(?=[个项条])", "第一", plain)) or short
        place = read_single(short, count)
        if place is None and count == TWO:
            of_two = [any(map(of.fullmatch, (plain, short))) for of in (_FIRST_OF_TWO, _LAST_OF_TWO)]
            place = of_two.index(True) if any(of_two) else None
        if place is None and count % TWO and count > TWO and (_MIDDLE.fullmatch(plain) or _MIDDLE.fullmatch(short)):
            place = count // TWO
        alone = _NUMBER_ALONE.fullmatch(short) is not None
        if place is None or (alone and named):
            continue
        if named and place == named.place and not named.number:  # "the third. Though …, so yeah, third"
            said_again = True
            continue
        if named or (alone and at):
            return None
        named = Place(place, alone, "，".join([*units[:at], *units[at + 1 :]]))
    return None if named and not said_again and _taken_back(named.rest) else named


def _taken_back(rest: str) -> bool:
    """Whether what stands beside a place takes it back: a "but" only where it begins there, not within a sentence that goes on."""
    text, first = fold(rest), next((one for one in STOPS.split(rest) if one), "")
    turns = _BUT_FOR.sub("", text)
    turned = TURN.search(_BUT_FOR.sub("", fold(first))) or TURN.search(_WITHIN.sub("", turns))
    return bool(turned or GUESS.search(text) or _IN_CASE.search(rest))


_WITHIN = later(r"(?<!^)(?:\b(?:but|however|although)\b|但是?|不过|可是|然而)")
"""What turns within a sentence that tells more, and takes back nothing of the pick before it."""
_BUT_FOR = later(r"(?<!, )(?<!^)\b(?:except|apart from)\b")
"""What takes something out of a reason, and nothing back of the pick before it."""
_IN_CASE = later(r"的话|如果|要是|\bif\b", re.IGNORECASE)


def figure_is_right(message: str) -> tuple[str, str] | None:
    """The figure that a message begins by calling right ("5 is right"), and what it says behind that."""
    found = _IS_RIGHT.match(message.strip())
    return (found["figure"].strip(), message.strip()[found.end() :].strip()) if found else None


_IS_RIGHT = later(
    rf"(?:(?:ya|yes|yeah|yep|yup|ok|so|well|嗯+|对|是的?|那就?)[ ,，]*)*(?P<figure>(?:{NUMBER})[^，,。.；;!！?？]{{0,12}}?) ?(?:(?:is|'s|sounds|looks) (?:right|correct|fine|good|ok(?:ay)?|it|true)|就?(?:对|没错|可以|正确|行))[了的吧啊呀]*(?:[，,。.；;!！\s]+|$)",
    re.IGNORECASE,
)


def instead_of_it(message: str) -> str | None:
    """What is to stand instead of the figure that is offered: "make it 8"."""
    found = _MAKE_IT.match(fold(message))
    return message[found.end() :].strip() if found and len(fold(message)) == len(message) else None


_MAKE_IT = later(
    rf"(?:(?:well|actually|no|oh),? )*(?:make|call|say|put|let's (?:say|call|make)) (?:it|that)(?= [0-9a-z])|(?:please )?(?:put|enter)(?: down)?(?= (?:{NUMBER}))|(?:还是|那就|就)?(?:改|算|写|填|记)(?:成|作|为)?(?=[0-9一二两三四五六七八九十])"
)


def named_figure(message: str, offered: Sequence[object]) -> int | None:
    """The one of the figures offered that a message picks, in the only number it says: "let's put the five from the rules"."""
    text = fold(message)
    found = _PICKS_A_FIGURE.match(text)
    doubted = any(one.search(text) for one in (TURN, CONTRAST, HEDGE, GUESS, NEGATION, ASKING))
    if not found or doubted or len(re.findall(NUMBER, text)) != 1:
        return None
    of_it = [place for place, one in enumerate(offered) if isinstance(one, str) and number(found["n"]) == number(one)]
    return of_it[0] if len(of_it) == 1 else None


_PICKS_A_FIGURE = later(
    rf"(?:(?:ok(?:ay)?|yes|well|then|so|hmm+),? )*(?:let's |i'd |i'll |we |we'll |please |just |better )*(?:put|take|go (?:with|for)|use|say|record|enter|choose|pick|make it) (?:the |it as |down )*(?P<n>{NUMBER})\b"
)


def compared_figure(message: str, offered: Sequence[object]) -> int | None:
    """The least or the greatest of the figures offered, where a message says no more than that it is that one: "the shorter one"."""
    found = _THE_LESS.fullmatch(tidy(fold(message)))
    figures = [number(one) if isinstance(one, str) else None for one in offered]
    if not found or None in figures or len({*figures}) != len(figures):
        return None
    wanted = (min if found["less"] or found["less_en"] else max)(one for one in figures if one is not None)
    return figures.index(wanted)


_THE_LESS = later(
    r"(?:那就?|就|按|取|选|是|应该是|以)*(?:(?P<less>[短少小低]|最[短少小低])|最?[长多大高])(?:一点|些)?的?(?:那?[个一]?(?:数|为准|算)?)[吧了啊]*"
    r"|(?:yes|so|then|well|ok(?:ay)?|let's|take|use|go (?:with|for)|put|it's|that would be|[, ])*(?:the )?(?:(?P<less_en>short(?:er|est)|small(?:er|est)|low(?:er|est)|less(?:er)?|least)|long(?:er|est)|large?(?:r|st)|bigg(?:er|est)|high(?:er|est)|greater|greatest)(?: (?:one|figure|number|of the two|of them))?(?: then| please)?"
)


def by_words(message: str, offered: Sequence[Text]) -> int | None:
    """The only one of those offered that a message picks by its own words: "the 3-day one"."""
    found: set[int | None] = set()
    for unit in STOPS.split(BREATH.sub("，", message.strip())):
        core = _PICKS.fullmatch(tidy(unspaced(unit)))
        name = bare(core["name"] or core["no"] or core["verb"] or core["en"]) if core else ""
        if len(name) >= (2 if HAN.search(name) else 4):
            found |= {place for place, one in enumerate(offered) if _says(one, name)} or {None}
    return next(iter(found)) if len(found) == 1 else None


def list_put_right(message: str, items: Sequence[Text]) -> tuple[set[int], set[int]]:
    """Which of the items that are offered a message takes out, and which it leaves alone: "not the second bit, only the …"."""
    places: tuple[set[int], set[int]] = set(), set()
    for unit in STOPS.split(BREATH.sub("，", message.strip())):
        found = _OUT_OR_ONLY.fullmatch(in_mandarin(tidy(unspaced(unit))))
        name = (
            bare(found["out"] or found["not"] or found["only"] or found["out_en"] or found["only_en"]) if found else ""
        )
        of_it = [place for place, one in enumerate(items) if name and _says(one, name)]
        if found and len(of_it) == 1:
            places["only" in str(found.lastgroup)].add(of_it[0])
    return places


_OUT_OR_ONLY = later(
    r"不是[说指讲](?P<not>.{2,16}?)(?:的?[那这][个条项])?|(?:把|,)*(?P<out>.{2,16}?)(?:的?[那这][个条项]|这[一]?[条项])(?:没有?|不算|不是|不对|去掉|不要|划掉|删掉|除外|没做到?)[的了啊吧]*|只(?:留|要|算|有|是)(?:后面|前面)?(?:的|那)?(?P<only>.{2,16}?)(?:的?[那这][个条项])[的了啊吧]*"
    r"|(?:not|without|leave out|drop|take out) (?:the |that )?(?P<out_en>.{4,40}?)(?: (?:one|bit|item|part))?|(?:only|just) (?:the |that )?(?P<only_en>.{4,40}?)(?: (?:one|bit|item|part))?"
)


def _says(text: Text, name: str) -> bool:
    """Whether a text has these words, in their order and close by each other."""
    return any(re.search(".{0,3}".join(map(re.escape, name)), form) for form in forms(text))


_OUT = later(
    r"(?:please |then |just )*(?:un(?:tick|check)|remove|take (?:out|off)|drop|delete|leave out) (?P<en>.{3,24}?)(?: (?:off|out|again|please|too))*"
    r"|(?:请|帮我|先|那|就|把|,)*(?:去掉|取消|不要|划掉|删掉|不勾)(?P<zh>.{2,8}?)[吧了啊]*|(?:请|帮我|先|那|就|,)*把(?P<ba>.{2,8}?)(?:去掉|取消|划掉|删掉|不勾)[吧了啊]*"
)


def out_by_place(message: str, count: int) -> set[int]:
    """The places from 0, of so many items, that a message takes out: "untick the first one"."""
    units = [_OUT.fullmatch(tidy(unspaced(unit))) for unit in STOPS.split(BREATH.sub("，", message.strip()))]
    picked = [read_several(found["en"] or found["zh"] or found["ba"], count) for found in units if found]
    return {place for one in picked if one for place in one.places}


_PICKS = later(
    r"(?:那就?|就|还是|我|应该|是|[,，])*+[选按要]?(?P<name>.+?)的?那[个条项种](?:选项|答案)?[吧啊呢]*|(?P<no>(?:没有?|未|不(?![是对行]))[^，]{2,8}?)的?[吧啊呢]*|(?:那就?|就|还是|我|应该|[,，])*+(?:选|按)(?P<verb>.+?)[吧啊呢]*|(?:then |so |ok(?:ay)? |i'll (?:take|have|go for) |let's go (?:with|for) |go (?:with|for) |take |choose |pick )*the (?P<en>.+?) (?:one|option|answer)(?:,? then|,? please)?"
)
"""A pick of one by what it says."""


def by_label(message: str, labels: Sequence[Text]) -> int | None:
    """The button whose words a message is."""
    short = tidy(fold(message))
    return next((at for at, one in enumerate(labels) if short in (tidy(fold(one.zh)), tidy(fold(one.en)))), None)


def in_words(place: int) -> str:
    """A place from 1 in English: "second"."""
    return PLACES[place - 1] if place <= len(PLACES) else f"{place}th"
