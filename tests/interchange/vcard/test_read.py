"""Cards of any age become contacts and agencies; a card that names nobody is refused by its place."""

from __future__ import annotations

import pytest

from eocdesk.commands.reading import Item, Reading
from eocdesk.interchange.format import Asked, Cancelled
from eocdesk.interchange.vcard.read import read_vcf
from eocdesk.models.errors import Refused


def cards(*bodies: tuple[str, ...]) -> bytes:
    return "".join("\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]) for lines in bodies).encode()


def read(*bodies: tuple[str, ...], asked: Asked | None = None) -> Reading:
    reading = read_vcf(cards(*bodies), asked or Asked())
    assert reading.read == len(reading.items) + len(reading.refused)
    return reading


def one(*lines: str) -> Item:
    (item,) = read(lines).items
    return item


def test_a_person_of_a_modern_card() -> None:
    item = one(
        "VERSION:4.0",
        "UID:urn:uuid:1",
        "FN:Li Chen",
        "ORG:LAPD;Metro",
        "TITLE:Captain",
        "TEL;TYPE=work;VALUE=uri:tel:+1-213-473-3231",
        "TEL;TYPE=cell:911",
        "EMAIL;TYPE=work:mailto:l.chen@example.org",
        "ADR:;;100 W 1st St;Los Angeles;CA;90012;USA",
        "LANG:en",
        "LANG:es",
        "NOTE:Calls back\\, always",
    )
    assert (item.kind, item.key, item.warnings) == ("contact", "urn:uuid:1", ())
    assert item.names == {"agency": "LAPD"}
    assert item.values["phones"] == [["work", "+12134733231"], ["cell", "911"]]
    assert item.values["emails"] == [["work", "l.chen@example.org"]]
    assert item.values["address"] == "100 W 1st St, Los Angeles, CA 90012, USA"
    assert (item.values["name"], item.values["role"], item.values["languages"]) == ("Li Chen", "Captain", "en, es")
    assert (item.values["organisation"], item.values["note"]) == ("LAPD, Metro", "Calls back, always")


def test_a_card_of_the_oldest_kind_in_its_own_character_set() -> None:
    data = cards(
        ("VERSION:2.1", "N;CHARSET=ISO-8859-1:Mu~oz;Jos", "TEL;CELL;PREF:5550100", "NOTE;QUOTED-PRINTABLE:a=0Ab")
    )
    item = read_vcf(data.replace(b"~", b"\xf1"), Asked()).items[0]
    assert item.values["name"] == "Jos Muñoz"
    assert item.values["phones"] == [["cell", "5550100"]]
    assert item.values["note"] == "a\nb"
    with pytest.raises(Refused, match="is not UTF-8"):
        read_vcf(data.replace(b"~", b"\xf1").replace(b";CHARSET=ISO-8859-1", b""), Asked())


@pytest.mark.parametrize(
    "lines",
    [
        ("FN:LAPD", "KIND:org"),
        ("FN:LAPD", "ORG:LAPD"),
        ("FN:LAPD", "N:;;;;", "ORG:LAPD", "X-ABShowAs:COMPANY"),
        ("FN:LAPD", "X-ADDRESSBOOKSERVER-KIND:organisation"),
    ],
)
def test_an_organisation_is_an_agency_however_its_card_says_so(lines: tuple[str, ...]) -> None:
    item = one(*lines, "TEL:+12134733231", "TEL;TYPE=fax:+12134733232")
    assert (item.kind, item.values["name"], item.values["phone"]) == ("agency", "LAPD", "+12134733231")
    assert item.values["note"] == "fax: +12134733232"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("N:Chen;Li;Mei;Dr.;PhD",), "Dr. Li Mei Chen PhD"),
        (("NICKNAME:Lee",), "Lee"),
        (("EMAIL:l@example.org",), "l@example.org"),
        (("N:Chen;Li", "ORG:LAPD"), "Li Chen"),
    ],
)
def test_a_person_is_called_by_the_first_name_that_says_something(lines: tuple[str, ...], name: str) -> None:
    item = one(*lines)
    assert (item.kind, item.values["name"]) == ("contact", name)
    assert "no UID; named after its content" in item.warnings


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("NOTE:x",), "The card names nobody."),
        (("KIND:group", "FN:All"), "A group of cards is no contact."),
        (("KIND:location", "FN:Gate"), "places come as GeoJSON or a table"),
        (("KIND:device", "FN:Radio"), "The card of a device is no contact."),
    ],
)
def test_what_is_nobody_is_refused_by_its_place(lines: tuple[str, ...], why: str) -> None:
    reading = read(("FN:A",), lines)
    assert reading.refused[0].at == "card 2, line 4"
    assert why in reading.refused[0].reason


def test_a_component_that_is_no_card_is_refused_and_a_file_without_any_whole() -> None:
    reading = read_vcf(cards(("FN:A",)) + b"BEGIN:VNOTE\r\nEND:VNOTE\r\n", Asked())
    assert reading.refused[0].reason == "VNOTE is no card."
    with pytest.raises(Refused, match="holds no vCard"):
        read_vcf(b"BEGIN:VNOTE\r\nEND:VNOTE\r\n", Asked())
    with pytest.raises(Refused, match="cut short"):
        read_vcf(cards(("FN:A",))[:-12], Asked())


def test_two_people_of_one_uid_are_told_apart_and_a_repeat_is_not() -> None:
    reading = read(("UID:1", "FN:A"), ("UID:1", "FN:B"))
    assert [item.key for item in reading.items] == ["1/A", "1/B"]
    assert "their name tells them apart" in reading.warnings[-1]
    assert [item.key for item in read(("UID:1", "FN:A"), ("UID:1", "FN:A")).items] == ["1", "1"]


def test_a_marking_nobody_knows_is_taken_for_the_highest() -> None:
    item = one("FN:A", "UID:1", "X-TLP:PURPLE")
    assert (item.values["marking"], item.warnings) == ("RED", ("marking “PURPLE” is not known; RED was taken",))
    assert one("FN:A", "X-TLP:TLP:GREEN").values["marking"] == "GREEN"


def test_more_cards_than_any_book_has_are_refused_and_a_long_one_can_be_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = [(f"FN:Person {number}",) for number in range(300)]
    with pytest.raises(Cancelled):
        read(*many, asked=Asked(cancelled=lambda: True))
    monkeypatch.setattr("eocdesk.interchange.vcard.read.MAX_ROWS", 5)
    with pytest.raises(Refused, match="more than 5 cards; split it"):
        read(*many)
