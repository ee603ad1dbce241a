"""Words say which bytes they name, and nothing that is no words stands in the way."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Change, decode, encode
from eocdesk.store import local, named_bytes
from tests.kit.desks import EVENT, bodies

NAME, OTHER = "a" * 64, "b" * 64


def test_documents_and_summaries_name_bytes_and_nothing_else_does(desk: Desk) -> None:
    desk.do_now(LogEntry(EVENT, f"The file {OTHER}"))
    desk.do_now(Add("document", EVENT, {"name": "x", "sha256": NAME}))
    desk.do_now(IssueSummary(EVENT, 1, 1, 1, OTHER, "AMBER"))
    assert [name for body in bodies(desk) if (name := named_bytes.named_by(body))] == [NAME, OTHER]


def test_what_a_scope_names_is_noted_once(desk: Desk) -> None:
    desk.do_now(Add("document", EVENT, {"name": "x", "sha256": NAME, "marking": "RED"}))
    desk.do_now(Add("document", EVENT, {"name": "x", "sha256": OTHER, "marking": "GREEN"}))
    red = next(change for change in map(decode, bodies(desk)) if change.fields.get("sha256") == NAME)
    for _ in range(2):
        desk.store.writer.local(lambda c: named_bytes.note_scope(c, red.scope)).result()
    assert desk.read_now(local.get, named_bytes.GIVEN_UP) == [NAME]


def of_a_newer_version(change: Change) -> bytes:
    return msgspec.msgpack.encode([*msgspec.structs.astuple(change), "more"])


def test_words_of_a_newer_version_name_bytes_too(desk: Desk) -> None:
    desk.do_now(Add("document", EVENT, {"name": "x", "sha256": NAME}))
    change = decode(bodies(desk)[-1])
    assert named_bytes.named_by(of_a_newer_version(change)) == NAME
    assert named_bytes.named_by(encode(msgspec.structs.replace(change, fields={"sha256": 5}))) == ""


@given(st.binary(max_size=60))
def test_what_is_no_words_names_nothing(body: bytes) -> None:
    assert named_bytes.named_by(body) == ""
