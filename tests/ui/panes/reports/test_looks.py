"""How paper is told: forms by their numbers, markings with their lists, what needs a hand by its edge."""

from __future__ import annotations

from eocdesk.models.ids import NIL
from eocdesk.store.queries.paper_board import FormRow, IssuedRow
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.reports import looks


def form(state: str, disputed: int = 0) -> FormRow:
    return FormRow(
        1, NIL, "ics-213rr", "7KQ4-F1", "", state, "", 2, disputed, "", None, "", None, 5, "", "GREEN", "", None, ""
    )


def issued(version: int, newest: int, approved: str = "") -> IssuedRow:
    return IssuedRow(
        1,
        NIL,
        NIL,
        "situation",
        "",
        4,
        version,
        "update",
        5,
        6,
        "",
        approved,
        None,
        "GREEN",
        "",
        "",
        "",
        None,
        "",
        newest,
    )


def test_codes_read_as_people_say_them() -> None:
    assert looks.called("ics-213rr") == "ICS 213RR"
    assert looks.called("iap") == "IAP"
    assert looks.called("call-down") == "Call-down"
    assert looks.name(form("draft")) == "ICS 213RR"


def test_a_dispute_is_seen_before_the_state() -> None:
    assert looks.state(form("draft", disputed=1)) == "In dispute"
    assert looks.look_form(form("draft", disputed=1), 9, LIGHT).edge == LIGHT.bad
    assert looks.look_form(form("submitted"), 9, LIGHT).bold
    assert looks.look_form(form("approved"), 9, LIGHT).muted


def test_what_a_later_version_replaces_is_faded() -> None:
    assert looks.look_issued(issued(1, 0), 9, LIGHT).muted
    assert looks.look_issued(issued(2, 1), 9, LIGHT).edge == LIGHT.warn
    assert issued(2, 1).name == "Situation Report 4, version 2"
    assert issued(1, 1).name == "Situation Report 4"


def test_a_marking_says_for_whom() -> None:
    assert looks.marking("AMBER+STRICT", "LAPD") == "TLP:AMBER+STRICT · LAPD"
    assert looks.marking("") == ""
