"""Measures of paper: an action plan of forty pages, the first and later ones, beside bare typesetting of its words."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.ui.bench.figures import Figure, quantile, took
from eocdesk.ui.bench.made import EVENT, Ground, fill, games
from eocdesk.ui.bench.processes import printed, resident

_HOUR = 3_600_000
_TIMES = 6
_CONTACTS = 4
"""People for each assignment list."""
_CHILD = "import json, sys\nfrom eocdesk.ui.bench.papering import alone\nprint(json.dumps(alone(sys.argv[1])))"
_BARE = """
#let d = json(bytes(sys.inputs.document))
#set page(paper: "us-letter")
#set text(font: "Inter", size: 8.5pt)
#for words in d { block(text(words)) }
"""


def plan(ground: Ground) -> Iterator[Figure]:
    """In a process of its own, so that the first one is the first."""
    folder = ground.folder / "plan"
    desk = Desk(folder)
    try:
        _fill(desk, ground.sizes.lists)
    finally:
        desk.close()
    found = printed([sys.executable, "-c", _CHILD, str(folder)])
    what, floor_is = f"{found['pages']} pages", "bare typesetting of the same words, a block each"
    yield Figure("plan", f"{what}, the first", found["first"], "ms", None, found["bare"], floor_is)
    yield Figure("plan", f"{what}, later, p50", found["later"], "ms", 3000, found["bare"], floor_is)
    yield Figure("plan", "of that, read and laid out", found["drawn"], "ms")
    yield Figure("plan", "memory at most, above the desk's", found["more"], "MB")


def alone(folder: str) -> dict[str, Any]:
    """What one process finds that makes the plan of a desk several times; milliseconds and MB."""
    from eocdesk.desk import papers  # noqa: PLC0415  typesetting: the other measures do without

    desk = Desk(Path(folder))
    try:
        asked = papers.wanted(desk, "iap")
        before = resident()
        times = [took(partial(desk.read_now, papers.make, asked)) for _ in range(_TIMES)]
        paper = desk.read_now(papers.make, asked)
        drawn = [took(partial(desk.read_now, papers.draw, asked)) for _ in range(_TIMES)]
        more = resident() - before
        words = list(_words(json.loads(paper.content)["document"]["sections"]))
        bare = took(partial(_bare, Path(folder), words))  # once: the same words again it would have at hand
    finally:
        desk.close()
    return {
        "pages": paper.pages,
        "first": times[0],
        "later": quantile(times[1:], 0.5),
        "drawn": quantile(drawn, 0.5),
        "bare": bare,
        "more": more,
    }


def _bare(folder: Path, words: list[str]) -> bytes:
    import typst  # noqa: PLC0415  likewise

    from eocdesk.models.resources import vendor  # noqa: PLC0415  likewise

    file = folder / "bare.typ"
    file.write_text(_BARE, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[vendor("fonts")])
    return bytes(typst.compile(str(file), font_paths=fonts, sys_inputs={"document": json.dumps(words)}))


def _words(value: Any) -> Iterator[str]:
    """Every word of the document but its drawings, in order."""
    if isinstance(value, str):
        if value and not value.startswith("<svg"):
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name != "_":
                yield from _words(each)


def _fill(desk: Desk, lists: int) -> None:
    now = clock.now()
    desk.do_now(games())
    desk.open_event(EVENT)
    aims = "\n".join(f"{n}. Keep gate {n} open and its crowd below three a square metre." for n in range(1, 9))
    period = {"number": 14, "name": "Day shift", "starts": now - 6 * _HOUR, "ends": now + 6 * _HOUR}
    fill(desk, "period", lambda _at: {**period, "objectives": aims}, 1)
    people = fill(desk, "contact", _person, lists * _CONTACTS)
    fill(desk, "duty", lambda at: _duty(at, people, now), len(people))
    fill(desk, "task", lambda at: _task(at % lists, at, now), lists * 3)
    fill(desk, "resource", lambda at: _resource(at % lists, people[at % lists]), lists * 5)


def _person(at: int) -> dict[str, Any]:
    phones = [["mobile", f"+1213555{at:04}"], ["work", f"+1310555{at:04}"]]
    return {"name": f"Person {at}", "role": f"Role {at % 9}", "phones": phones, "radio": f"Tac {at % 12}"}


def _duty(at: int, people: list[bytes], now: int) -> dict[str, Any]:
    starts, ends = now - 6 * _HOUR, now + 6 * _HOUR
    return {"contact": people[at], "position": f"Gate officer {at}", "starts": starts, "ends": ends}


def _task(owner: int, at: int, now: int) -> dict[str, Any]:
    return {"number": f"AAAA-{at}", "title": f"Hold gate {at}", "owner": f"Group {owner}", "due": now + at * 60_000}


def _resource(owner: int, liaison: bytes) -> dict[str, Any]:
    given = {"kind": "team", "quantity": 5, "status": "assigned", "assigned_to": f"Group {owner}", "liaison": liaison}
    return {"name": f"Strike team {owner}", "note": "Water, shade, two carts", **given}
