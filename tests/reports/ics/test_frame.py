"""What ICS forms share: titles as the booklet sets them, dates month first, who prepared it."""

from __future__ import annotations

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.ics202 import MAKER
from eocdesk.reports.ics.ics208 import MAKER as SAFETY
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, pages
from tests.kit.operation import NOW, key


@pytest.mark.parametrize(
    ("form", "number", "title", "note"),
    [
        ("ICS 202", "3", "Objective(s)", ""),
        ("ICS 202", "5", "Site Safety Plan Required?", ""),
        ("ICS 206", "4", "Transportation", "(indicate air or ground)"),
        ("ICS 203", "3", "Incident Commander(s) and Command Staff", ""),
        ("ICS 206", "8", "Approved by", "(Safety Officer)"),
    ],
)
def test_what_stands_in_brackets_after_a_title_is_not_bold(form: str, number: str, title: str, note: str) -> None:
    made = frame.box(BY_NUMBER[form], number)
    assert (made.title, made.note) == (title, note)


def test_a_title_and_its_note_are_the_whole_title() -> None:
    for form in BY_NUMBER.values():
        for block in form.blocks:
            made = frame.box(form, block.number)
            assert f"{made.title} {made.note}".strip() == block.title


def test_dates_are_local_and_month_first(ground: Desk) -> None:
    asked = Asked(MAKER.code, EVENT, NOW, NOW)
    found = ground.read_now(frame.sought, asked)
    assert frame.both(found, NOW) == "07/19/2028 14:45"
    assert (frame.date(found, None), frame.time(found, None)) == ("", "")


def test_a_form_says_its_period_and_is_marked_by_what_it_says(ground: Desk) -> None:
    document = drawn(ground, MAKER)
    assert document.title == "Incident Objectives (ICS 202), period 14"
    assert document.marking == "TLP:AMBER"
    blank = drawn(ground, MAKER, blank=True)
    assert blank.title == "Incident Objectives (ICS 202) – blank"


def test_a_form_about_an_incident_is_named_by_it(ground: Desk) -> None:
    asked = Asked(MAKER.code, EVENT, NOW, NOW, incident=key("incident", "mci"))
    assert frame.incident_name(ground.read_now(frame.sought, asked)) == "Heat casualties at Gate 7"


def test_an_event_that_is_not_here_is_refused(ground: Desk) -> None:
    with pytest.raises(Refused):
        ground.read_now(frame.sought, Asked(MAKER.code, b"x" * 16, NOW, NOW))


def test_a_form_nobody_is_named_on_has_no_time_of_signing(ground: Desk) -> None:
    said = [pages(drawn(ground, SAFETY, person=person))[0] for person in ("L. Chen", "")]
    assert ["Date/Time: 07/19/2028 14:45" in page for page in said] == [True, False]
