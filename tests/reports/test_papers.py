"""The list of papers: each code once, and an unknown one is refused with those there are."""

from __future__ import annotations

import pytest

from eocdesk.models import Refused
from eocdesk.reports import papers


def test_each_paper_stands_under_its_own_code() -> None:
    assert all(code == maker.code and maker.title for code, maker in papers.MAKERS.items())


def test_a_paper_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match="There is no paper “ics-999”"):
        papers.named("ics-999")
