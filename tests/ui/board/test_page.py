"""A page without a look of its own shows every row alike."""

from __future__ import annotations

from eocdesk.ui.board import plain
from eocdesk.ui.kit.columns import PLAIN
from eocdesk.ui.kit.tokens import LIGHT


def test_rows_are_plain_unless_a_page_says_otherwise() -> None:
    assert plain(object(), 0, LIGHT) is PLAIN
