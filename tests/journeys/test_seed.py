"""The seed's story in the real window: heat arrives, a plan proposes itself, aid and word go out, a gap is written."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.exercise import MakeExercise, authored
from eocdesk.desk import exercise, feeding
from eocdesk.desk.desk import Desk
from eocdesk.models import Agency, Gap, Incident, Offer, Plan, Product, Request, clock, enrolment, ids
from eocdesk.models.right import Right
from eocdesk.store import verify
from eocdesk.store.hub import people
from eocdesk.store.queries import events, plans
from eocdesk.store.queries.reports import issued
from eocdesk.ui.board import BoardPane, Line
from eocdesk.ui.panes.calendar import CalendarPane
from eocdesk.ui.panes.incidents import LogPane
from eocdesk.ui.panes.reports import ReportsPane
from tests.journeys.conftest import ALT, CTRL, SHIFT, Watch, sit
from tests.kit import servers
from tests.kit.desks import sound

Key = Qt.Key
PLAN, PRODUCT = "Heat at outdoor venues", "Heat and crowds: what to expect tonight"


def warning(now: int) -> bytes:
    """An answer of the weather service, as it was saved: extreme heat over the basin, for twelve hours."""
    began = datetime.fromtimestamp(now / 1000, UTC)

    def at(hours: int) -> str:
        return (began + timedelta(hours=hours)).isoformat(timespec="seconds")

    said = {
        "id": "urn:oid:2.49.0.1.840.0.journey",
        "event": "Extreme Heat Warning",
        "senderName": "NWS Los Angeles",
        "sent": at(-1),
        "onset": at(-1),
        "expires": at(6),
        "ends": at(12),
        "status": "Exercise",
        "messageType": "Alert",
        "severity": "Extreme",
        "urgency": "Immediate",
        "certainty": "Likely",
        "headline": "Extreme heat to 115 degrees",
    }
    ring = [[-118.7, 33.6], [-117.8, 33.6], [-117.8, 34.4], [-118.7, 34.4], [-118.7, 33.6]]
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": said}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


@contextmanager
def desk_of(folder: Path, person: str = "L. Chen", *, alone: bool = False) -> Iterator[Desk]:
    if alone:
        exercise.mark(folder)  # such a desk joins no hub
    desk = Desk(folder)
    desk.settings.set("person", person)
    desk.settings.set("position", "Watch officer")
    yield desk
    desk.close()


def make(desk: Desk) -> None:
    desk.open_event(desk.do_now(MakeExercise(authored(), clock.now())).value)


def every(watch: Watch, cls: type[Any]) -> list[Any]:
    return watch.desk.read_now(events.of_event, cls, event_of(watch))


def event_of(watch: Watch) -> bytes:
    assert watch.desk.event is not None
    return watch.desk.event.id


def board(watch: Watch, name: str) -> BoardPane:
    pane = watch.window.overview.panes[name]
    assert isinstance(pane, BoardPane)
    return pane


def card(watch: Watch, pane: str, kind: str, record: bytes) -> BoardPane:
    """The record's card, as a row of its board leads to it."""
    shown = board(watch, pane)
    watch.window.show_pane(pane)
    shown.show_record(kind, record)
    watch.until(lambda: shown.card.told is not None and (shown.card.told.kind, shown.card.told.id) == (kind, record))
    return shown


def answer(watch: Watch, pane: Any, **values: object) -> None:
    """The small form a deed opened, filled and saved."""
    watch.until(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    for name, value in values.items():
        form.form.editor(name).set_value(value)
    with watch.qtbot.waitSignal(form.saved, timeout=20_000):
        form.save()


def heat_arrives(watch: Watch) -> bytes:
    """From a saved answer; three sessions and more light up in the calendar, by that warning."""
    now = clock.now()
    assert watch.desk.event is not None
    took = feeding.take(watch.desk, watch.desk.event, feeding.feed_of("nws-alerts"), warning(now))
    assert took.changed
    again = feeding.take(watch.desk, watch.desk.event, feeding.feed_of("nws-alerts"), warning(now))
    assert again.changed == 0
    alert = ids.source_id(event_of(watch), "alert", "nws", "urn:oid:2.49.0.1.840.0.journey")
    lit = {one.session for one in watch.desk.exposing.look(event_of(watch), now).exposures if one.hazard == alert} - {
        None
    }
    assert len(lit) >= 3
    calendar = watch.window.overview.panes["calendar"]
    assert isinstance(calendar, CalendarPane)
    watch.until(
        lambda: len({row.id for row in calendar._held.rows if "Extreme Heat Warning" in row.hazard.title} & lit) >= 3
    )
    hazards = card(watch, "hazards", "alert", alert)
    assert hazards.card.told is not None
    assert any(part.title == "Touches" and len(part.lines) >= 3 for part in hazards.card.told.parts)
    return alert


def plan_is_put_to_work(watch: Watch) -> bytes:
    """It proposes itself with the reason; only a person's yes starts it."""
    (plan,) = [one for one in every(watch, Plan) if one.name == PLAN]
    shown = card(watch, "plans", "proposal", plan.id)
    assert not watch.desk.read_now(plans.at_work, event_of(watch), plan.id)
    assert shown.card.told is not None
    assert "Extreme Heat Warning" in str(shown.card.told.parts)
    shown.take_focus()
    watch.press(Key.Key_A)
    answer(watch, shown)
    watch.until(lambda: watch.desk.read_now(plans.at_work, event_of(watch), plan.id))
    made = watch.desk.read_now(plans.at_work, event_of(watch), plan.id)
    assert made is not None
    assert made.tasks
    assert made.requests
    return made.id


def aid_is_asked_and_offered(watch: Watch, activation: bytes) -> Request:
    """The plan's request is approved and goes up; an offer of a partner nation fills it."""
    asked = next(one for one in every(watch, Request) if one.activation == activation)
    shown: Any = card(watch, "aid", "request", asked.id)
    shown.act("approve")
    watch.until(lambda: shown.card.told is not None and "receive" in shown.card.told.deeds)
    shown.act("forward")
    answer(watch, shown, mission="EX-2028-0900")
    (offer,) = [one for one in every(watch, Offer) if "Paris 2024" in one.title]
    shown.card.acted_on.emit("fill_from", Line(offer.title, kind="offer", id=offer.id))
    watch.until(lambda: shown.card.told is not None and "0 of" not in shown.card.told.badges[-1].words)
    return asked


def word_goes_out(watch: Watch, alert: bytes) -> Product:
    """A product of a threat is written, approved, sent to two partners; one acknowledges."""
    del alert
    threats: Any = board(watch, "threats")
    watch.window.show_pane("threats")
    threats.show_page("picture")
    watch.until(lambda: threats.card.told is not None and threats.card.told.kind == "threat")
    threats.act("write")
    answer(watch, threats, title=PRODUCT, text="Water at every gate.")
    (product,) = [one for one in every(watch, Product) if one.title == PRODUCT]
    shown: Any = card(watch, "threats", "product", product.id)
    shown.act("approve")
    watch.until(lambda: shown.card.told is not None and "disseminate" in shown.card.told.deeds)
    told = [one for one in every(watch, Agency) if one.short in ("LAPD", "LAFD")]
    assert len(told) == 2
    shown.act("disseminate")
    answer(watch, shown, agencies=[one.id.hex() for one in told])
    watch.until(lambda: shown.card.told is not None and "acknowledge" in shown.card.told.deeds)
    shown.act("acknowledge")
    answer(watch, shown, agency=told[0].id, acknowledged_by="Sgt. Diaz")
    watch.until(lambda: "1 of 2" in str(shown.card.told))
    return product


def gap_is_written(watch: Watch) -> Gap:
    """Two keys on the incident."""
    log = watch.window.overview.panes["incidents"]
    assert isinstance(log, LogPane)
    before = {one.id for one in every(watch, Gap)}
    watch.window.activateWindow()
    watch.until(watch.window.isActiveWindow)
    watch.window.show_pane("incidents")
    log.take_focus()
    watch.until(lambda: log.isAncestorOf(watch.focus))
    watch.press(Key.Key_2, ALT)
    table = log.tables["incidents"]
    watch.until(lambda: table.table.rowCount() > 0)
    table.setFocus()
    watch.press(Key.Key_Home)
    watch.until(lambda: log.acting.can("gap"))
    watch.press(Key.Key_G, CTRL | SHIFT)
    watch.until(lambda: len(every(watch, Gap)) > len(before))
    (gap,) = [one for one in every(watch, Gap) if one.id not in before]
    return gap


def tell(watch: Watch) -> dict[str, str]:
    """The whole story; what must be found again of it."""
    alert = heat_arrives(watch)
    activation = plan_is_put_to_work(watch)
    request = aid_is_asked_and_offered(watch, activation)
    product = word_goes_out(watch, alert)
    gap = gap_is_written(watch)
    assert gap.title in {one.title for one in every(watch, Incident)}
    return {"plan": PLAN, "request": request.title, "product": product.title, "gap": gap.title}


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, turning: asyncio.AbstractEventLoop) -> Iterator[Watch]:
    """The window on the exercise."""
    del turning
    with desk_of(tmp_path / "desk", alone=True) as desk:
        make(desk)
        yield from sit(desk, qtbot)


def test_heat_arrives_a_plan_is_put_to_work_aid_comes_word_goes_out_and_paper_says_it_all(
    room: Watch, tmp_path: Path
) -> None:
    said = tell(room)
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)
    room.press(Key.Key_P, CTRL)
    pane = room.window.overview.panes["reports"]
    assert isinstance(pane, ReportsPane)
    before = len(room.desk.read_now(issued, event_of(room)))
    room.until(lambda: pane.author is not None and pane.author.isActiveWindow())
    room.press(Key.Key_Return, CTRL)
    room.until(lambda: pane.previews and len(room.desk.read_now(issued, event_of(room))) > before)
    pane.previews[0].save_as(str(tmp_path / "summary.pdf"))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "summary.pdf").pages)
    text = " ".join(text.split())
    assert "Extreme Heat Warning" in text
    for what in said.values():
        assert what in text, what
    pane.previews[0].close()
    assert sound(room.desk)


def test_a_laptop_without_a_network_tells_the_same_and_headquarters_has_it_when_they_meet(
    tmp_path: Path, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    del turning
    server = servers.start(tmp_path / "hub")
    with desk_of(tmp_path / "hq", "K. Mori") as hq, desk_of(tmp_path / "laptop") as laptop:
        try:
            join(hq, server, "watch officer")
            make(hq)
            assert hq.link.meet_now().ok
            join(laptop, server, "watch officer")
            assert laptop.link.meet_now().ok
            assert hq.event is not None
            laptop.open_event(hq.event.id)
            port = server.url.rpartition(":")[2]
            server.close()
            for watch in sit(laptop, qtbot):
                said = tell(watch)
            server = servers.start(tmp_path / "hub", "--port", port)
            for desk in (laptop, hq, laptop):
                assert desk.link.meet_now().ok
            found = {
                "plan": [row.name for row in hq.read_now(plans.active, hq.event.id)],
                "request": [one.title for one in hq.read_now(events.of_event, Request, hq.event.id)],
                "product": [one.title for one in hq.read_now(events.of_event, Product, hq.event.id)],
                "gap": [one.title for one in hq.read_now(events.of_event, Gap, hq.event.id)],
            }
            assert all(said[kind] in found[kind] for kind in said)
            assert len({desk.read_now(verify.digest) for desk in (hq, laptop)}) == 1
            assert sound(hq)
            assert sound(laptop)
        finally:
            server.close()


def join(desk: Desk, server: servers.Server, role: str) -> None:
    with server.hub.writing() as c:
        code = enrolment.Code(people.make_code(c, Right(role), by="K. Mori")).text
    desk.link.join_now(server.url, code)
