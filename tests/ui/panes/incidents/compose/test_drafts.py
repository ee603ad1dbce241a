"""Drafts lie on the disk under their event and their entry's id."""

from __future__ import annotations

from pathlib import Path

from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.incidents.compose.drafts import Draft, Drafts, Piece
from tests.kit.desks import EVENT, make_desk

WORDS = {"text": "Smoke", "venue": b"\x01" * 16, "addressees": ["LAFD"], "severity": 3}


def test_a_draft_is_whole_at_the_next_start(tmp_path: Path) -> None:
    first = make_desk(tmp_path / "desk")
    draft = Draft(EVENT, 1_000, words=WORDS, pieces=(Piece("a.jpg", 12, "/x/a.jpg"),))
    Drafts(first).save(draft).result()
    first.close()
    second = Desk(tmp_path / "desk")
    assert Drafts(second).claim(EVENT) == [draft]
    second.close()


def test_a_draft_is_given_out_once(desk: Desk) -> None:
    drafts = Drafts(desk)
    drafts.save(Draft(EVENT, 1)).result()
    assert len(drafts.claim(EVENT)) == 1
    assert Drafts(desk).claim(EVENT) == []


def test_drafts_of_another_event_stay_where_they_are(desk: Desk) -> None:
    drafts = Drafts(desk)
    other = Draft(b"\x07" * 16, 1, words={"text": "other"})
    drafts.save(other).result()
    assert drafts.claim(EVENT) == []
    assert drafts.claim(b"\x07" * 16) == [other]


def test_a_forgotten_draft_takes_its_pictures_along(desk: Desk) -> None:
    drafts = Drafts(desk)
    draft = Draft(EVENT, 1)
    key, _ = drafts.keep_picture(draft.id, b"\x89PNG")
    draft = Draft(EVENT, 1, draft.id, pieces=(Piece("pasted.png", 4, key=key),))
    drafts.save(draft).result()
    assert drafts.picture(key) == b"\x89PNG"
    drafts.forget(draft)
    desk.save_draft("barrier", None).result()
    assert drafts.claim(EVENT) == []
    assert drafts.picture(key) == b""
