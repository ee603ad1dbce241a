"""The bundle that goes out is sound STIX with TLP 2.0, the same ids each time, and leaves drafts at home."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from eocdesk.interchange import Asked, Export, read_data
from eocdesk.interchange.stix.marks import IDS
from eocdesk.interchange.stix.write import write_stix
from eocdesk.models import Event, Indicator, Product, Threat, ids
from eocdesk.models.marking import Tlp

stix2: Any = import_module("stix2")

EVENT = Event(id=ids.event_id("LA28"), code="LA28", name="LA28 Games", zone="UTC", exercise=False, marking="GREEN")
EXERCISE = Event(id=ids.event_id("EX"), code="EX", name="Rehearsal", zone="UTC", exercise=True, marking="CLEAR")
MADE = 1_780_272_000_000


def indicator(kind: str, value: str, **more: Any) -> Indicator:
    key = ids.source_id(EVENT.id, "indicator", "t", value)
    return Indicator(id=key, event=EVENT.id, made_at=MADE, kind=kind, value=value, **{"marking": "GREEN", **more})


def objects(data: bytes, kind: str) -> list[dict[str, Any]]:
    return [one for one in json.loads(data).get("objects", []) if one["type"] == kind]


def export(event: Event = EVENT, **more: Any) -> bytes:
    return write_stix(Export(event, marking="GREEN", now=MADE + 1000, **more))


def test_plain_signs_become_patterns_that_come_back_the_same() -> None:
    signs = (("ipv4", "198.51.100.1"), ("domain", "a.example"), ("url", "http://a.example/it's"), ("file", "a" * 64))
    made = [indicator(kind, value) for kind, value in signs]
    data = export(indicators=[*made, indicator("vulnerability", "CVE-2026-10001")])
    stix2.parse(data.decode())
    back = read_data(data, Asked())
    assert back.refused == ()
    assert {(item.values["kind"], item.values["value"]) for item in back.items} == {
        *signs,
        ("vulnerability", "CVE-2026-10001"),
    }
    assert {item.values["marking"] for item in back.items} == {"GREEN"}


def test_what_stix_cannot_say_goes_out_in_words() -> None:
    odd = [
        indicator("other", "a red van"),
        indicator("pattern", "broken", pattern="[not a pattern"),
        indicator("file", "x"),
    ]
    data = export(indicators=odd)
    stix2.parse(data.decode())
    assert not objects(data, "indicator")
    assert [note["content"].split("\n")[0] for note in objects(data, "note")] == ["a red van", "broken", "x"]


def test_each_object_bears_its_marking_and_the_definition_is_there() -> None:
    strict = indicator("url", "http://b.example", marking="AMBER+STRICT")
    data = export(indicators=[indicator("url", "http://a.example"), strict])
    assert [one["object_marking_refs"] for one in objects(data, "indicator")] == [
        [IDS[Tlp.GREEN]],
        [IDS[Tlp.AMBER_STRICT]],
    ]
    assert [one["id"] for one in objects(data, "marking-definition")] == [IDS[Tlp.GREEN], IDS[Tlp.AMBER_STRICT]]


def test_a_threat_gathers_its_signs_and_a_product_names_its_threat() -> None:
    threat = Threat(id=ids.new_id(), event=EVENT.id, made_at=MADE, title="Ticket fraud", nature="cyber")
    sign = indicator("domain", "a.example", threat=threat.id)
    sent = Product(id=ids.new_id(), event=EVENT.id, made_at=MADE, title="Fraud", state="recalled", threat=threat.id)
    draft = Product(id=ids.new_id(), event=EVENT.id, made_at=MADE, title="DRAFTWORDS", state="draft")
    data = export(indicators=[sign], threats=[threat], products=[sent, draft])
    stix2.parse(data.decode())
    (group,), (report,) = objects(data, "grouping"), objects(data, "report")
    assert group["object_refs"] == [objects(data, "indicator")[0]["id"]]
    assert (report["object_refs"], report["revoked"]) == ([group["id"]], True)
    assert b"DRAFTWORDS" not in data


def test_the_same_records_give_the_same_bytes() -> None:
    made = [indicator("url", "http://a.example")]
    assert export(indicators=made) == export(indicators=made)


def test_an_exercise_says_so_and_a_name_above_the_marking_stays_here() -> None:
    data = export(EXERCISE, indicators=[indicator("url", "http://a.example", name="Flood")])
    assert objects(data, "indicator")[0]["name"] == "EXERCISE: Flood"
    assert objects(data, "identity")[0]["name"] == "EXERCISE: Rehearsal"
    hidden = write_stix(Export(EVENT, indicators=[indicator("url", "http://a.example")], marking="CLEAR"))
    assert b"LA28" not in hidden
