"""What is due with whom: every day there is, once, what has passed first."""

import pytest

from ecq.assessment.changes import keep_client
from ecq.assessment.file import dump, read
from ecq.assessment.model import ClientRecord, Contact, Evidence, PlanTerms, Response
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.telling.due import lines_of, this_week
from ecq.telling.portfolio.summary import summary
from ecq.telling.portfolio.words import KINDS, STAGES
from ecq.telling.report.whole import handed_out
from ecq.writers.sheets.calendar_file import desk_calendar

DAY = "2026-11-28"
RECORD = ClientRecord(
    stage="certified",
    contacts=(Contact(name="林岚", role="法务", reach="lin@example.com"),),
    certificate="SQE-1",
    valid_until="2027-02-24",
    surveillance=("2026-12-01", "2028-12-01"),
)


@pytest.fixture
def lines(shipped):
    made = sample_assessment(load_samples()[0], shipped, "zh")
    first, second = shipped.order[:2]
    responses = {
        first: Response(
            evidence=(Evidence(text="合同", in_hand=False, due="2026-11-20"), Evidence(text="在手", due="2026-11-20"))
        )
    }
    terms = PlanTerms(due={second: "2026-12-04", "gone": "2026-12-04"}, ready_by="2026-12-20")
    made = keep_client(made.model_copy(update={"responses": responses, "terms": terms}), RECORD)
    told = summary(shipped, made)
    assert told.stage == "certified"
    return lines_of({"a": ("青禾", told.due), "b": ("星火", ())}, DAY)


def test_every_day_is_told_once_and_what_has_passed_comes_first(lines):
    assert [(line.due.kind, line.left) for line in lines] == [
        ("evidence", -8),
        ("surveillance", 3),
        ("step", 6),
        ("target", 22),
        ("renewal", 88),
    ]
    assert [line.due.kind for line in this_week(lines)] == ["evidence", "surveillance", "step"]
    assert set(KINDS) >= {line.due.kind for line in lines}
    assert RECORD.stage in STAGES


def test_the_calendar_has_an_entry_for_each_and_is_the_same_again(lines):
    made = desk_calendar(lines, {}, "zh", DAY)
    assert made.count(b"BEGIN:VEVENT") == len(lines)
    assert made == desk_calendar(lines, {}, "zh", DAY)
    assert "青禾：监督审核".encode() in made.replace(b"\r\n ", b"")


def test_the_record_is_kept_with_the_self_check_and_not_handed_out(shipped):
    made = keep_client(sample_assessment(load_samples()[0], shipped, "zh"), RECORD)
    assert read(dump(made)).client == RECORD
    assert "林岚" not in dump(handed_out(made))
