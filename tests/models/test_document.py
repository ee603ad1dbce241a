"""What is attached and handed up stays what it was."""

from __future__ import annotations

from eocdesk.models import Document, Summary, fields_of
from eocdesk.models.fields import Meets


def test_the_bytes_a_document_names_cannot_be_exchanged_for_others() -> None:
    once = {name for name, known in fields_of(Document).items() if known.meets is Meets.ONCE}
    assert {"name", "mime", "size", "sha256", "entry", "incident"} <= once
    assert "caption" not in once


def test_an_issued_summary_is_never_rewritten_but_can_be_approved() -> None:
    open_ = {name for name, known in fields_of(Summary).items() if known.meets is not Meets.ONCE}
    assert open_ - {"marking", "audience", "struck"} == {"approved_by", "approved_at"}
