"""Reports are purged from the shell: what is due, two persons, what still names it."""

from __future__ import annotations

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.forms import OpenForm
from eocdesk.commands.records import Add
from eocdesk.commands.reports import IssueSummary
from eocdesk.commands.threats import TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.models.ids import event_id
from tests.cli.conftest import Shell
from tests.kit.joined import joined

LA28 = event_id("LA28")
EVENT = ("--event", "LA28")
BOTH = ("--by", "L. Chen", "--with", "K. Mori", "--reason", "Its day has come")


def taken(shell: Shell) -> str:
    """The number of a report that is due."""
    desk = Desk(shell.folder)
    _, number = desk.do_now(TakeReport(LA28, {"title": "Man films the gate", "purge": "2020-01-01"})).value
    desk.do_now(LogEntry(LA28, f"Police asked about {number}"))
    desk.do_now(Add("gap", LA28, {"title": f"No camera, see {number}"}))
    desk.close()
    return str(number)


def test_what_is_due_is_listed_and_one_is_purged_with_what_named_it(la28: Shell) -> None:
    assert "No report is due" in la28("purge", *EVENT).out
    number = taken(la28)
    assert f"{number}" in la28("purge", *EVENT).out
    assert [one["number"] for one in la28("purge", *EVENT, "--json").json] == [number]
    told = la28("purge", number, *EVENT, *BOTH, "--entries", "--json").json
    assert (told["number"], told["changes"]) == (number, 3)
    assert [one["kind"] for one in told["still_named_by"]] == ["gap"]
    (row,) = la28("list", "report", *EVENT, "--json").json
    assert (row["state"], row["title"]) == ("purged", f"Purged report {number}")
    assert "by L. Chen and K. Mori: Its day has come" in row["text"]
    assert "No report is due" in la28("purge", *EVENT).out


def test_entries_stay_unless_they_are_asked_for_and_are_named(la28: Shell) -> None:
    number = taken(la28)
    said = la28("purge", number, *EVENT, *BOTH).out
    assert said.count("This still names it: entry") == 2
    assert "This still names it: gap" in said


def test_what_is_missing_is_said_and_nothing_is_purged(la28: Shell) -> None:
    number = taken(la28)
    assert "Name the person" in la28("purge", number, *EVENT, "--by", "L. Chen", "--reason", "x").sentence
    assert "Say why" in la28("purge", number, *EVENT, "--by", "L. Chen", "--with", "K. Mori").sentence
    assert "There is no report 7KQ4-A99" in la28("purge", "7KQ4-A99", *EVENT, *BOTH).sentence
    assert len(la28("purge", *EVENT, "--json").json) == 1


def test_where_a_hub_has_it_two_of_its_accounts_are_asked_for(la28: Shell) -> None:
    number = taken(la28)
    desk = Desk(la28.folder)
    joined(desk)
    desk.close()
    assert "name two of its accounts" in la28("purge", number, *EVENT, "--reason", "x").sentence
    assert len(la28("purge", *EVENT, "--json").json) == 1


def test_papers_and_blocks_are_named_and_go_where_they_are_asked_for(la28: Shell) -> None:
    desk = Desk(la28.folder)
    _, number = desk.do_now(TakeReport(LA28, {"title": "Man films the gate"})).value
    desk.do_now(IssueSummary(LA28, 1, 1, 5, "ab" * 32, "AMBER", highlights=f"See {number}"))
    desk.do_now(OpenForm(LA28, "ics-202", {"title": "Objectives"}, {"3": f"After {number}"}))
    desk.do_now(IssueSummary(LA28, 2, 1, 5, "cd" * 32, "AMBER"))
    desk.close()
    said = la28("purge", number, *EVENT, *BOTH, "--entries").out
    assert "This still names it: summary 1" in said
    assert "This still names it: block Block 3 of Objectives" in said
    assert "nobody can say here whether it holds it: Situation Report 2" in said


def test_what_was_asked_for_is_gone(la28: Shell) -> None:
    desk = Desk(la28.folder)
    _, number = desk.do_now(TakeReport(LA28, {"title": "Man films the gate"})).value
    desk.do_now(IssueSummary(LA28, 1, 1, 5, "ab" * 32, "AMBER", highlights=f"See {number}"))
    desk.close()
    told = la28("purge", number, *EVENT, *BOTH, "--entries", "--papers", "--json").json
    assert (told["still_named_by"], told["not_looked_at"]) == ([], [])
    (paper,) = la28("list", "summary", *EVENT, "--json").json
    assert (paper["sha256"], paper["highlights"], paper["number"]) == ("", "", 1)
    assert paper["changed"].startswith(f"Taken out for good with report {number} on ")
