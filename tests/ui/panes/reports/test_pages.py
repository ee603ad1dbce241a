"""Each page has a key column, says what it is for where it is empty, and reads its own kind."""

from __future__ import annotations

from eocdesk.ui.panes.reports.looks import Looks
from eocdesk.ui.panes.reports.pages import pages


def test_every_page_names_its_kind_and_what_to_do_first() -> None:
    made = pages(Looks(lambda: 0, lambda: "UTC"))
    assert [page.kind for page in made] == ["summary", "form", "paper", "access"]
    for page in made:
        assert sum(column.key for column in page.columns) == 1
        assert page.blank.sentence
    assert [bool(page.blank.button) for page in made] == [True, True, False, False]
