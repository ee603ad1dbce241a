"""Text, HTML and JSON say what the pages say, under the same marking, and carry no code of anybody's."""

from __future__ import annotations

import dataclasses
import json
from html.parser import HTMLParser

from eocdesk.reports import exports, frozen
from eocdesk.reports.document import Bullets, Cell, Column, Document, Paragraph, Picture, Section, Table
from eocdesk.reports.situation import BANNER, build
from eocdesk.store.queries.facts import Facts

EVIL = '<script>alert(1)</script> & "x" \x00 \u202e\n=1+1'
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>Map</text></svg>'


class Reader(HTMLParser):
    """The tags of a page, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    # html.parser

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(document: Document) -> Reader:
    reader = Reader()
    reader.feed(exports.page(document))
    return reader


def hostile() -> Document:
    """Nothing in it may become more than words."""
    pieces = (
        Paragraph(EVIL),
        Bullets((EVIL,)),
        Table((Column(EVIL),), ((Cell(EVIL, EVIL, mark=EVIL),),)),
        Picture(SVG, EVIL, EVIL),
        Picture("no drawing", "No drawing"),
    )
    return Document(
        EVIL, EVIL, EVIL, "TLP:RED", "#fff", EVIL, EVIL, EVIL, EVIL, (EVIL,), EVIL, 0, (Section(EVIL, pieces, EVIL),)
    )


def test_the_marking_stands_first_and_last_and_the_banner_beside_it(busy: Facts) -> None:
    document = frozen.sealed(build(busy))
    lines = exports.text(document).splitlines()
    assert lines[0] == lines[-1] == "TLP:AMBER+STRICT"
    assert lines[1] == lines[-2] == BANNER
    assert f"Digest of the content (SHA-256) {document.digest}" in lines
    long = [line for line in lines if len(line) > exports.WIDE]
    assert all("SHA-256" in line or BANNER in line for line in long)
    page = exports.page(document)
    assert page.count("TLP:AMBER+STRICT") == 2
    assert page.count(BANNER) == 2


def test_text_and_page_say_the_same(busy: Facts) -> None:
    document = build(busy)
    said, page = exports.text(document), " ".join(read(document).words)
    for words in ("MCI declared at Gate 7 at 14:31.", "[NEW] MCI declared", "Grey, unknown", "T. Baker", "7KQ4-12"):
        assert words in " ".join(said.split())
        assert words in " ".join(page.split())


def test_rows_stay_readable_without_columns(busy: Facts) -> None:
    said = " ".join(exports.text(build(busy)).split())
    assert "- Lifeline, component: Energy; Status, time to green: Grey, unknown" in said
    assert "ACTIVATION" not in said
    assert "Activation: Level 2 (since 06:15)" in said


def test_nothing_in_a_record_becomes_markup_or_reaches_out() -> None:
    reader = read(hostile())
    tags = {tag for tag, _ in reader.tags}
    assert tags.isdisjoint({"script", "a", "link", "iframe", "object", "svg"})
    sources = [value for _, attrs in reader.tags for name, value in attrs.items() if name in {"src", "href"}]
    assert all(value is not None and value.startswith("data:image/svg+xml;base64,") for value in sources)
    policy = next(attrs["content"] for tag, attrs in reader.tags if tag == "meta" and "http-equiv" in attrs)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "<script>alert(1)</script>" in " ".join(reader.words)
    assert not {"\x00", "\u202e"} & set(exports.page(hostile()) + exports.text(hostile()))


def test_a_picture_that_cannot_be_drawn_is_told_in_words() -> None:
    assert "No drawing" in " ".join(read(hostile()).words)
    assert "[Picture: No drawing]" in exports.text(hostile())


def test_json_has_every_block_in_order_and_no_drawing(busy: Facts) -> None:
    document = frozen.sealed(build(busy, map_svg=SVG, map_alt="Venues"))
    said = json.loads(exports.as_json(document))
    assert (said["marking"], said["digest"]) == ("TLP:AMBER+STRICT", document.digest)
    assert said["as_of"].startswith("2028-07-19T21:45:00")
    titles = [block["text"] for block in said["blocks"] if block["kind"] == "title" and block["level"] == 2]
    assert titles[0] == "1. Highlights"
    assert titles[-1] == "18. Approval"
    assert {"kind": "figure", "alt": "Venues", "caption": said_caption(said)} in said["blocks"]
    assert "<svg" not in exports.as_json(document)
    json.loads(exports.as_json(dataclasses.replace(hostile(), title="\ud800")))


def said_caption(said: dict[str, list[dict[str, str]]]) -> str:
    """What stands under the map."""
    return next(block["caption"] for block in said["blocks"] if block["kind"] == "figure")
