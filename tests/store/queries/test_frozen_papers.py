"""Issued papers are found by the bytes of their pages, and by the digest of what they say or its beginning."""

from __future__ import annotations

from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import frozen_papers
from tests.kit.desks import EVENT


def test_a_paper_is_found_by_its_file_and_by_what_it_says(desk: Desk) -> None:
    for number, digest in ((1, "ab" * 32), (2, "cd" * 32)):
        command = IssueSummary(EVENT, number, 1, 5, f"{number}" * 64, "GREEN", code="iap", called="Plan", digest=digest)
        desk.do_now(command)
    desk.do_now(IssueSummary(EVENT, 3, 2, 5, "3" * 64, "GREEN"))
    found = desk.read_now(frozen_papers.of_file, "2" * 64)
    assert found is not None
    assert (found.name, found.code, found.digest) == ("Plan 2 of LA28", "iap", "cd" * 32)
    assert [one.number for one in desk.read_now(frozen_papers.of_digest, "ab" * 8)] == [1]
    old = desk.read_now(frozen_papers.of_file, "3" * 64)
    assert old is not None
    assert old.name == "Situation Report 3, version 2 of LA28"
    assert desk.read_now(frozen_papers.of_file, "9" * 64) is None
    assert desk.read_now(frozen_papers.of_digest, "99") == ()
