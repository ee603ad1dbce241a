"""The words of a PDF are read page by page, with keywords and size, as an independent reader reads them."""

from __future__ import annotations

import io

import pypdf
import pytest

from eocdesk.models import Refused
from eocdesk.reports.frozen import sealed
from eocdesk.reports.recovery import recovery_page
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.ui.pdf_words import words


def test_words_keywords_and_size_are_read(qapp: object) -> None:
    document = sealed(recovery_page("ABCD EFGH", "7KQ4", "/desk", 1_847_652_300_000))
    for paper in (Paper.LETTER, Paper.A4):
        data = pdf(document, paper)
        found = words(data)
        there = pypdf.PdfReader(io.BytesIO(data))
        assert found.letter is (paper is Paper.LETTER)
        assert found.keywords == f"sha256:{document.digest}"
        assert [page.split() for page in found.pages] == [page.extract_text().split() for page in there.pages]


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\nnothing more"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="no PDF"):
        words(data)


def test_a_page_is_seen_with_what_lies_on_it(qapp: object) -> None:
    (look,) = words(pdf(sealed(recovery_page("ABCD EFGH", "7KQ4", "/desk", 1_847_652_300_000)))).looks
    assert len(look) == 612 * 792
    assert min(look) < 100
    assert max(look) == 255
