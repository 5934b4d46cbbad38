"""`python -m tests.talk` counts how sentences written from cards are understood, beside a baseline: always offering the
two lowest answers.

The truth of a sentence is the state on its card. An operator who knows that state presses what is offered and answers what
is asked. A card that leaves facts out has a set of true answers.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from ecq.base.exact import plain
from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed.deciding import answered, in_order, turned
from ecq.interview.typed.outcomes import Answer, AskFact, NotApplicable, NotUnderstood, PremiseDenied
from ecq.interview.typed.reading import asked_under_a_note, understand
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.loading import load_library
from ecq.rubric.model import Rubric

SAID = Path(__file__).with_name("said.yaml")
DIGESTS = {
    "said": "a9f5215b5dd71e21cbabf19322fcc19a2199f49c024c3df55320800542d4bec2",
    "fifth": "1e22f3256abc3321fd1d8644ecb053577cb0f8be91e179a0023997affc4ca8d1",
    "sixth": "e5858e84c4802c4acda24a9e07733f444c51fd557330c8c36c575b2868bd2d89",
    "seventh": "cb67361869522029a51a254aac0c016defc933632e06ba7fccc6132e25a3e32a",
    "eighth": "100ac62156ba1cc5fd80449866a35c02466e63337cf5eba3897b940134d45aeb",
    "ninth": "282d26bcd1984011dc0e057571957261117ea4bc3ca28184747afcabaa1e3e98",
    "tenth": "055b6a1192b37e74a6605014f914180848336bfb604f8b9e389f91ca4b309749",
    "eleventh": "3eed7715b41f3ec7ebc8e0fd79ebe03c328e3c632c7ad6c46e9d0e4ef79e546b",
    "twelfth": "f7cf5de1a40c66baa8c13c8c8b9e44e6f8133476a3c65dcf7f70e89b7c074066",
    "thirteenth": "3628bbb95a7a30c02fe9e96497f6a92525fd51d3130f4267cf85feaa942b2bae",
    "fourteenth": "523aa47eb070c4ac81acc58c6de2ffac7375443339b663dfaca8d1f27a85628d",
    "fifteenth": "5bbb32729823a35d524c4e03f97102b08b3d7bec3985a9b5c314c4d1ca64c87f",
    "sixteenth": "e295a72f8f44087b8117fc68740f328344af7e0d59d61c19983ce538c7d0e128",
    "seventeenth": "07fa514ac1d8c696db5d083cce7d5a6ced4664270e90a328a0fa71774ebaf98d",
    "eighteenth": "49bb9d2a4f674337f7589fc07c7fccc2a3a11b06496e942f9d46f0c166f58d4e",
    "nineteenth": "55bae35c79021698335ff1a156fd33dc9116ed24acfba9796232abba2b4dcdff",
    "twentieth": "8a45b36cca442882773b43805f66404fc5b754a79845b37a6b8c90094d9bc648",
    "twentyfirst": "a8da7cda7498cde0c686376af0811587e2c652cc7df2c6357087233db773d88d",
    "twentysecond": "10913b37e42297c931a37f29dba1d40359e363a5f49233c11390adc294766efd",
    "twentythird": "dd3081a24c7da7543fbc538bbb24e9fb82b1b20c06d804f48f6c865f9e3b1b7f",
    "twentyfourth": "8c9269ff8a96c05945fb7c8bb37a9a46a46d482019e727744a87f56f94936c32",
    "twentyfifth": "f08993e274f53acdbb3de1de901ffd9bf98adf445495aaa95dfe130908dedc1d",
    "twentysixth": "dda59cb94f279e325d31522ccc4179af69b29c5579b8f6b2cf053be7dd1f4b3a",
    "twentyseventh": "ea41289c2d118435be1e618a9260e8d4af8abcccc345ac564d13c721468cd6e4",
    "twentyeighth": "a34a33f36eb38e71468513ac9094d628e4c2cb9f33962e6d5dc7dd7aaa01134f",
    "twentyninth": "8b5df65486787e399b31db50824f8fcefa1286ac00580dde933b75901183fccc",
    "thirtieth": "3e7609a415d6903d112c42b16ac455b95871a259299dfb55de3f5fd707439720",
    "thirtyfirst": "c63f79a4866e1e75f2d3c2332759188630317030d549d8726c8e81b47f98c2bd",
    "thirtysecond": "397cc31357f2ab9127c6dea47840149cd45f4e5cfbec4adcb74d77383e342bc7",
    "thirtythird": "e5b18c59f83871f27e9b278907061abf34f5450caea19c7c2a06f58c04f1f3dd",
    "thirtyfourth": "f5006e3d2028108b1db905156399cc7508d7f53afb49c5239d1cc24f25f7f69a",
    "thirtyfifth": "43003ff024e070e98a87a5ed9018f42057725d1df9d2019b8c0a8b831fa264b2",
    "thirtysixth": "aa91732717633bed1aee38aa7e5c0f40232c444368d9f697dce3777dd890c197",
    "thirtyseventh": "40a6774dfd1f3bbbfdf978d394333a278c6e2e0240d64ce38e73036727e03e35",
    "thirtyeighth": "50258dd74ebad566cb08b2dc2c9e861651e89a6b2dd7e385b8744b3be77032d1",
    "thirtyninth": "e28ecfd0625c049840b86eff932d9ee5ab1124515f8c3ee0e91636ff4a9d3b51",
    "fortieth": "2e424cb891fde9b0b9266ab5e6856e718e790cf58dc7fa1548676499472fe514",
    "fortyfirst": "417951cf878c60ac78da4f58615a943a981e8416b1ba9f7ef98b5920e93203ce",
    "fortysecond": "cf2591f96c92a704911a9e611a889d96bd52d23dcb008c765b9fd11bf41dbbfd",
    "fortythird": "99ff0f2aea2b08481c0a0ef14c5e21c7803e66604242d34eefdca302d627401e",
    "fortyfourth": "de6303ac3b658ef5ed16fc63d00475990abcd24a19a4efa987bacc16296e30d8",
    "fortyfifth": "ff8e783416f48b09fc535db760f6bb388af5ea4d97a59ad062b2d3046b995781",
    "fortysixth": "5c9fde16e50cfcf35fec5befc01185d8713c1ae0fa26bbfc54caa0ea3d0f843b",
    "fortyseventh": "63409e6b6f04e1dec50593ddaebc93d52938eaeb5fbb389fd55ad298d5143098",
    "fortyeighth": "4d9c13bfd8521f02b8b323fff503c360a3ff3898af9c29b1a303eb728b6beae7",
    "fortyninth": "9cbaf642b4a1521181c5c838f5eb16c7404d270305f329d874498a31d4d25b2e",
}
"""Of the sentences, so that none is changed to suit the reader."""

NO_ANSWER = ("asks", "plans", "past", "elsewhere", "manners", "elsewhere-question")
WELL = ("right", "one press", "one question", "nothing, rightly")
PUT_RIGHT = "two presses, one to put it right"
TWO_PRESSES = (*WELL, "two presses", PUT_RIGHT, "one press of more")


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.talk")
    parser.add_argument("--missed", action="store_true", help="list every sentence that was not understood well")
    parser.add_argument("--of", choices=DIGESTS, default="said", help="which file of sentences to count")
    options = parser.parse_args()
    text = SAID.with_stem(options.of).read_bytes()
    if hashlib.sha256(text).hexdigest() != DIGESTS[options.of]:
        print(f"{options.of}.yaml is not as it was when it was counted", file=sys.stderr)
        return 1
    cases = yaml.load(text, Loader=yaml.CSafeLoader)
    rubrics = [load_library().rubric(name) for name in load_library().layouts]
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        rubric = next(one for one in rubrics if case["question"] in one.by_id)
        question = rubric.by_id[case["question"]]
        understood = as_the_page_takes_it(case["say"], question, rubric)
        became = outcome(case, question, understood)
        group = "no answer" if case["kind"] in NO_ANSWER else case["kind"]
        for table in ("all", group, question.kind if group in ("full", "part") else "", case["lang"]):
            tables[table][became] += 1
        tables["lowest two"][lowest_two(case, question)] += 1
        if options.missed and became not in WELL:
            print(f"{became}: {case['kind']} {case['question']} [{case['state']}] {case['say']}\n    {understood}")
    for name, table in tables.items():
        if name:
            total = sum(table.values())
            well, soon = (sum(table[one] for one in ways) for ways in (WELL, TWO_PRESSES))
            low, high = likely_between(well, total)
            print(
                f"{name} ({total}): well {100 * well / total:.0f} % ({low:.0f} to {high:.0f}), within two presses",
                end=" ",
            )
            print(f"{100 * soon / total:.0f} %  {dict(table.most_common())}")
    return 0


def as_the_page_takes_it(say: str, question: Question, rubric: Rubric) -> Any:
    """What is understood; under words that would only be kept as a note, what is asked."""
    understood = understand(say, question, rubric, rubric.order)
    return asked_under_a_note(understood, say, question) or understood


def likely_between(well: int, total: int) -> tuple[float, float]:
    """Wilson's interval at 95 %, in percent."""
    rate, wide = well / total, 1.96**2 / total
    middle, reach = rate + wide / 2, 1.96 * sqrt(rate * (1 - rate) / total + wide / total / 4)
    return 100 * (middle - reach) / (1 + wide), 100 * (middle + reach) / (1 + wide)


def truth(case: dict[str, Any], question: Question) -> set[Any] | None:
    """The true answers; None where the sentence answers nothing."""
    if case["kind"] in (*NO_ANSWER, "deny"):
        return None
    state = case["state"]
    if isinstance(question, MeasureQuestion):
        return {str(state)}
    known = {word[1:]: word[0] == "+" for word in state.split()}
    facts = facts_of(question)
    assert facts is not None
    if isinstance(question, ChecklistQuestion):
        return {question.choose([name for name, held in known.items() if held])}
    return set(facts.left(known))


def outcome(case: dict[str, Any], question: Question, understood: Any) -> str:
    """What became of a sentence."""
    true = truth(case, question)
    if true is None:
        return _of_no_answer(case, question, understood)
    known = (
        {word[1:]: word[0] == "+" for word in str(case["state"]).split()}
        if not isinstance(question, MeasureQuestion)
        else {}
    )
    if isinstance(understood, Answer):
        if understood.value in true or _unsaid_aside(question, understood, known):
            return "right" if understood.sure else "one press"
        if understood.sure:
            return "recorded wrong"
        if _flatters(question, understood.value, true):
            return "dangerous"
        return PUT_RIGHT if _wrong_in_one(question, understood, known) else "only wrong"
    if isinstance(understood, AskFact):
        return _asked(question, understood, known, true)
    if isinstance(understood, NotUnderstood) and understood.candidates:
        if _flatters(question, in_order(understood.candidates, question)[0], true):
            return "dangerous"
        among = [one for one in understood.candidates if one in true]
        if not among:
            return "only wrong"
        return "one press" if len(understood.candidates) <= 2 else "one press of more"
    if isinstance(understood, PremiseDenied | NotApplicable):
        return "only wrong"
    return "not taken"


def _flatters(question: Question, offered: Any, true: set[Any]) -> bool:
    """Whether what is offered alone or first is better than is so, or fails a gate that is passed."""
    better = all((question.credit_of(offered) or 0) > (question.credit_of(one) or 0) for one in true)
    return better or (question.fails_gate(offered) and not any(map(question.fails_gate, true)))


def _unsaid_aside(question: Question, understood: Answer, known: dict[str, bool]) -> bool:
    """Whether the ticks are right as far as the card says, where it leaves items out."""
    if not isinstance(question, ChecklistQuestion) or len(known) == len(question.items):
        return False
    there = set(understood.value)
    return there == {name for name, held in known.items() if held}


def _wrong_in_one(question: Question, understood: Answer, known: dict[str, bool]) -> bool:
    """Whether one item of the list that is offered stands wrong, which is turned round by a press beside it."""
    if not isinstance(question, ChecklistQuestion):
        return False
    there = set(understood.value)
    wrong = {name for name, held in known.items() if (name in there) is not held} | (there - known.keys())
    return len(wrong) == 1


def _asked(question: Question, asks: AskFact, known: dict[str, bool], true: set[Any]) -> str:
    facts = facts_of(question)
    assert facts is not None
    wrong = [name for name, held in asks.known if known.get(name, held) is not held]
    if wrong:
        ends = _ends(question, facts, asks, known)
        if ends and ends <= true:
            return "two presses"
        put_right = turned(question, facts, asks, wrong[0], "") if len(wrong) == 1 else None
        if put_right is None or not (question.parts or facts.facts[wrong[0]].ask):
            return "asked after a wrong claim"
        after = _of_what_is_put_right(question, put_right, known, true)
        return PUT_RIGHT if after in ("one press", "one question") else "asked after a wrong claim"
    if asks.fact not in known:
        return "one question"
    after = answered(question, facts, asks, known[asks.fact], "")
    if isinstance(after, Answer):
        if after.value in true or _unsaid_aside(question, after, known):
            return "one question"
        return PUT_RIGHT if _wrong_in_one(question, after, known) else "only wrong"
    if isinstance(after, AskFact):
        if after.fact not in known:
            return "two presses"
        last = answered(question, facts, after, known[after.fact], "")
        return "two presses" if isinstance(last, Answer) and last.value in true else "more presses"
    return "two presses" if set(getattr(after, "candidates", ())) & true else "only wrong"


def _of_what_is_put_right(question: Question, understood: Any, known: dict[str, bool], true: set[Any]) -> str:
    if isinstance(understood, AskFact):
        return _asked(question, understood, known, true)
    if isinstance(understood, Answer):
        return "one press" if understood.value in true or _unsaid_aside(question, understood, known) else "only wrong"
    return "one press" if set(getattr(understood, "candidates", ())[:2]) & true else "only wrong"


def _ends(question: Question, facts: QuestionFacts, asks: AskFact, known: dict[str, bool]) -> set[Any]:
    after = answered(question, facts, asks, known.get(asks.fact, False), "")
    return {after.value} if isinstance(after, Answer) else set()


def _of_no_answer(case: dict[str, Any], question: Question, understood: Any) -> str:
    if case["kind"] == "deny":
        if isinstance(understood, PremiseDenied) and len(understood.ways) <= 2:
            return "one press"
        if isinstance(understood, PremiseDenied | NotApplicable):
            return "right"
        if isinstance(understood, Answer):
            return "recorded wrong" if understood.sure else "dangerous"
        if isinstance(understood, AskFact):
            return "asked after a wrong claim"
        return "only wrong" if getattr(understood, "candidates", ()) else "not taken"
    if isinstance(understood, Answer):
        return "recorded wrong" if understood.sure else "taken for an answer"
    if isinstance(understood, AskFact | PremiseDenied) or (
        isinstance(understood, NotUnderstood) and understood.candidates
    ):
        return "taken for an answer"
    return "nothing, rightly"


def lowest_two(case: dict[str, Any], question: Question) -> str:
    """What always offering the two lowest answers would come to."""
    true = truth(case, question)
    if true is None:
        return "only wrong"
    offered: set[Any]
    if isinstance(question, ChecklistQuestion):
        offered = {(), (question.items[0].id,)}
    elif isinstance(question, MeasureQuestion):
        offered = {"none", plain(question.least)}
    else:
        offered = {name for name, _ in question.choices[:2]}
    return "one press" if offered & true else "only wrong"


if __name__ == "__main__":
    sys.exit(main())
