"""A file's bytes become text, or one sentence says why they do not."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange import opening
from eocdesk.interchange.opening import is_xml, known_binary, read_bytes, text_of
from eocdesk.models.errors import Refused


def test_a_folder_a_missing_file_and_a_file_too_big_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="There is no file “none"):
        read_bytes(tmp_path / "none.csv")
    with pytest.raises(Refused, match="is not a file"):
        read_bytes(tmp_path)
    big = tmp_path / "big.csv"
    big.write_bytes(b"x" * 2000)
    monkeypatch.setattr(opening, "MAX_BYTES", 1000)
    with pytest.raises(Refused, match="Split it"):
        read_bytes(big)


def test_a_name_that_no_file_can_have_is_said() -> None:
    with pytest.raises(Refused, match="There is no file"):
        read_bytes(Path("a\0b"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"SQLite format 3\x00abc", "SQLite"),
        (b"\x1f\x8b\x08", "unpack it first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"PMTiles\x03", "map archive"),
    ],
)
def test_files_of_other_kinds_are_called_by_their_name(data: bytes, words: str) -> None:
    assert words in str(known_binary(data))
    with pytest.raises(Refused, match=words):
        text_of(data)


@pytest.mark.parametrize("data", [b"", b"  \n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b" \n", codecs.BOM_UTF16_LE])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(Refused, match="The file is empty"):
        text_of(data)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
def test_text_with_a_mark_is_read_in_any_unicode_encoding(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        data = text.encode(encoding)
        if text.strip():
            assert text_of(data) == text
        else:
            with pytest.raises(Refused):
                text_of(data)


def test_a_wrong_encoding_names_byte_and_line() -> None:
    with pytest.raises(Refused, match=r"Byte 12 \(line 2\) is 0xE9, which is not UTF-8. Save the file as UTF-8"):
        text_of(b"name\nStade \xe9t")


def test_a_declared_encoding_is_used_and_an_unknown_one_is_said() -> None:
    assert text_of(b"Caf\xe9", "latin-1") == "Café"
    with pytest.raises(Refused, match="is not known"):
        text_of(b"x", "klingon")


def test_utf_16_that_breaks_off_is_said() -> None:
    with pytest.raises(Refused, match="breaks off or is damaged"):
        text_of("Stade".encode("utf-16") + b"\x00")


def test_a_nul_is_no_text() -> None:
    with pytest.raises(Refused, match="NUL character at position 3"):
        text_of(b"ab\0cd")


def test_xml_and_html_are_known_and_a_comparison_is_not() -> None:
    assert is_xml('<?xml version="1.0"?>')
    assert is_xml("  <!DOCTYPE html>")
    assert not is_xml("< 5 people,at gate")
