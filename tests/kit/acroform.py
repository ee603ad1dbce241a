"""Small fillable PDFs, as an agency would have them, and ones that mean harm; written object by object."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

LETTER = (612.0, 792.0)


class Put(NamedTuple):
    """A field: its title, where it stands, what sort it is (Tx, Btn, Sig, Ch), its flags and what it holds."""

    title: str
    box: tuple[float, float, float, float]
    sort: str = "Tx"
    flags: int = 0
    holds: str = ""
    name: str = ""


def activity_log(rows: int = 3, *, tall: float = 15.0) -> list[Put]:
    """The fields of an ICS 214 as FEMA calls them, with so many lines of its log."""
    found = [
        Put("1. Incident Name:", (38, 704, 237, 723), name="1 Incident Name_19"),
        Put("Date From", (406, 720, 465, 733)),
        Put("Date To", (508, 721, 567, 734)),
        Put("Time From", (406, 704, 465, 717)),
        Put("Time To", (508, 704, 567, 717)),
        Put("3. Name:", (39, 671, 214, 689)),
        Put("4. ICS Position:", (218, 671, 394, 689)),
        Put("5. Home Agency (and Unit):", (397, 671, 574, 691)),
        Put("Name_Row_1", (36, 623, 215, 638), name="NameRow1_3"),
        Put("ICS Position_Row_1", (216, 623, 395, 638)),
        Put("Home Agency (and Unit)_Row_1", (396, 623, 575, 638)),
        Put("8. Prepared by: Name", (154, 79, 252, 92)),
        Put("Position/Title", (322, 79, 418, 92)),
        Put("Signature", (469, 79, 570, 92), "Sig"),
        Put("Date/Time", (312, 61, 570, 74)),
    ]
    for n in range(rows):
        y = 462 - (tall + 1) * n
        found.append(Put(f"Date/Time_Row_{n + 1}", (37, y, 129, y + tall), name=f"DateTimeRow{n + 1}"))
        found.append(Put(f"Notable Activities_Row_{n + 1}", (131, y, 574, y + tall)))
    return found


def message() -> list[Put]:
    """The fields of an ICS 213."""
    return [
        Put("1. Incident Name (Optional):", (170, 719, 574, 734)),
        Put("2. To (Name and Position):", (162, 690, 574, 717), flags=4096),
        Put("3. From (Name and Position):", (174, 659, 574, 687), flags=4096),
        Put("4. Subject:", (91, 628, 430, 656), flags=4096),
        Put("5. Date:", (434, 628, 502, 646)),
        Put("6. Time", (505, 628, 574, 645)),
        Put("7. Message:", (40, 367, 574, 612), flags=4096),
        Put("8. Approved by: Name", (153, 350, 252, 364)),
        Put("Position/Title", (474, 350, 570, 364)),
        Put("9. Reply:", (41, 89, 574, 328), flags=4096),
        Put("10. Replied by: Name", (149, 74, 252, 87)),
        Put("Position/Title", (317, 74, 418, 87)),
        Put("Date/Time", (308, 56, 570, 69)),
    ]


def made(*pages: tuple[str, Sequence[Put]], touch: Callable[[PdfWriter], None] | None = None) -> bytes:
    """A PDF of pages, each with the words it says and its fields; `touch` may do worse to it before it is written."""
    writer = PdfWriter()
    fields = ArrayObject()
    for words, puts in pages:
        page = writer.add_blank_page(*LETTER)
        page[NameObject("/Resources")] = _font()
        page[NameObject("/Contents")] = writer._add_object(_said(words))
        notes = ArrayObject()
        for put in puts:
            held = writer._add_object(_field(put))
            notes.append(held)
            fields.append(held)
        page[NameObject("/Annots")] = notes
    form = DictionaryObject({NameObject("/Fields"): fields, NameObject("/NeedAppearances"): BooleanObject(value=True)})
    form[NameObject("/DA")] = TextStringObject("/Helv 10 Tf 0 g")
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    writer.add_metadata({"/Author": "J. Secret", "/Title": "Draft of somebody"})
    if touch is not None:
        touch(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def log_form(rows: int = 3, **more: Any) -> bytes:
    """An ICS 214 of one page."""
    return made(("ACTIVITY LOG (ICS 214)", activity_log(rows)), **more)


def _field(put: Put) -> DictionaryObject:
    held = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject(f"/{put.sort}"),
            NameObject("/T"): TextStringObject(put.name or put.title),
            NameObject("/TU"): TextStringObject(put.title),
            NameObject("/Rect"): ArrayObject([FloatObject(one) for one in put.box]),
            NameObject("/DA"): TextStringObject("/Helv 10 Tf 0 g"),
            NameObject("/Ff"): NumberObject(put.flags),
        }
    )
    if put.holds:
        held[NameObject("/V")] = NameObject(put.holds) if put.holds.startswith("/") else TextStringObject(put.holds)
    if put.sort == "Btn":
        states = DictionaryObject(
            {NameObject("/Yes"): DecodedStreamObject(), NameObject("/Off"): DecodedStreamObject()}
        )
        held[NameObject("/AP")] = DictionaryObject({NameObject("/N"): states})
    return held


def _font() -> DictionaryObject:
    plain = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in plain.items()})
    return DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})


def _said(words: str) -> DecodedStreamObject:
    said = words.replace("(", r"\(").replace(")", r"\)")
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 200 750 Td ({said}) Tj ET\n".encode())
    return stream
