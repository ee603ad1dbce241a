"""Filter words become SQL in which no word of a person's stands, and the set and the test say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.entries import Acknowledge, AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident, ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store.queries.filter import Frame, parse
from eocdesk.store.queries.terms import Bound, entry_parts, incident_tests, phrases, pieces, task_tests
from tests.kit.desks import EVENT

NOW = 1_847_630_000_000
FRAME = Frame(NOW, "America/Los_Angeles", "L. Chen", "Watch officer")
ODD = """'; DROP TABLE entry; -- " % _ \\ NEAR( * ^ : {x} [y]"""


@given(st.text(max_size=40))
def test_whatever_is_typed_only_letters_and_digits_reach_the_index(words: str) -> None:
    made = phrases([(words, False)])
    assert made == "" or (made.startswith('"') and made.endswith('"*'))
    assert made.count('"') in {0, 2}
    assert " ".join(pieces(words)) == made.strip('"*')


@pytest.mark.parametrize("text", [f'venue:"{ODD}"', f"by:{ODD}", f"type:{ODD}", f'inc:"{ODD}"', ODD])
def test_no_word_of_a_persons_stands_in_the_sql(text: str) -> None:
    asked = parse(text.replace('" %', "%"), FRAME)
    bound = Bound(EVENT, FRAME)
    made = " ".join(part.rows + part.test for part in entry_parts(bound, asked)) + " ".join(
        incident_tests(bound, asked) + task_tests(bound, asked)
    )
    assert "DROP" not in made
    assert "--" not in made


def test_signs_of_like_are_letters() -> None:
    bound = Bound(EVENT, FRAME)
    mark = bound.like("50%_\\")
    assert "ESCAPE" in mark
    assert bound.values[mark.split(":")[1].split()[0]] == "%50\\%\\_\\\\%"


@pytest.fixture
def watch(desk: Desk) -> Desk:
    """Entries of every sort a filter can tell apart."""
    sofi = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "short": "SoFi"})).value
    incident, _ = desk.do_now(
        ReportIncident(EVENT, "Drone over the field", type="Unauthorized drone", severity=3)
    ).value
    closed, _ = desk.do_now(ReportIncident(EVENT, "Lost child")).value
    desk.do_now(CloseIncident(closed, "Found"))
    desk.do_now(LogEntry(EVENT, "Gate 4 opened", venue=sofi, happened=NOW - 60_000))
    desk.do_now(LogEntry(EVENT, "Near the Rose Bowl", place="Rose Bowl", severity=4, happened=NOW - 7_200_000))
    late, _ = desk.do_now(
        LogEntry(EVENT, "Flash", priority="flash", incident=incident, addressees=("LAPD", "FBI"))
    ).value
    desk.do_now(Acknowledge(late, "LAPD"))
    heard, _ = desk.do_now(LogEntry(EVENT, "Heard", addressees=("LAPD",))).value
    desk.do_now(Acknowledge(heard, "LAPD"))
    struck, _ = desk.do_now(LogEntry(EVENT, "Wrong", reported_by="J. Doe")).value
    desk.do_now(StrikeEntry(struck, "Wrong gate"))
    amended, _ = desk.do_now(LogEntry(EVENT, "Gate 6", incident=closed)).value
    desk.do_now(AmendEntry(amended, "Gate 7"))
    return desk


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("venue:sofi", {"Gate 4 opened"}),
        ("venue:rose", {"Near the Rose Bowl"}),
        ("venue:sofi,rose", {"Gate 4 opened", "Near the Rose Bowl"}),
        ("sev>=critical", {"Near the Rose Bowl"}),
        ("prio:flash", {"Flash"}),
        ("type:drone", {"Flash"}),
        ("status:closed", {"Gate 6"}),
        ("by:doe", {"Wrong"}),
        ("is:struck", {"Wrong"}),
        ("is:amended", {"Gate 6"}),
        ("is:unacknowledged", {"Flash"}),
        ("is:flash", {"Flash"}),
        ("since:3h before:1h", {"Near the Rose Bowl"}),
        ("gate venue:sofi", {"Gate 4 opened"}),
        ("nowhere", set()),
        ("venue:nowhere", set()),
        ("venue:!!!", set()),
    ],
)
def test_the_set_and_the_test_of_a_term_find_the_same_entries(watch: Desk, text: str, found: set[str]) -> None:
    bound = Bound(EVENT, FRAME)
    bound.values["low"] = 0
    parts = entry_parts(bound, parse(text, FRAME))

    def texts(where: str) -> set[str]:
        sql = f"SELECT e.text FROM entry e WHERE e.event = :event AND e.kind = 'entry' AND {where}"  # noqa: S608
        return watch.read_now(lambda c: set(c.exec_driver_sql(sql, bound.values).scalars().all()))

    assert texts(" AND ".join(f"e.row IN ({part.rows})" for part in parts)) == found
    assert texts(" AND ".join(part.test for part in parts)) == found


def test_a_word_that_says_nothing_of_a_list_is_refused_with_its_place() -> None:
    with pytest.raises(Refused, match=r"prio.*at character 6"):
        incident_tests(Bound(EVENT, FRAME), parse("gate prio:flash", FRAME))
    with pytest.raises(Refused, match="says nothing of tasks"):
        task_tests(Bound(EVENT, FRAME), parse("is:amended", FRAME))
