"""Naming kept files in entries and incidents, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.documents import Attach
from eocdesk.commands.events import AddEvent
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Document, Refused, ids
from eocdesk.store.queries import events


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    made.open_event(made.do_now(AddEvent("LA28", "LA28 Games", "UTC")).value)
    yield made
    made.close()


def test_a_document_names_its_bytes_and_takes_the_marking_of_what_it_hangs_on(desk: Desk) -> None:
    assert desk.event is not None
    event = desk.event.id
    labels = {"marking": "RED", "audience": "FBI,LAPD"}
    incident = desk.do_now(Add("incident", event, {"title": "Gate 7", **labels})).value
    blob = desk.store.attachments.keep_bytes(b"a photo")
    attach = Attach(event, "C:\\photos\\gate 7.jpg", "image/jpeg", blob.size, blob.sha256, incident=incident)
    document = desk.read_now(events.record, Document, desk.do_now(attach).value)
    assert document is not None
    assert (document.name, document.size, document.incident) == ("gate 7.jpg", 7, incident)
    assert (document.marking, document.audience) == ("RED", "FBI,LAPD")
    assert desk.store.attachments.read(document.sha256) == b"a photo"


def test_what_is_no_file_or_hangs_on_nothing_is_refused(desk: Desk) -> None:
    assert desk.event is not None
    digest = "0" * 64
    for name, sha256, entry in (("", digest, None), ("a.pdf", "zz", None), ("a.pdf", digest, ids.new_id())):
        with pytest.raises(Refused):
            desk.do_now(Attach(desk.event.id, name, "application/pdf", 1, sha256, entry=entry))
    assert desk.read_now(events.records, Document) == []
