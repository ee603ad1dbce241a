"""The list of papers: each code once, an unknown one is refused, and the longest words stay inside every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.reports import papers
from eocdesk.reports.typeset import Paper
from tests.kit.desks import make_desk
from tests.kit.forms import drawn, pages
from tests.kit.long_names import NAME, long_names
from tests.kit.operation import HOUR, NOW

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("situation", {}),
    ("handover", {"since": NOW - 5 * HOUR}),
    ("incident", {}),
    ("incident", {"of": "summary"}),
    ("incident", {"of": "in full"}),
    ("call-down", {}),
    ("calendar", {"of": "day"}),
    ("calendar", {"of": "venue"}),
    ("contacts", {}),
    ("contacts", {"of": "name"}),
    ("committee", {}),
    ("costs", {}),
    ("ics-203", {}),
    ("ics-209", {}),
    ("ics-215", {}),
    ("ics-221", {"of": NAME}),
)


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, bytes]]:
    """A desk of long names, and an incident of it."""
    desk = make_desk(tmp_path_factory.mktemp("wordy") / "desk")
    yield desk, long_names(desk, NOW)
    desk.close()


def test_each_paper_stands_under_its_own_code() -> None:
    assert all(code == maker.code and maker.title for code, maker in papers.MAKERS.items())


def test_a_paper_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match="There is no paper “ics-999”"):
        papers.named("ics-999")


@pytest.mark.parametrize(("place", "code"), [(place, code) for place, (code, _) in enumerate(ASKED)])
def test_the_longest_words_stay_inside_each_page_and_its_columns(
    wordy: tuple[Desk, bytes], place: int, code: str
) -> None:
    desk, incident = wordy
    more = dict(ASKED[place][1])
    if code == "incident" and more:
        more["incident"] = incident
    found = pages(drawn(desk, papers.MAKERS[code], **more), Paper.A4)
    assert "Donaudampf" in "".join(found)
