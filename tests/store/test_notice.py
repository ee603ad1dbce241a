"""A notice names what changed, by kind, and never what it holds."""

from __future__ import annotations

from dataclasses import fields

from eocdesk.models import Act
from eocdesk.store.notice import Notice


def test_a_pane_hears_of_the_kinds_it_shows_and_of_no_other() -> None:
    notice = Notice(Act(b"a", "Log an entry"), frozenset({("entry", b"1"), ("entry", b"2"), ("incident", b"3")}))
    assert notice.of("entry") == {b"1", b"2"}
    assert notice.of("venue") == frozenset()
    assert notice.kinds == {"entry", "incident"}


def test_a_notice_carries_ids_and_no_content() -> None:
    assert {part.name for part in fields(Notice)} == {"act", "ids", "origin"}
