"""The inbox: what comes in waits, is decided by a press, counts only then, and is taken back as a whole."""

from ecq.store.files import check_files, files_of
from ecq.store.proposals import Proposals
from tests import building as b

RULES = (
    "商品和交易信息自交易完成之日起保存不少于三年。\n平台停业的，应当提前三十日在首页显著位置公示。\n投诉热线每天开放。"
)


def begun(store, shipped, answers=None):
    return store.add(b.answered(shipped, answers or {}))


def put_in(walker, name, data):
    walker.app.file_uploader(key="inbox-upload").upload(name, data).run()
    return walker


def test_a_document_proposes_and_counts_only_when_it_is_accepted(store, shipped, walk):
    mine = begun(store, shipped)
    here = walk(mine.id, page="inbox")
    put_in(here, "制度.txt", RULES.encode())
    waiting = Proposals(store).of(mine.id)
    said = {(one.proposal.about, one.proposal.part): one.proposal for one in waiting}
    assert said[("trade-records-kept", "answer")].value.value == "3"
    assert said[("trade-records-kept", "answer")].source.place == "line 1"
    assert said[("closure-notice-days", "answer")].value.value == "30"
    assert store.find(mine.id).revision == mine.revision, "nothing counts before"
    file = said[("trade-records-kept", "evidence")].value.file
    assert b"".join(files_of(store).read(file.sha256)) == RULES.encode()
    assert not check_files(store).orphans, "it is named by what waits"
    here.app.button(key="inbox-accept-all").click().run()
    now = store.find(mine.id)
    assert {q: r.value for q, r in now.assessment.responses.items()} == {
        "trade-records-kept": "3",
        "closure-notice-days": "30",
    }
    assert [(one.file, one.review) for one in now.assessment.response("trade-records-kept").evidence] == [(file, None)]
    assert now.revision == mine.revision + 1, "one change"
    assert not Proposals(store).waiting(mine.id)
    first = next(one for one in Proposals(store).of(mine.id))
    here.app.button(key=f"inbox-undo-{first.id}").click().run()
    assert not [one for one in store.find(mine.id).assessment.responses.values() if one.state != "unanswered"]
    assert Proposals(store).waiting(mine.id) == len(waiting), "taken back as a whole"
