"""What a form stands on: the period that runs, the form that fits, what people wrote, how strictly it is marked."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store.queries.held import Held, Sought, held, of_period
from tests.kit.desks import EVENT
from tests.kit.operation import ENDS, NOW, STARTS, key, operate, put

CODE = "ics-202"


def of(desk: Desk, **sought: Any) -> Held:
    """What ICS 202 stands on at this moment."""
    return desk.read_now(held, Sought(CODE, EVENT, NOW, **sought))


def test_the_running_period_and_its_form_are_taken(desk: Desk) -> None:
    operate(desk)
    found = of(desk)
    assert found.form is None
    assert found.period is not None
    assert (found.period.number, found.since, found.until) == (14, STARTS, ENDS)
    other = put(desk, "period", "15", number=15, starts=ENDS, ends=ENDS + 1000)
    form = desk.do_now(OpenForm(EVENT, CODE, {"period": key("period", "14")})).value
    night = desk.do_now(OpenForm(EVENT, CODE, {"period": other})).value
    incident = desk.do_now(OpenForm(EVENT, CODE, {"incident": key("incident", "mci")})).value
    assert [found.form.id for found in (of(desk), of(desk, period=other), of(desk, form=night)) if found.form] == [
        form,
        night,
        night,
    ]
    about = of(desk, incident=key("incident", "mci"))
    assert about.form is not None
    assert about.form.id == incident
    assert about.incident is not None
    assert about.incident.number == "AAAA-1"
    assert [one.id for one in desk.read_now(of_period, EVENT, CODE, other)] == [night, incident]


def test_what_is_written_comes_before_what_the_records_say(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, CODE, {"period": key("period", "14")})).value
    desk.do_now(FillBlock(form, "3", "Ours"))
    desk.do_now(FillBlock(form, "6.ICS 203", "Yes"))
    desk.do_now(AddRow(form, "7[]", ["a", "b"]))
    found = of(desk)
    assert [found.text("3", "records"), found.text("4", "records"), found.text("9")] == ["Ours", "records", ""]
    assert [found.ticked("6.ICS 203"), found.ticked("6.ICS 204")] == [True, False]
    assert found.rows("7[]", 3) == (("a", "b", ""),)
    assert found.rows("7[]", 1) == (("a",),)
    assert found.rows("3", 2) == ()


def test_a_blank_form_holds_nothing_but_the_event(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, CODE, {"period": key("period", "14")})).value
    desk.do_now(FillBlock(form, "3", "Ours"))
    found = of(desk, blank=True)
    assert (found.period, found.form, found.text("3", "records"), found.rows("7[]", 2)) == (None, None, "", ())


def test_the_marking_is_the_strictest_of_what_was_read(desk: Desk) -> None:
    operate(desk)
    put(desk, "incident", "mci", marking="RED", audience="SHERIFF")
    assert of(desk).marking == "AMBER"  # the event's own
    found = of(desk, incident=key("incident", "mci"))
    assert (found.marking, found.audience) == ("RED", "SHERIFF")
    form = desk.do_now(OpenForm(EVENT, CODE, {"period": key("period", "14")}, marking="AMBER+STRICT")).value
    assert of(desk, form=form).marking == "AMBER+STRICT"


def test_hours_that_are_named_stand_instead_of_a_period(desk: Desk) -> None:
    operate(desk)
    found = of(desk, since=1000, until=2000)
    assert (found.period, found.since, found.until) == (None, 1000, 2000)


def test_what_is_not_here_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refused, match="This event is not on this desk"):
        desk.read_now(held, Sought(CODE, b"x" * 16, NOW))
    with pytest.raises(Refused, match="This form is not on this desk"):
        of(desk, form=b"x" * 16)
