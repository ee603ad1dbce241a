"""What is let in: by the author's right, and nothing over what is written once."""

from __future__ import annotations

import pytest

from eocdesk.models import Change, Op
from eocdesk.models.change import decode
from eocdesk.models.ids import NIL, new_id, scope_id
from eocdesk.models.right import Right
from eocdesk.store.hub import log_rules
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.merge import Key
from tests.kit.hubs import AMBER, GAMES, GREEN, Pen, made

NOW = 1_000_000
SCOPE = scope_id(*GREEN)


def author(*rights: Right, revoked: int | None = None) -> HubDevice:
    return HubDevice(b"d" * 16, b"", b"", "Gate 3", rights, 0, None, revoked, "lost" if revoked else "")


@pytest.mark.parametrize(
    ("who", "labels", "kind", "sentence"),
    [
        (author(Right("watch officer")), AMBER, "incident", ""),
        (author(Right("partner")), GREEN, "incident", "“Gate 3” has no right to write an incident marked GREEN."),
        (author(Right("liaison")), GREEN, "period", "has no right to write a period marked GREEN."),
        (author(Right("liaison", audiences="LAPD")), (GAMES, "AMBER", "FIRE"), "task", "marked AMBER for FIRE."),
        (author(Right("watch officer", until=NOW)), GREEN, "task", "has no right"),
        (author(), GREEN, "task", "has no right"),
        (author(Right("watch officer")), (NIL, "AMBER", ""), "contact", "belongs to no event reaches every desk"),
        (author(Right("watch officer")), (NIL, "GREEN", ""), "contact", ""),
        (author(Right("watch officer")), (NIL, "AMBER", ""), "of a newer version", ""),
        (author(Right("partner")), (NIL, "AMBER", ""), "person", ""),
        (author(Right("watch officer"), revoked=5), GREEN, "task", "“Gate 3” was revoked (lost)."),
    ],
)
def test_the_right_of_the_author_decides(
    who: HubDevice, labels: tuple[bytes, str, str], kind: str, sentence: str
) -> None:
    told = log_rules.Rights(NOW).against(who, decode(Pen().write(labels, kind=kind)))
    assert (sentence in told) if sentence else (told == "")


class Log:
    """Changes by their dots."""

    def __init__(self) -> None:
        self.held: dict[Key, Change] = {}

    def add(self, body: bytes) -> Change:
        change = decode(body)
        self.held[Key(change.scope, change.dev, change.n)] = change
        return change

    def against(self, body: bytes) -> str:
        change = decode(body)
        asked = log_rules.asks_for(change)
        return log_rules.over_once(change, lambda key: self.held.get(key) if key in asked else None)


def test_what_is_written_once_is_said_again_only_as_it_was() -> None:
    pen, log, rec = Pen(), Log(), new_id()
    first = pen.entry(rec=rec)
    assert log.against(first) == ""
    log.add(first)
    parent = {"text": [(pen.dev, 1)]}
    assert log.against(pen.write(fields={"text": "Gate 3 closed"}, kind="entry", rec=rec, base=parent)) == ""
    assert "Text is written once" in log.against(
        pen.write(fields={"text": "Gate 3 open"}, kind="entry", rec=rec, base=parent)
    )
    assert "Text is written once" in log.against(pen.write(fields={"text": "Gate 3 open"}, kind="entry", rec=rec))


def test_parents_that_are_of_another_record_or_not_there_prove_nothing() -> None:
    pen, log, rec = Pen(), Log(), new_id()
    log.add(pen.entry(rec=rec))
    log.add(pen.entry(text="All quiet"))
    log.add(pen.write(fields={"marking": "GREEN"}, kind="entry", rec=rec))
    for base, words in (
        ([(pen.dev, 1), (pen.dev, 2)], "All quiet"),  # another record's
        ([(pen.dev, 1), (pen.dev, 3)], ""),  # of this record, but it never wrote the text
        ([(b"x" * 16, 7)], "Anything"),  # not here yet: what it says may not be unwritten beforehand
    ):
        body = pen.write(fields={"text": words}, kind="entry", rec=rec, base={"text": base})
        assert "Text is written once" in log.against(body)


def test_an_entry_is_never_struck_itself() -> None:
    pen, log = Pen(), Log()
    assert "struck out of the log" in log.against(pen.entry(fields={"struck": True}))
    assert "struck out of the log" in log.against(pen.write(fields={"struck": True}, kind="entry"))
    assert log.against(pen.write(fields={"struck": True})) == "", "an incident may be"


def test_a_record_that_moves_brings_what_was_written_once_unchanged() -> None:
    pen, log, rec = Pen(), Log(), new_id()
    log.add(pen.entry(rec=rec))
    base = {"event": [(pen.dev, 1)], "text": [(pen.dev, 1)]}
    good = made(AMBER, text="Gate 3 closed", reason="")
    bad = made(AMBER, text="Gate 3 open")
    added = made(AMBER, text="Gate 3 closed", reason="made up")
    told = [
        log.against(pen.write(AMBER, fields, kind="entry", rec=rec, op=Op.ENTER, base=base, left=SCOPE))
        for fields in (good, bad, added)
    ]
    assert told == ["", "Text is written once and was changed.", "Reason is written once and was changed."]


def test_a_kind_only_a_newer_version_knows_is_let_in_as_it_is() -> None:
    assert Log().against(Pen().write(fields={"text": "x"}, kind="drone", base={"text": [(b"x" * 16, 1)]})) == ""


@pytest.mark.parametrize(
    ("fields", "good"),
    [
        ({"title": "Fire"}, True),
        (made(AMBER), True),
        (made(AMBER) | {"audience": None}, True),
        (made(GREEN), False),
        (made(AMBER) | {"audience": 5}, False),
        (made(AMBER) | {"audience": "lapd"}, False),
        ({"marking": "CLEAR"}, False),
        ({"marking": "AMBER"}, False),
    ],
)
def test_a_record_is_marked_as_the_place_where_it_stands(fields: dict[str, object], good: bool) -> None:  # noqa: FBT001  a table
    said = log_rules.mislabelled(decode(Pen().write(AMBER, fields)))
    assert said == (
        ""
        if good
        else "This incident is marked otherwise than the place where it stands. It is put right by a move only."
    )
