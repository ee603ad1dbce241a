"""A document as plain text, as a page of HTML, as JSON: all from the one document, so that redaction holds once."""

from __future__ import annotations

import base64
import dataclasses
import html
import json
import re
import textwrap
from collections.abc import Iterator

from eocdesk.models import clock
from eocdesk.reports.document import Document
from eocdesk.reports.drawings import drawable
from eocdesk.reports.outline import Block, Figure, Grid, Points, Title, Words, outline

WIDE = 78
"""Letters of a line of text: what a mail or a teleprinter shows whole."""
_STYLE = """
body { font: 15px/1.45 Inter, system-ui, sans-serif; color: #16202c; background: #fff; max-width: 60rem;
  margin: 0 auto; padding: 1rem; }
.marking { text-align: center; margin: .6rem 0; }
.marking span { background: #000; font-weight: 700; padding: .2rem .6rem; }
.banner { text-align: center; border: 2px solid #16202c; font-weight: 700; padding: .2rem; }
h1 { font-size: 1.7rem; margin: .8rem 0 .2rem; } h2 { font-size: 1.15rem; margin: 1.4rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
.note, footer { color: #4d5a69; font-size: .85rem; font-weight: 400; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: 600; }
th, td { border: 1px solid #b4becb; padding: .25rem .4rem; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; white-space: pre-line; }
thead th { background: #edf0f4; } tbody th { width: 20%; min-width: 7rem; overflow-wrap: break-word; }
p { white-space: pre-line; overflow-wrap: anywhere; } img { max-width: 100%; }
"""
_FACES = "Inter, system-ui, sans-serif"
"""The faces of words in a drawing, which knows none of the page's."""
_ALLOWED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal or turns the order of letters round: no file of ours holds it."""


def text(document: Document) -> str:
    """The whole document as plain text, its marking first and last."""
    lines = [document.marking, *_banner(document), ""]
    for words in (document.title.upper(), document.about, document.subtitle, document.running_right):
        lines += _wrapped(words)
    for block in outline(document):
        lines += _lines(block)
    lines.append("")
    for words in (document.footer_left, *document.footer_lines):
        lines += _wrapped(words)
    lines += [*_sealed(document), *_banner(document)]
    return "\n".join(CONTROL.sub("?", line).rstrip() for line in (*lines, document.marking)) + "\n"


def _banner(document: Document) -> list[str]:
    return [document.banner] if document.banner else []


def _sealed(document: Document) -> list[str]:
    return [f"Digest of the content (SHA-256) {document.digest}"] if document.digest else []


def _wrapped(words: str, first: str = "", after: str = "") -> list[str]:
    made: list[str] = []
    for line in words.split("\n"):
        begun = after if made else first
        made += textwrap.wrap(line, WIDE, initial_indent=begun, subsequent_indent=after, break_on_hyphens=False) or [""]
    return made


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title(words, 2, note):
            yield from ("", *_wrapped(words.upper()), *(_wrapped(f"({note})") if note else ()))
            yield "-" * min(len(words), WIDE)
        case Title(words, _, note):
            yield from ("", *_wrapped(f"{words} ({note})" if note else words))
        case Words(words):
            yield from _wrapped(words)
        case Points(points):
            for point in points:
                yield from _wrapped(point, "- ", "  ")
        case Figure(_, alt, caption):
            yield from _wrapped(f"[Picture: {alt}]" if not caption else f"[{caption}: {alt}]")
        case Grid():
            yield from _rows(block)


def _rows(grid: Grid) -> Iterator[str]:
    """Each row by itself, each cell after what it is: columns do not survive a mail."""
    if grid.group:
        yield from ("", *_wrapped(grid.group))
    for row in grid.rows:
        if not grid.heads:
            yield from _wrapped(f"{row[0]}: {'; '.join(row[1:])}", "", "  ")
            continue
        cells = [
            f"{head}: {' / '.join(cell.splitlines())}"
            for head, cell in zip(grid.heads, row, strict=False)
            if cell and cell != "–"
        ]
        yield from _wrapped("; ".join(cells), "- ", "  ")


def page(document: Document) -> str:
    """The whole document as one file of HTML with nothing outside it: no script, no address that is asked."""
    tlp = (
        f'<p class="marking"><span style="color:{_said(document.marking_colour)}">{_said(document.marking)}</span></p>'
    )
    banner = "".join(f'<p class="banner">{_said(line)}</p>' for line in _banner(document))
    foot = (document.running_left, document.footer_left, *document.footer_lines, *_sealed(document))
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">',
        f"<title>{_said(document.title)}, {_said(document.about)}</title><style>{_STYLE}</style></head><body>",
        f"<header>{tlp}{banner}<h1>{_said(document.title)}</h1>",
        f'<p><strong dir="auto">{_said(document.about)}</strong></p>',
        f"<p>{_said(document.subtitle)}</p><p>{_said(document.running_right)}</p></header><main>",
        *(markup for block in outline(document) for markup in _markup(block)),
        "</main><footer>",
        *(f"<p>{_said(line)}</p>" for line in foot if line),
        f"{banner}{tlp}</footer></body></html>\n",
    ]
    return "\n".join(parts)


def _said(words: str) -> str:
    return html.escape(CONTROL.sub("�", words))


def _markup(block: Block) -> Iterator[str]:
    match block:
        case Title(words, level, note):
            said = f' <span class="note">{_said(note)}</span>' if note else ""
            yield f'<h{level} dir="auto">{_said(words)}{said}</h{level}>'
        case Words(words):
            yield f'<p dir="auto">{_said(words)}</p>'
        case Points(points):
            yield "<ul>" + "".join(f'<li dir="auto">{_said(point)}</li>' for point in points) + "</ul>"
        case Figure():
            yield _figure(block)
        case Grid(heads, rows, group):
            yield f"<table><caption>{_said(group)}</caption>" if group else "<table>"
            if heads:
                yield "<thead><tr>" + "".join(f'<th scope="col">{_said(head)}</th>' for head in heads) + "</tr></thead>"
            yield "<tbody>"
            for row in rows:
                first = f'<th scope="row" dir="auto">{_said(row[0])}</th>' if not heads else ""
                cells = row if heads else row[1:]
                yield "".join(("<tr>", first, *(f'<td dir="auto">{_said(cell)}</td>' for cell in cells), "</tr>"))
            yield "</tbody></table>"


def _figure(figure: Figure) -> str:
    svg = drawable(figure.svg, str) if figure.svg else None
    if svg is None:
        return f'<p dir="auto">{_said(figure.alt)}</p>'
    data = base64.b64encode(svg.replace('"Inter"', f'"{_FACES}"').encode()).decode()
    caption = f"<figcaption>{_said(figure.caption)}</figcaption>" if figure.caption else ""
    return f'<figure><img src="data:image/svg+xml;base64,{data}" alt="{_said(figure.alt)}">{caption}</figure>'


def as_json(document: Document) -> str:
    """What it says, for programs: the lines of each page, then its blocks in order. Pictures as their words alone."""
    blocks = [_plain(block) for block in outline(document)]
    said = {
        "title": document.title,
        "about": document.about,
        "subtitle": document.subtitle,
        "marking": document.marking,
        "banner": document.banner,
        "as_of": clock.iso(document.moment),
        "prepared": document.footer_left,
        "ages": list(document.footer_lines),
        "left_out": document.left_out,
        "digest": document.digest,
        "blocks": blocks,
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"


def _plain(block: Block) -> dict[str, object]:
    made: dict[str, object] = {"kind": type(block).__name__.lower()}
    made |= {one.name: getattr(block, one.name) for one in dataclasses.fields(block)}
    made.pop("svg", None)
    return made
