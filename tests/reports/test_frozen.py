"""What is kept of a paper: the same words again, one digest whoever draws it, another for any other word."""

from __future__ import annotations

import dataclasses
import io
import json

import pypdf
import pytest

from eocdesk.models import Unavailable
from eocdesk.reports import frozen
from eocdesk.reports.document import Document
from eocdesk.reports.situation import build
from eocdesk.reports.typeset import pdf
from eocdesk.store.queries.facts import Facts


def test_a_document_comes_back_as_it_was_and_draws_the_same_pages(busy: Facts) -> None:
    made = frozen.sealed(build(busy))
    again = frozen.thawed(frozen.content(made, released="GREEN"))
    assert again == made
    assert pdf(again) == pdf(made)


def test_the_digest_is_of_what_is_said_and_not_of_who_draws_it_and_when(busy: Facts) -> None:
    made = build(busy)
    other = dataclasses.replace(made, footer_lines=("Earthquakes 9 min old",), author="T. Baker", footer_left="By T.")
    assert frozen.digest(other) == frozen.digest(made) == frozen.digest(frozen.sealed(made))
    assert frozen.digest(dataclasses.replace(made, subtitle="another")) != frozen.digest(made)


def test_each_page_and_the_file_itself_carry_the_digest_and_what_was_left_out(busy: Facts) -> None:
    made = frozen.sealed(dataclasses.replace(build(busy), left_out="3 entries withheld"))
    file = pypdf.PdfReader(io.BytesIO(pdf(made)))
    words = " ".join(made.digest[at : at + 4] for at in range(0, 16, 4))
    assert all(f"Digest of the content (SHA-256) {words}" in page.extract_text() for page in file.pages)
    assert all("3 entries withheld" in page.extract_text() for page in file.pages)
    assert file.metadata is not None
    assert f"sha256:{made.digest}" in str(file.metadata.get("/Keywords"))


def _changed(made: Document, name: str) -> bytes:
    kept = json.loads(frozen.content(made))
    kept["document"]["_"] = name
    return json.dumps(kept).encode()


def test_what_is_no_document_is_said_to_be_none(busy: Facts) -> None:
    made = build(busy)
    strange = (
        b"",
        b"{}",
        b"[]",
        b'{"document": 3}',
        _changed(made, "document.Nothing"),
        _changed(made, "none.Document"),
    )
    for kept in (*strange, _changed(made, "situation.build"), _changed(made, "document.Cell")):
        with pytest.raises(Unavailable):
            frozen.thawed(kept)
