"""What is on, undecided or not acknowledged is said in words and seen at once."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.store.queries.exchange_board import EngagementRow, LessonRow
from eocdesk.store.queries.threat_board import ProductRow
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.exchange import looks
from eocdesk.ui.panes.exchange.looks import Looks

NOW = 1_847_646_000_000  # 2028-07-19 19:00 UTC
HOUR = 3_600_000
NONE = {"starts", "ends", "decided", "engagement", "gap", "sent", "due", "threat"}


def made(cls: Any, **values: Any) -> Any:
    return cls(**{n: values.get(n, None if n in NONE else "") for n in cls._fields})


@pytest.fixture
def told() -> Looks:
    return Looks(_now, _zone)


def _now() -> int:
    return NOW


def _zone() -> str:
    return "UTC"


def test_when_a_meeting_is(told: Looks) -> None:
    spans = ((None, None), (NOW, None), (NOW, NOW + HOUR), (NOW + 48 * HOUR, NOW + 49 * HOUR), (NOW, NOW + 48 * HOUR))
    said = [told.when(made(EngagementRow, starts=starts, ends=ends)) for starts, ends in spans]
    assert said == ["no time set", "19:00", "19:00 – 20:00", "21 Jul 19:00 – 20:00", "19:00 – 21 Jul 19:00"]
    assert told.begins(made(EngagementRow)) == "no time set"


def test_what_is_on_stands_out_and_what_is_past_fades() -> None:
    tokens = theme.now()
    on = looks.look_engagement(made(EngagementRow, starts=NOW - 1, ends=NOW + 1), NOW, tokens)
    past = looks.look_engagement(made(EngagementRow, starts=NOW - 2, ends=NOW - 1), NOW, tokens)
    assert on.edge == tokens.accent
    assert past.muted


def test_undecided_lessons_say_so(told: Looks) -> None:
    assert told.decided(made(LessonRow, adoption="considered")) == "not yet"
    assert told.decided(made(LessonRow, adoption="adopted", decided=NOW, decided_by="Chen")) == "19:00 by Chen"
    edges = [looks.look_lesson(made(LessonRow, adoption=word), NOW, theme.now()) for word in looks.ADOPTED]
    assert [edge.muted for edge in edges] == [False, False, False, True]
    assert edges[0].bold


def test_how_many_have_acknowledged() -> None:
    late = made(ProductRow, told=5, acknowledged=2, state="sent", due=NOW - 1)
    assert looks.acknowledged(late) == "2 of 5"
    assert looks.look_document(late, NOW, theme.now()).tint == theme.now().bad
    assert looks.acknowledged(made(ProductRow, told=0, acknowledged=0)) == "told nobody"
    assert looks.look_document(made(ProductRow, state="recalled"), NOW, theme.now()).muted
    assert looks.marking("GREEN") == "TLP:GREEN"
