"""Logging and incidents from the shell: said once, printed after the commit, refused in a sentence."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry
from eocdesk.models.ids import event_id
from eocdesk.store.queries import events
from tests.cli.conftest import Shell

EVENT = ("--event", "LA28")


def entries(shell: Shell) -> list[dict[str, object]]:
    found: list[dict[str, object]] = shell("list", "entry", *EVENT, "--json").json
    return found


def add_venue(shell: Shell, name: str = "SoFi Stadium") -> bytes:
    desk = Desk(shell.folder)
    record: bytes = desk.do_now(Add("venue", event_id("LA28"), {"name": name, "short": "SoFi"})).value
    desk.close()
    return record


def test_what_is_printed_is_what_stands(la28: Shell) -> None:
    made = la28("log", "Gate 4 opened", *EVENT, "--json").json
    assert set(made) == {"id", "number"}
    desk = Desk(la28.folder)
    entry = desk.read_now(events.record, Entry, bytes.fromhex(made["id"]))
    desk.close()
    assert entry is not None
    assert (entry.text, entry.number) == ("Gate 4 opened", made["number"])
    plain = la28("log", "Gate 5 opened", *EVENT)
    assert plain.out.strip() == entries(la28)[0]["number"]


def test_every_flag_ends_up_in_the_entry(la28: Shell) -> None:
    venue = add_venue(la28)
    incident = la28("incident", "add", "Smoke", *EVENT, "--json").json
    la28(
        "log", "Smoke seen", *EVENT, "--venue", "sofi", "--incident", incident["number"].lower(),
        "--severity", "MAJOR", "--priority", "flash", "--happened", "2028-07-19T14:30", "--by", "J. Doe",
        "--position", "Liaison", "--marking", "tlp:red",
    )  # fmt: skip
    entry = entries(la28)[0]
    assert (entry["venue"], entry["venue_name"]) == (venue.hex(), "SoFi Stadium")
    assert (entry["incident"], entry["incident_name"]) == (incident["id"], incident["number"])
    assert [entry[name] for name in ("severity", "priority", "author", "position", "marking")] == [
        "major",
        "flash",
        "J. Doe",
        "Liaison",
        "RED",
    ]
    assert entry["happened"] == "2028-07-19T21:30:00.000Z"


def test_an_hour_alone_is_the_latest_past_in_the_zone_of_the_event(la28: Shell) -> None:
    zone = ZoneInfo("America/Los_Angeles")
    later = datetime.now(zone) + timedelta(minutes=2)
    la28("log", "x", *EVENT, "--happened", f"{later:%H%M}")
    happened = datetime.fromisoformat(str(entries(la28)[0]["happened"])).astimezone(zone)
    assert (happened.hour, happened.minute) == (later.hour, later.minute)
    assert timedelta(hours=22) < datetime.now(zone) - happened < timedelta(hours=26), "not in the future: yesterday"


def test_without_by_it_is_the_desks_person_by_command_line(la28: Shell) -> None:
    desk = Desk(la28.folder)
    desk.settings.set("person", "L. Chen")
    desk.settings.set("position", "Watch officer")
    desk.close()
    la28("log", "one", *EVENT)
    la28("log", "two", *EVENT, "--position", "Relief")
    la28("log", "three", *EVENT, "--by", "J. Doe")
    assert [(entry["author"], entry["position"]) for entry in entries(la28)[::-1]] == [
        ("L. Chen", "Watch officer, by command line"),
        ("L. Chen", "Relief"),
        ("J. Doe", ""),
    ]


def test_a_dash_reads_the_text_from_standard_input(la28: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("first line\nsecond line\n"))
    la28("log", "-", *EVENT)
    assert entries(la28)[0]["text"] == "first line\nsecond line"


def test_bytes_that_are_no_letters_do_not_stop_an_entry(la28: Shell) -> None:
    assert la28("log", "Stra\udcdfe gesperrt\0", *EVENT).code == 0
    assert entries(la28)[0]["text"] == "Stra\N{REPLACEMENT CHARACTER}e gesperrt"


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (("--venue", "Atlantis"), 2, "No venue of this event is called “Atlantis”"),
        (("--incident", "7K-1"), 2, "There is no incident “7K-1”"),
        (("--severity", "huge"), 2, "Info, Minor, Moderate, Major, Critical"),
        (("--severity", ""), 2, "is no severity"),
        (("--priority", "asap"), 2, "Flash, Priority, Routine, Info"),
        (("--happened", "2028-03-12T02:30"), 2, "was skipped that night"),
        (("--happened", "9999-12-31T23:59"), 2, "not in the years"),
        (("--marking", "PUCE"), 2, "is not a marking"),
    ],
)
def test_a_flag_that_means_nothing_logs_nothing(la28: Shell, flags: tuple[str, ...], code: int, said: str) -> None:
    result = la28("log", "x", *EVENT, *flags)
    assert said in result.sentence
    assert result.code == code
    assert entries(la28) == []


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_entry_that_says_nothing_is_refused(la28: Shell, text: str) -> None:
    result = la28("log", text, *EVENT, "--json")
    assert (result.code, result.sentence) == (1, "Say what happened.")


def test_an_incident_is_opened_amended_and_closed_with_a_reason_and_each_step_is_in_the_log(la28: Shell) -> None:
    made = la28("incident", "add", "Smoke", *EVENT, "--severity", "minor", "--type", "Wildfire", "--json").json
    number = made["number"]
    add_venue(la28)
    assert la28("incident", "set", number, "severity=critical", "venue=SoFi", "lat=33.95", "lon=-118.34").code == 0
    assert la28("incident", "set", number, "status=closed").sentence == "Say why it is closed."
    assert la28("incident", "set", number, "status=closed", "reason=Out").code == 0
    (incident,) = la28("list", "incident", *EVENT, "--json").json
    assert [incident[name] for name in ("severity", "status", "reason", "venue_name", "lat")] == [
        "critical", "closed", "Out", "SoFi Stadium", 33.95,
    ]  # fmt: skip
    assert incident["closed"].endswith("Z")
    assert len(entries(la28)) == 3


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        ("colour=red", 2),
        ("severity", 2),
        ("severity=huge", 2),
        ("lat=north", 2),
        ("lat=nan", 1),
        ("lat=91", 1),
        ("struck=perhaps", 2),
        ("opened=soon", 2),
        ("session=x", 2),
        ("title=", 1),
        ("number=7K-9", 1),
    ],
)
def test_a_pair_that_does_not_fit_changes_nothing(la28: Shell, pair: str, code: int) -> None:
    number = la28("incident", "add", "Smoke", *EVENT, "--json").json["number"]
    before = la28("list", "incident", *EVENT, "--json").json
    result = la28("incident", "set", number, "owner=Chen", pair)
    assert result.code == code
    assert result.sentence
    assert la28("list", "incident", *EVENT, "--json").json == before


def test_an_incident_struck_or_of_another_event_is_not_logged_to(la28: Shell) -> None:
    days = ("--start", "2026-06-11", "--end", "2026-07-19")
    la28("event", "add", "WC26", "--name", "World Cup", "--zone", "America/New_York", *days)
    number = la28("incident", "add", "Smoke", *EVENT, "--json").json["number"]
    assert la28("log", "x", "--event", "WC26", "--incident", number).code == 2
    desk = Desk(la28.folder)
    desk.do_now(Strike("venue", add_venue(la28)))
    desk.close()
    assert la28("log", "x", *EVENT, "--venue", "SoFi Stadium").code == 2, "a struck venue is nobody's"


def test_a_field_named_twice_is_a_wrong_use_and_neither_is_set(la28: Shell) -> None:
    number = la28("incident", "add", "Smoke", *EVENT, "--json").json["number"]
    result = la28("incident", "set", number, "severity=major", "severity=info")
    assert (result.code, result.sentence) == (2, "A field is named twice. Say each once.")
    assert la28("list", "incident", *EVENT, "--json").json[0]["severity"] == "minor"
