"""A filled form is a new file: its fields are ours, and nothing comes along of the user's but what its pages draw."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from eocdesk.models import Refused
from eocdesk.reports.fillable_press import Edges, Value, pressed
from eocdesk.reports.fillable_read import opened
from eocdesk.reports.fillable_write import Copy, Press
from tests.kit.acroform import Put, made
from tests.reports.test_fillable_press import document, text

TICK = Put("Yes", (203, 225, 216, 238), "Btn")
NAME = Put("3. Name:", (39, 671, 214, 689), name="Shared")
HELD = Put("4. ICS Position:", (218, 671, 394, 689), holds="A secret of another form", name="Shared")


def evil(writer: PdfWriter) -> None:
    """A script that runs when it is opened, one in a field, an attached file, an author in its metadata."""
    writer.add_attachment("secret.txt", b"attached secret")
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("evil")}
    )
    notes: Any = writer.pages[0]["/Annots"]
    notes[0].get_object()[NameObject("/AA")] = DictionaryObject({NameObject("/K"): script})
    notes[0].get_object()[NameObject("/A")] = script
    writer.root_object[NameObject("/OpenAction")] = script
    about = DecodedStreamObject()
    about.set_data(b"<x:xmpmeta>J. Secret</x:xmpmeta>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(about)
    page: Any = writer.pages[0]
    page["/Resources"]["/Font"]["/F1"][NameObject("/PieceInfo")] = DictionaryObject(
        {NameObject("/J"): TextStringObject("Secret")}
    )


def filled(copies: int = 1, turned: int = 0) -> bytes:
    def touch(writer: PdfWriter) -> None:
        evil(writer)
        writer.pages[0][NameObject("/Rotate")] = NumberObject(turned)

    file = opened(made(("(ICS 214)", [NAME, HELD, TICK]), touch=touch))
    (leaf,) = file.leaves
    edges = Edges([(leaf.width, leaf.height)] * copies)
    done = pressed(document(), [Value("Łucja", 175, 18, 10)], edges)
    press = Press(file, done, 30, 60)
    for n in range(copies):
        press.copy(Copy([leaf], {(0, 0): "Łucja"}, {(0, 2): True}), {(0, 0): 0}, 1 + n)
    return press.done({"/Title": "Ours", "/Author": "L. Chen"})


def test_values_are_in_their_fields_seen_and_each_field_has_a_name_of_its_own() -> None:
    file = PdfReader(io.BytesIO(filled(copies=2)))
    fields = file.get_fields()
    assert fields is not None
    assert set(fields) == {"Shared", "Shared (2)", "Yes", "Shared (3)", "Shared (4)", "Yes (2)"}
    assert fields["Shared"]["/V"] == fields["Shared (3)"]["/V"] == "Łucja"
    assert "/V" not in fields["Shared (2)"]
    assert fields["Yes"]["/V"] == "/Yes"
    notes: Any = file.pages[0]["/Annots"]
    looks = notes[0].get_object()["/AP"]["/N"].get_object()
    assert looks["/Subtype"] == "/Form"
    assert notes[2].get_object()["/AS"] == "/Yes"
    assert "Form page 2 of 2" in text(filled(copies=2), 1)


def test_nothing_of_the_users_file_comes_along_but_what_its_pages_draw() -> None:
    data = filled()
    file = PdfReader(io.BytesIO(data))
    assert "(ICS 214)" in text(data, 0)
    assert file.metadata is not None
    assert file.metadata.author == "L. Chen"
    assert file.xmp_metadata is None
    assert not file.attachments
    raw = b"".join(bytes(str(one), "utf-8", "replace") for one in _objects(file))
    for word in (b"JavaScript", b"evil", b"ecret", b"OpenAction"):
        assert word not in raw


def test_a_page_whose_drawing_is_damaged_is_refused() -> None:
    def spoil(writer: PdfWriter) -> None:
        page: Any = writer.pages[0]
        page[NameObject("/Resources")] = NumberObject(7)

    file = opened(made(("(ICS 214)", [NAME]), touch=spoil))
    done = pressed(document(), [], Edges([(612, 792)]))
    with pytest.raises(Refused, match="damaged"):
        Press(file, done, 30, 60).copy(Copy(file.leaves, {}, {}), {}, 0)


def test_the_form_stands_between_our_edges_and_its_fields_with_it() -> None:
    for turned, size in ((0, (612, 792)), (90, (792, 612))):
        page = PdfReader(io.BytesIO(filled(turned=turned))).pages[0]
        assert (float(page.mediabox.width), float(page.mediabox.height)) == size
        for note in page["/Annots"]:  # type: ignore[attr-defined]
            left, low, right, high = (float(one) for one in note.get_object()["/Rect"])
            assert 0 < left < right < size[0]
            assert 46 - 14 < low < high < size[1] - 16


def _objects(file: PdfReader) -> list[object]:
    found: list[object] = [file.trailer]
    for number in range(1, file.trailer["/Size"]):  # type: ignore[call-overload]
        one = file.get_object(number)
        found.append(one)
        if hasattr(one, "get_data"):
            found.append(one.get_data())
    return found


def test_a_page_whose_content_cannot_be_unpacked_to_its_end_is_refused_and_not_filled_without_it() -> None:
    def cut(writer: PdfWriter) -> None:
        part: Any = writer.pages[0]["/Contents"].get_object().flate_encode()
        part._data = part._data[:9]
        writer.pages[0][NameObject("/Contents")] = writer._add_object(part)

    file = opened(made(("(ICS 214)", [NAME, HELD, TICK]), touch=cut))
    (leaf,) = file.leaves
    done = pressed(document(), [Value("Łucja", 175, 18, 10)], Edges([(leaf.width, leaf.height)]))
    press = Press(file, done, 30, 60)
    with pytest.raises(Refused, match="This PDF is damaged"):
        press.copy(Copy([leaf], {}, {}), {}, 1)
