"""Bytes of a file as text, or the sentence why they are none: size, kind, encoding, damage."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from eocdesk.models.errors import Refused

MAX_BYTES = 128 * 1024 * 1024
MAX_ROWS = 500_000
_MEGABYTE = 1024 * 1024

# What a file starts with, and what it is then called.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old or password-protected Office file; save it as an unprotected .xlsx or as CSV",
    ),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PMTiles", "a map archive (PMTiles)"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# The longer mark first: UTF-32 little-endian starts with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z])")


def read_bytes(path: Path) -> bytes:
    """The whole file; Refused where it is none, cannot be read, or is above the stated limit."""
    name = path.name or str(path)
    try:
        if not path.exists():
            raise Refused(f"There is no file “{name}”.")
        if not path.is_file():
            raise Refused(f"“{name}” is not a file.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refused(
                f"The file has {size / _MEGABYTE:,.0f} MB; import reads up to {MAX_BYTES // _MEGABYTE} MB. Split it."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the system refuses it"
        raise Refused(f"“{name}” cannot be read: {reason}.") from None


def known_binary(data: bytes) -> str | None:
    """What a file that is no text calls itself, by its first bytes; None where they say nothing."""
    return next((words for magic, words in _MAGIC if data.startswith(magic)), None)


def text_of(data: bytes, declared: str = "") -> str:
    """The file as text: UTF-8, UTF-16 or UTF-32 with a mark, or the declared encoding; Refused otherwise."""
    if not data.strip():
        raise Refused("The file is empty.")
    binary = known_binary(data)
    if binary:
        raise Refused(f"This is {binary}, which import does not read.")
    encoding, body = declared or "utf-8", data
    for mark, marked in _MARKS:
        if data.startswith(mark):
            encoding, body = marked, data[len(mark) :]
            break
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(_bad_byte(body, error, len(data) - len(body))) from None
    except LookupError:
        raise Refused(f"The encoding “{encoding}” is not known.") from None
    nul = text.find("\x00")
    if nul >= 0:
        raise Refused(f"There is a NUL character at position {nul + 1:,}: this is a binary or damaged file, not text.")
    if not text.strip():
        raise Refused("The file is empty.")
    return text


def _bad_byte(body: bytes, error: UnicodeDecodeError, mark: int) -> str:
    if error.encoding != "utf-8":
        encoding = error.encoding.upper()
        return f"The file says it is {encoding}, but breaks off or is damaged at byte {error.start + mark + 1:,}."
    line = body.count(b"\n", 0, error.start) + 1
    bad = body[error.start]
    return (
        f"Byte {error.start + mark + 1:,} (line {line:,}) is 0x{bad:02X}, which is not UTF-8. "
        "Save the file as UTF-8 and import it again."
    )


def is_xml(text: str) -> bool:
    """Whether the text starts like XML or HTML, none of which is read here."""
    return _XML.match(text) is not None
