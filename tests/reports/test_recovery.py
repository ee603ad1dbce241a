"""The page says the key as it is typed, of which desk it is, and that nobody can make it again."""

from __future__ import annotations

import io

from pypdf import PdfReader

from eocdesk.reports.recovery import recovery_page
from eocdesk.reports.typeset import pdf
from eocdesk.store import wrapping


def test_the_page_holds_the_key_on_one_page() -> None:
    words = wrapping.new_recovery()
    made = PdfReader(io.BytesIO(pdf(recovery_page(words, "7KQ4", "Documents/desk", 1_790_000_000_000))))
    text = made.pages[0].extract_text()
    assert len(made.pages) == 1
    assert words in text
    assert "7KQ4" in text
    assert "Documents/desk" in text
