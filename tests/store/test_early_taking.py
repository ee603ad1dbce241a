"""A snapshot makes a scope known at once; whatever comes in whatever order, in the end the log alone says what is."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Change, Op, Stub, Why, decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Labels
from eocdesk.models.snapshot import DONE, Snapshot
from eocdesk.store import changelog, early, early_taking, local, meeting, peers, project, rows, verify
from eocdesk.store.queries import conflicts, history
from tests.kit.chains import held
from tests.kit.desks import make_desk, sound
from tests.kit.joined import joined
from tests.kit.stories import STEPS, Step, Story

HUB = b"h" * 16
OTHER = b"o" * 16


@pytest.fixture(scope="module")
def story_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for many stories: each has a scope of its own."""
    desk = make_desk(tmp_path_factory.mktemp("stories") / "desk")
    yield desk
    assert sound(desk)
    desk.close()


def fresh() -> Labels:
    """A scope of its own for each story, so that one desk holds many."""
    return (new_id(), "GREEN", "")


def tell(desk: Desk, *snapshots: Snapshot, peer: bytes = HUB) -> int:
    def take(connection: early_taking.Connection) -> early_taking.Ids:
        touched: early_taking.Ids = set()
        pages.append(early_taking.take(connection, peer, snapshots, touched))
        return touched

    pages: list[int] = []
    desk.store.writer.receive(take).result()
    return pages[0]


def settle(desk: Desk) -> int:
    rounds = 0
    while desk.store.writer.receive(early_taking.settle).result().ids:
        rounds += 1
    return rounds


def states(desk: Desk, story: Story) -> dict[bytes, object]:
    """Rows and conflicts as they stand, but not when they came."""
    found: dict[bytes, object] = {}
    for record, state in desk.read_now(rows.load, "incident", story.records).items():
        state.received = 0
        stand = desk.read_now(verify._conflicts, [record]).get(record, set())
        found[record] = state, sorted(stand)
    return found


def due(changes: list[Change], story: Story) -> dict[bytes, object]:
    """What these changes make of each record."""
    found: dict[bytes, object] = {}
    for record in story.records:
        one = project.of(record, [(change, 0) for change in changes if change.rec == record])
        if one.state is not None:
            found[record] = one.state, sorted(project.conflict_rows(one))
    return found


def log_of(desk: Desk, story: Story) -> list[Change]:
    scope = scope_id(*story.labels)
    return [one for one in (decode(b) for b in held(desk) if isinstance(b, bytes)) if one.scope == scope]


ORDER = st.lists(
    st.one_of(
        st.tuples(st.just("early"), st.integers(0, 2)),
        st.tuples(st.just("log"), st.integers(1, 12)),
        st.tuples(st.just("write"), st.integers(0, 2)),
        st.tuples(st.just("settle"), st.just(0)),
    ),
    max_size=12,
)


@given(STEPS, st.floats(0, 1), ORDER)
def test_in_any_order_snapshot_history_and_own_words_end_as_history_alone(
    story_desk: Desk, steps: list[Step], share: float, order: list[tuple[str, int]]
) -> None:
    desk, story = story_desk, Story(fresh()).go(steps)
    upto = max(3, round(share * len(story.bodies)))
    covered = {(one.dev, one.n) for one in map(decode, story.bodies[:upto])}
    came, pages = 0, [[story.records[0]], story.records[1:], []]
    for what, number in order:
        if what == "early" and pages and not settled(desk, story, came, upto):
            page = pages.pop(0)
            tell(desk, story.snapshot(upto, page, DONE if not pages else bytes([len(pages)])))
        elif what == "log":
            desk.store.writer.apply(story.bodies[came : came + number]).result()
            came = min(came + number, len(story.bodies))
        elif what == "write":
            write(desk, story.records[number])
        elif what == "settle":
            settle(desk)
        here = log_of(desk, story)
        assert desk.read_now(odd, story.records) == []
        for record in desk.read_now(early.of_records, story.records):
            beyond = [one for one in here if (one.dev, one.n) not in covered and one.rec == record]
            known = [one for one in story.changes[:upto] if one.rec == record] + beyond
            assert states(desk, story)[record] == due(known, story)[record]
    desk.store.writer.apply(story.bodies[came:]).result()
    tell(desk, *(story.snapshot(upto, page, DONE if at == 0 else b"x") for at, page in enumerate(reversed(pages))))
    settle(desk)
    assert desk.read_now(early.of_records, story.records) == {}
    assert states(desk, story) == due(log_of(desk, story), story)
    dead = desk.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM dead").scalar())
    assert dead == 0


def odd(connection: early_taking.Connection, records: list[bytes]) -> list[verify.Finding]:
    """What stands otherwise than it would if it were worked out anew at this moment."""
    return list(verify._compare(connection, records))


def settled(desk: Desk, story: Story, came: int, upto: int) -> bool:
    """No hub tells early what a desk holds."""
    return came >= upto and scope_id(*story.labels) not in desk.read_now(early.frontiers)


def write(desk: Desk, record: bytes) -> None:
    state = desk.read_now(rows.load, "incident", [record]).get(record)
    if state is not None:
        desk.do_now(Amend("incident", record, {"title": f"here {state.values['title']}"[:40]}))


def test_a_record_is_known_at_once_and_written_on_and_its_history_follows(desk: Desk) -> None:
    story = Story(fresh()).go([(0, 0, ["title"], value, False) for value in (1, 2, 0)]).go([(1, 1, ["owner"], 1, True)])
    tell(desk, story.snapshot(len(story.bodies), story.records))
    record = story.records[0]
    assert desk.read_now(history.history, "incident", record, "UTC")
    desk.do_now(Amend("incident", record, {"title": "Smoke at gate 4"}))
    ours = log_of(desk, story)
    assert [one.base["title"] for one in ours] == [[(story.pens[0].dev, 6)]]
    assert sound(desk)
    assert settle(desk) == 0
    assert desk.read_now(early.history) == 0
    desk.store.writer.apply(story.bodies[:4]).result()
    assert desk.read_now(early.history) == 57
    assert sound(desk)
    desk.store.writer.apply(story.bodies[4:]).result()
    assert desk.read_now(early.history) == 99
    assert settle(desk) == 1
    assert desk.read_now(early.history) is None
    assert desk.read_now(rows.load, "incident", [record])[record].values["title"] == "Smoke at gate 4"
    assert sound(desk)


def test_what_is_told_early_is_no_part_of_the_log_and_goes_to_nobody(desk: Desk) -> None:
    before = desk.read_now(meeting.standing), desk.read_now(changelog.newest)
    story = Story(fresh()).go([(0, 0, ["title"], 1, False)])
    tell(desk, story.snapshot(len(story.bodies), story.records))
    assert (desk.read_now(meeting.standing), desk.read_now(changelog.newest)) == before
    page = desk.read_now(meeting.after, {}, may=lambda _: True, limit=5000)
    assert not [one for one in page.pieces if isinstance(one, bytes) and decode(one).scope == scope_id(*story.labels)]


def test_a_dispute_told_early_is_shown_with_both_words(desk: Desk) -> None:
    story = Story(fresh()).go([(0, 0, ["title"], 1, False), (1, 0, ["title"], 2, False)])
    tell(desk, story.snapshot(len(story.bodies), story.records))
    (open_,) = [one for one in desk.read_now(conflicts.conflicts) if one.id == story.records[0]]
    assert {side.value for side in open_.sides} == {"1", "2"}
    assert open_.base == "Incident 0"


def test_words_that_history_does_not_bear_out_are_gone_once_it_has_come(desk: Desk) -> None:
    story = Story(fresh()).go([(0, 0, ["title"], 1, False)])
    tell(desk, story.snapshot(len(story.bodies), story.records))
    stubs = [stub(one, body) for one, body in zip(story.changes, story.bodies, strict=True)]
    desk.store.writer.apply(stubs).result()
    assert settle(desk) == 1
    assert desk.read_now(rows.load, "incident", story.records) == {}
    assert desk.store.writer.local(lambda c: local.get(c, "to wipe")).result() == ["incident"]
    assert sound(desk)


def test_words_of_a_record_that_left_go_before_their_history_has_come(desk: Desk) -> None:
    story = Story(fresh()).go([(1, 0, ["title"], 1, True), (1, 1, ["title"], 1, True)])
    tell(desk, story.snapshot(len(story.bodies), story.records))
    record, pen = story.records[0], story.pens[0]
    leave = pen.write(story.labels, {}, rec=record, op=Op.LEAVE, base={"event": [(pen.dev, 1)]})
    desk.store.writer.apply([*story.bodies[:3], leave]).result()
    assert record not in desk.read_now(rows.load, "incident", story.records)
    assert record in desk.read_now(early.of_records, story.records)
    desk.store.writer.receive(lambda c: meeting.withdraw_left(c, {(record, scope_id(*story.labels))})).result()
    assert set(desk.read_now(early.of_records, story.records)) == set(story.records[1:])
    assert len(desk.read_now(rows.load, "incident", story.records)) == 2


def stub(one: Change, body: bytes) -> Stub:
    return Stub(one.scope, one.dev, one.n, one.prev, changelog.digest_of(body), int(Why.WITHDRAWN))


@pytest.mark.parametrize("what", ["labels", "beyond", "unreadable", "other"])
def test_a_snapshot_that_does_not_hold_is_put_aside_and_history_waited_for(
    desk: Desk, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    story = Story(fresh())
    good, bad = story.snapshot(3, story.records[:1], b"x"), story.snapshot(3, story.records[1:])
    changed = {
        "labels": {"labels": (b"e" * 16, "GREEN", "")},
        "beyond": {"chains": {story.pens[0].dev: 2}},
        "unreadable": {"pieces": [(b"\xc1", [])]},
        "other": {"pieces": Story(fresh()).snapshot(3, story.records).pieces or [(Story(fresh()).bodies[0], [])]},
    }
    assert tell(desk, good) == 1
    assert tell(desk, msgspec.structs.replace(bad, **changed[what])) == 1
    assert "does not hold" in caplog.text
    caplog.clear()
    assert desk.read_now(rows.load, "incident", story.records) == {}
    assert desk.read_now(early.asked, HUB)[scope_id(*story.labels)] == DONE
    desk.store.writer.apply(story.bodies).result()
    settle(desk)
    assert len(desk.read_now(rows.load, "incident", story.records)) == 3
    assert sound(desk)


def test_what_was_not_asked_for_is_passed_over(desk: Desk) -> None:
    story = Story(fresh())
    page = story.snapshot(3, story.records[:1], b"x")
    assert [tell(desk, page), tell(desk, page)] == [1, 0]
    assert tell(desk, story.snapshot(3, story.records), peer=OTHER) == 0
    assert tell(desk, story.snapshot(3, story.records[1:])) == 1
    assert tell(desk, story.snapshot(3, story.records[:1], b"y")) == 0


def test_a_scope_whose_history_is_here_is_told_nothing_early(desk: Desk) -> None:
    story = Story(fresh()).go([(1, 0, ["title"], 1, True)])
    scope = scope_id(*story.labels)
    desk.store.writer.apply(story.bodies).result()
    page = story.snapshot(len(story.bodies), story.records)
    assert tell(desk, page) == 0, "words of others are here, from wherever they came"
    desk.store.writer.local(lambda c: meeting.set_cursor(c, HUB, scope, 3, bytes(32))).result()
    assert tell(desk, page) == 0
    assert desk.read_now(early.count) == 0
    assert sound(desk)


def test_what_a_snapshot_claims_beyond_what_comes_is_not_waited_for(desk: Desk) -> None:
    story = Story(fresh()).go([(1, 0, ["title"], 1, True)])
    scope, page = scope_id(*story.labels), story.snapshot(len(story.bodies), story.records)
    tell(desk, Snapshot(page.scope, page.labels, dict.fromkeys(page.chains, 2**60), page.pieces))
    desk.store.writer.apply(story.bodies).result()
    desk.store.writer.local(lambda c: meeting.set_cursor(c, HUB, scope, len(story.bodies), bytes(32))).result()
    assert settle(desk) == 0
    assert desk.read_now(early.history) is not None
    desk.store.writer.local(lambda c: early_taking.all_came(c, OTHER, [scope])).result()
    assert settle(desk) == 0
    desk.store.writer.local(lambda c: early_taking.all_came(c, HUB, [scope])).result()
    assert settle(desk) > 0
    assert desk.read_now(early.history) is None
    assert sound(desk)


def test_what_was_being_told_of_a_scope_that_is_none_of_the_hubs_any_more_is_let_go_and_said_once(desk: Desk) -> None:
    """It was put back to an older state, and who wrote it has not met it since."""
    joined(desk)
    story = Story(fresh()).go([(0, 0, ["title"], 1, True)])
    assert tell(desk, story.snapshot(len(story.bodies), story.records, b"there is more")) == 1
    told = desk.read_now(early.count)
    for _ in range(2):
        desk.store.writer.local(lambda c: early_taking.all_came(c, HUB, [scope_id(*story.labels)])).result()
    (said,) = desk.read_now(peers.attempts)
    assert (said.ok, f"What Room hub first told of {told} records is not in its log" in said.sentence) == (False, True)
    assert settle(desk) > 0
    assert (desk.read_now(early.count), desk.read_now(early.history)) == (0, None)
    assert sound(desk)
