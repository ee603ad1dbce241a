"""A user's PDF is taken apart, whatever is wrong with it; what cannot be filled is refused with the reason."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject, NumberObject, TextStringObject

from eocdesk.models import Refused
from eocdesk.reports.fillable_read import Place, form_name, opened
from tests.kit.acroform import Put, activity_log, log_form, made


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as why:
        opened(data)
    assert why.value.field == "fill"
    return why.value.sentence


def test_the_fields_of_a_form_are_found_with_their_titles_and_places() -> None:
    (leaf,) = opened(log_form(2)).leaves
    assert leaf.form == "214"
    assert (leaf.width, leaf.height) == (612, 792)
    name = leaf.places[0]
    assert (name.label, name.number, name.kind, name.box, name.size) == (
        "1. Incident Name:",
        "1",
        "text",
        (38, 704, 237, 723),
        10,
    )
    assert sum(place.rowed for place in leaf.places) == 3 + 2 * 2
    assert [place.label for place in leaf.places if place.kind == "sign"] == ["Signature"]


def test_what_is_no_form_is_refused_with_the_reason() -> None:
    assert "no PDF" in refused(b"PK\x03\x04 a document of another program")
    assert "damaged" in refused(b"%PDF-1.7\nnothing follows")
    flat = PdfWriter()
    flat.add_blank_page(612, 792)
    out = io.BytesIO()
    flat.write(out)
    assert "no fields" in refused(out.getvalue())
    assert "no fields" in refused(made(("ACTIVITY LOG (ICS 214)", [])))
    assert "30" in refused(b"%PDF-1.7" + bytes(30_000_001))


def test_a_locked_a_signed_and_an_xfa_form_are_refused() -> None:
    assert "locked" in refused(log_form(touch=lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")))
    signed = [*activity_log(), Put("Approval", (469, 100, 570, 112), "Sig", holds="/Signed")]
    assert "signed already" in refused(made(("ACTIVITY LOG (ICS 214)", signed)))

    def xfa(writer: PdfWriter) -> None:
        form: Any = writer.root_object["/AcroForm"]
        form[NameObject("/XFA")] = ArrayObject([TextStringObject("template"), TextStringObject("<xdp/>")])

    assert "XFA" in refused(log_form(touch=xfa))


@pytest.mark.parametrize(
    ("looks", "points"),
    [("/Helv 9.5 Tf 0 g", 9.5), ("/Helv 0 Tf", 0.0), ("/Helv . Tf", 0.0), ("", 10.0)],
)
def test_letters_have_the_size_the_field_says(looks: str, points: float) -> None:
    assert _first_looking(looks).size == points


@pytest.mark.parametrize("looks", ["/Helv 1.2.3 Tf", f"/Helv {'9' * 400} Tf", "/Helv 12"])
def test_a_size_that_is_no_number_of_any_page_keeps_no_form_from_being_filled(looks: str) -> None:
    assert 0 <= _first_looking(looks).size < 1_000


def _first_looking(looks: str) -> Place:
    def touch(writer: PdfWriter) -> None:
        first: Any = writer.pages[0]["/Annots"]
        first[0].get_object()[NameObject("/DA")] = TextStringObject(looks)

    return opened(log_form(touch=touch)).leaves[0].places[0]


def test_a_page_packed_as_this_machine_cannot_unpack_it_is_refused() -> None:
    def scanned(writer: PdfWriter) -> None:
        part = EncodedStreamObject()
        part._data = b"a scanner's own"
        part[NameObject("/Filter")] = NameObject("/JBIG2Decode")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(part)

    assert "damaged" in refused(log_form(touch=scanned))


def test_more_fields_than_any_form_has_are_refused_before_they_are_read() -> None:
    def many(writer: PdfWriter) -> None:
        notes: Any = writer.pages[0]["/Annots"]
        notes.extend([notes[0]] * 12_000)

    assert "12,000 fields" in refused(log_form(touch=many))


def test_a_field_that_is_its_own_parent_ends_where_it_begins() -> None:
    def circle(writer: PdfWriter) -> None:
        notes: Any = writer.pages[0]["/Annots"]
        one, two = notes[0], notes[1]
        one.get_object()[NameObject("/Parent")] = two
        two.get_object()[NameObject("/Parent")] = one
        one.get_object()[NameObject("/Kids")] = ArrayObject([two])

    (leaf,) = opened(log_form(touch=circle)).leaves
    assert len(leaf.places) == len(activity_log())


def test_hidden_fields_buttons_passwords_and_links_are_left_behind() -> None:
    def hide(writer: PdfWriter) -> None:
        notes: Any = writer.pages[0]["/Annots"]
        notes[0].get_object()[NameObject("/F")] = NumberObject(2)
        link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link")})
        notes.append(writer._add_object(link))

    more = [*activity_log(), Put("Send", (1, 1, 9, 9), "Btn", 1 << 16), Put("Word", (1, 1, 9, 9), "Tx", 1 << 13)]
    (leaf,) = opened(made(("(ICS 214)", more), touch=hide)).leaves
    assert leaf.dropped == 4
    assert "1. Incident Name:" not in [place.label for place in leaf.places]


@pytest.mark.parametrize(
    ("turned", "box"), [(90, (10, 502, 30, 602)), (180, (502, 762, 602, 782)), (270, (762, 10, 782, 110))]
)
def test_a_page_that_lies_on_its_side_is_read_upright(turned: int, box: tuple[float, ...]) -> None:
    def turn(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Rotate")] = NumberObject(turned)

    (leaf,) = opened(made(("(ICS 214)", [Put("3. Name:", (10, 10, 110, 30))]), touch=turn)).leaves
    assert leaf.places[0].box == box
    assert (leaf.width < leaf.height) is (turned == 180)


def test_forms_are_known_by_one_name_however_it_is_written() -> None:
    assert form_name("ICS 213 RR") == form_name("213RR")
    assert form_name("ICS 230-CG") == "230CG"
