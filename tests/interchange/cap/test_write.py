"""What goes out is CAP 1.2 in the order of its schema, read back by our own reader; drafts and others' stay here."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from eocdesk.commands.hazards import TakeAlerts
from eocdesk.commands.reading import Item
from eocdesk.feeds import Given, cap
from eocdesk.interchange import Export
from eocdesk.interchange.cap.write import write_cap
from eocdesk.models import Alert, Event, Product, ids

EVENT = Event(id=ids.event_id("LA28"), code="LA28", name="LA28 Games", zone="UTC", exercise=False, marking="GREEN")
DRILL = Event(id=ids.event_id("EX"), code="EX", name="Rehearsal", zone="UTC", exercise=True, marking="CLEAR")
SENT = 1_847_244_600_000
HEAD = "identifier sender sent status msgType source scope restriction addresses code note references incidents info"
INFO = (
    "language category event responseType urgency severity certainty audience eventCode effective onset expires "
    "senderName headline description instruction web contact parameter resource area"
)
AREA = "areaDesc polygon circle geocode altitude ceiling"
SHAPE = (
    '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[-118.3,33.9]},'
    '{"type":"Polygon","coordinates":[[[-118,34],[-117,34],[-117,35],[-118,34]]]}]}'
)
NEEDED = {
    "alert": {"identifier", "sender", "sent", "status", "msgType", "scope"},
    "info": {"category", "event", "urgency", "severity", "certainty"},
    "area": {"areaDesc"},
}


def alert(**more: Any) -> Alert:
    given = {"title": "Heat in the stands", "hazard": "heat", "marking": "CLEAR", "sent": SENT, "identifier": "A 1,x"}
    return Alert(id=ids.new_id(), event=EVENT.id, made_at=SENT, **{**given, **more})


def warning(**more: Any) -> Product:
    given = {"title": "Fraud", "number": "P-1", "kind": "warning", "state": "sent", "marking": "GREEN", "sent": SENT}
    return Product(id=ids.new_id(), event=EVENT.id, made_at=SENT, **{**given, **more})


def written(event: Event = EVENT, **more: Any) -> bytes:
    return write_cap(Export(event, marking="GREEN", now=SENT + 1000, **more))


def name(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def messages(data: bytes) -> list[Element]:
    return [node for node in fromstring(data, forbid_dtd=True).iter() if name(node) == "alert"]


def words(node: Element, path: str) -> str:
    found = node.find("/".join(f"{{urn:oasis:names:tc:emergency:cap:1.2}}{part}" for part in path.split("/")))
    return "" if found is None else found.text or ""


def back(data: bytes) -> list[Item]:
    reading = cap.read(data, Given(EVENT.id, SENT))
    assert reading.refused == []
    return [item for one in reading.commands if isinstance(one, TakeAlerts) for item in one.alerts]


def in_order(data: bytes) -> bool:
    """Each element of a message stands where the schema of CAP 1.2 has it, and none that is needed is missing."""
    orders = {"alert": HEAD.split(), "info": INFO.split(), "area": AREA.split()}
    for node in fromstring(data).iter():
        if name(node) in orders and "emergency:cap" in node.tag:
            there = [name(child) for child in node]
            places = [orders[name(node)].index(child) for child in there]
            if places != sorted(places) or not NEEDED[name(node)] <= set(there):
                return False
    return True


def test_an_alert_of_ours_comes_back_the_same() -> None:
    full = alert(
        urgency="expected",
        severity="severe",
        certainty="likely",
        response="Shelter, nonsense",
        headline="<b>Hot</b> & dry",
        description="Line one\nline two\x00",
        instruction="Drink.",
        onset=SENT,
        ends=SENT + 7_200_000,
        expires=SENT + 3_600_000,
        area="Exposition Park",
        codes=["UGC:CAZ368"],
        geometry=SHAPE,
        url="https://a.example/x?y&z",
    )
    data = written(alerts=[full])
    assert in_order(data)
    (item,) = back(data)
    same = ("title", "hazard", "urgency", "severity", "certainty", "headline", "instruction", "onset", "expires", "url")
    assert {field: item.values[field] for field in same} == {field: getattr(full, field) for field in same}
    assert (item.key, item.values["sender"], item.values["sent"]) == ("A_1_x", "LA28", SENT)
    assert (item.values["area"], item.values["codes"]) == ("Exposition Park", ["UGC:CAZ368"])
    assert '"MultiPolygon"' in item.values["geometry"] or '"Polygon"' in item.values["geometry"]
    (message,) = messages(data)
    assert words(message, "sent") == "2028-07-15T03:30:00-00:00"
    assert words(message, "info/area/polygon") == "34,-118 34,-117 35,-117 34,-118"
    assert words(message, "info/area/circle") == "33.9,-118.3 0"
    assert (words(message, "info/category"), words(message, "info/responseType")) == ("Met", "Shelter")


def test_what_others_issued_and_drafts_stay_here() -> None:
    data = written(
        alerts=[alert(source="nws"), alert(status="draft")],
        products=[warning(state="draft"), warning(state="approved"), warning(kind="bulletin")],
    )
    assert messages(data) == []


@pytest.mark.parametrize(("event", "status", "said"), [(EVENT, "actual", "Actual"), (EVENT, "test", "Test")])
def test_a_test_never_goes_out_as_actual(event: Event, status: str, said: str) -> None:
    (message,) = messages(written(event, alerts=[alert(status=status)]))
    assert words(message, "status") == said


def test_an_exercise_is_said_as_one_everywhere() -> None:
    data = written(DRILL, alerts=[alert(headline="Hot")], products=[warning()])
    assert in_order(data)
    assert [words(one, "status") for one in messages(data)] == ["Exercise"] * 2
    assert all(words(one, "info/event").startswith("EXERCISE: ") for one in messages(data))
    assert all(words(one, "info/headline").startswith("EXERCISE: ") for one in messages(data))


@pytest.mark.parametrize(
    ("marking", "seen", "scope", "restriction", "addresses"),
    [
        ("CLEAR", "", "Public", "", ""),
        ("AMBER+STRICT", "", "Restricted", "TLP:AMBER+STRICT", ""),
        ("CLEAR", "LAPD", "Private", "TLP:CLEAR, for LAPD only", "LAPD"),
        ("RED", "FBI LA,LAPD", "Private", "TLP:RED, for FBI LA, LAPD only", '"FBI LA" LAPD'),
    ],
)
def test_the_scope_follows_the_marking(marking: str, seen: str, scope: str, restriction: str, addresses: str) -> None:
    data = written(alerts=[alert(marking=marking, audience=seen)])
    (message,) = messages(data)
    assert in_order(data)
    assert (words(message, "scope"), words(message, "restriction")) == (scope, restriction)
    assert words(message, "addresses") == addresses


def test_an_update_and_a_recall_name_what_they_retire() -> None:
    first = warning(state="superseded")
    second = warning(replaces=first.id, sent=SENT + 60_000)
    gone = warning(state="recalled", recalled=SENT + 90_000, reason="Wrong venue")
    data = written(products=[first, second, gone])
    assert in_order(data)
    update, cancel = messages(data)
    assert (words(update, "msgType"), words(cancel, "msgType")) == ("Update", "Cancel")
    assert words(update, "references") == f"LA28,{first.id.hex()},2028-07-15T03:30:00-00:00"
    assert words(cancel, "references").split(",")[1] == gone.id.hex() != words(cancel, "identifier")
    assert words(cancel, "note") == "Recalled: Wrong venue"
    assert [item.values["replaces"] for item in back(data)] == [[first.id.hex()], [gone.id.hex()]]


def test_what_is_replaced_is_not_named_where_it_may_not_go_out() -> None:
    (message,) = messages(written(products=[warning(replaces=ids.new_id())]))
    assert (words(message, "msgType"), words(message, "references")) == ("Alert", "")


def test_the_name_of_an_event_above_the_marking_is_not_said() -> None:
    hidden = Event(id=EVENT.id, code="CANARY", name="CANARY", zone="UTC", exercise=False, marking="RED")
    assert b"CANARY" not in written(hidden, alerts=[alert()], products=[warning()])
