"""What is due or overdue is said in words and has an edge; what is over is faded."""

from __future__ import annotations

from typing import Any

from eocdesk.store.queries.threat_board import ProductRow, ReportRow, ThreatRow
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.threats import looks
from eocdesk.ui.panes.threats.looks import Looks

NOW = 1_847_646_000_000
"""2028-07-19."""


def made(cls: Any, **values: Any) -> Any:
    return cls(**{name: values.get(name, "") for name in cls._fields})


def _now() -> int:
    return NOW


def _zone() -> str:
    return "UTC"


TOLD = Looks(_now, _zone)


def test_a_purge_that_is_due_goes_before_a_review() -> None:
    row = made(ReportRow, state="new", review="2028-01-01", purge="2028-07-01")
    assert TOLD.due(row) == "purge due since 2028-07-01"
    assert TOLD.look_report(row, NOW, theme.now()).edge == theme.now().bad
    later = made(ReportRow, state="new", review="2028-07-01", purge="2030-01-01")
    assert TOLD.due(later) == "review due since 2028-07-01"
    assert TOLD.look_report(later, NOW, theme.now()).edge == theme.now().warn
    assert TOLD.due(made(ReportRow, state="new", review="2029-01-01")) == "review 2029-01-01"
    assert TOLD.due(made(ReportRow, state="purged", purge="2028-07-01")) == ""


def test_overdue_answers_are_counted_and_named() -> None:
    row = made(ProductRow, state="sent", told=3, acknowledged=1, due=NOW - 60_000)
    assert TOLD.answered(row).startswith("1 of 3 acknowledged, overdue since ")
    assert TOLD.shortly(row) == "1 of 3, overdue"
    assert looks.look_product(row, NOW, theme.now()).tint == theme.now().bad
    whole = made(ProductRow, state="sent", told=3, acknowledged=3, due=NOW - 60_000)
    assert TOLD.answered(whole) == "3 of 3 acknowledged"
    assert looks.look_product(made(ProductRow, state="recalled", due=None), NOW, theme.now()).muted


def test_a_high_threat_has_weight_until_it_is_closed() -> None:
    assert looks.look_threat(made(ThreatRow, state="open", level="severe"), NOW, theme.now()).bold
    assert looks.look_threat(made(ThreatRow, state="closed", level="severe"), NOW, theme.now()).muted
    assert [looks.level_part(level) for level in ("low", "elevated", "high")] == ["muted", "warn", "bad"]
