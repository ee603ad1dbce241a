"""Measures of paper: a report, a plan, a long log, the first and later ones, beside bare typesetting of its words."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from eocdesk.commands.exercise import MakeExercise, authored
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.ui.bench.figures import Figure, quantile, took
from eocdesk.ui.bench.made import EVENT, Ground, fill, games
from eocdesk.ui.bench.processes import child, most_resident, printed, resident

_HOUR = 3_600_000
_TIMES = 6
_CONTACTS = 4
"""People for each assignment list."""
_CHILD = "import json, sys\nfrom eocdesk.ui.bench import papering\nprint(json.dumps(papering.{}(*sys.argv[1:])))"
_BARE = """
#let d = json(bytes(sys.inputs.document))
#set document(title: "Bare")
#set page(paper: "us-letter")
#set text(font: "Inter", size: 8.5pt)
#for p in d {
  if type(p) == str { block(text(p)) }
  else { table(columns: p.first().len(), table.header(..p.first()), ..p.slice(1).flatten()) }
}
"""
_FLOOR = "bare typesetting of the same words, blocks and plain tables, its first"


def report(ground: Ground) -> Iterator[Figure]:
    """The exercise's situation report."""
    desk = Desk(ground.folder / "report")
    try:
        desk.open_event(desk.do_now(MakeExercise(authored(), clock.now())).value)
        folder = desk.folder
    finally:
        desk.close()
    yield from _figures("report", folder, "situation", 1000, None)


def plan(ground: Ground) -> Iterator[Figure]:
    """An action plan of forty pages."""
    desk = Desk(ground.folder / "plan")
    try:
        _fill(desk, ground.sizes.lists)
        folder = desk.folder
    finally:
        desk.close()
    yield from _figures("plan", folder, "iap", 3000, None)


def activity(ground: Ground) -> Iterator[Figure]:
    """An activity log of 5,000 entries."""
    desk = Desk(ground.folder / "activity")
    try:
        desk.do_now(games())
        desk.open_event(EVENT)
        now = clock.now()
        fill(desk, "entry", lambda at: _entry(ground, at, now), ground.sizes.logged)
        folder = desk.folder
    finally:
        desk.close()
    yield from _figures("activity", folder, "ics-214", 3000, 400)


def _figures(measure: str, folder: Path, code: str, bar: float, most: float | None) -> Iterator[Figure]:
    """In processes of their own, so that the first one is the first; then at an open window."""
    found = printed([sys.executable, "-c", _CHILD.format("alone"), str(folder), code])
    bare = printed([sys.executable, "-c", _CHILD.format("bare"), str(folder)])
    what = f"{found['pages']} pages"
    yield Figure(measure, f"{what}, the first", found["first"], "ms", None, bare["took"], _FLOOR)
    yield Figure(measure, f"{what}, later, p50", found["later"], "ms", bar, bare["took"], _FLOOR)
    yield Figure(measure, "of that, read and laid out", found["drawn"], "ms")
    yield Figure(measure, "memory at most, above the desk's", found["more"], "MB", most, bare["more"], _FLOOR)
    stalled = child(folder, "paper", code=code)
    rest = "the same window at rest"
    yield Figure(measure, "longest stall of the screen", stalled["stall"], "ms", 50, stalled["rest"], rest)


def alone(folder: str, code: str) -> dict[str, Any]:
    """What one process finds that makes a paper of a desk several times; milliseconds and MB. Its words are kept."""
    from eocdesk.desk import papers  # noqa: PLC0415  typesetting: the other measures do without

    desk = Desk(Path(folder))
    try:
        asked = papers.wanted(desk, code)
        before = resident()
        times = [took(partial(desk.read_now, papers.make, asked)) for _ in range(_TIMES)]
        more = most_resident() - before
        paper = desk.read_now(papers.make, asked)
        drawn = [took(partial(desk.read_now, papers.draw, asked)) for _ in range(_TIMES)]
    finally:
        desk.close()
    words = list(_words(json.loads(paper.content)["document"]["sections"]))
    (Path(folder) / "words.json").write_text(json.dumps(words), encoding="utf-8")
    return {
        "pages": paper.pages,
        "first": times[0],
        "later": quantile(times[1:], 0.5),
        "drawn": quantile(drawn, 0.5),
        "more": more,
    }


def bare(folder: str) -> dict[str, float]:
    """The words that were kept, set by the typesetter alone in a process of its own, tagged as ours are."""
    import typst  # noqa: PLC0415  likewise

    from eocdesk.models.resources import vendor  # noqa: PLC0415  likewise

    file, words = Path(folder) / "bare.typ", (Path(folder) / "words.json").read_text("utf-8")
    file.write_text(_BARE, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[vendor("fonts")])
    before = resident()
    given = {"font_paths": fonts, "sys_inputs": {"document": words}, "pdf_standards": ["ua-1"]}
    milliseconds = took(partial(typst.compile, str(file), **given))
    return {"took": milliseconds, "more": most_resident() - before}


def _words(value: Any) -> Iterator[str | list[list[str]]]:
    """Every word of the document but its drawings, in order; a table as its rows, its heads the first."""
    if isinstance(value, str):
        if value and not value.startswith("<svg"):
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, dict):
        heads = value.get("heads") or value.get("columns")
        if isinstance(heads, list) and isinstance(value.get("rows"), list):
            rows = [*value["rows"], *(row for group in value.get("groups", ()) for row in group["rows"])]
            yield [[one["label"] for one in heads], *([_said(cell) for cell in row] for row in rows)]
            return
        for name, each in value.items():
            if name != "_":
                yield from _words(each)


def _said(cell: dict[str, Any]) -> str:
    return " ".join(one for one in (cell["text"], cell.get("note")) if one)


def _entry(ground: Ground, at: int, now: int) -> dict[str, Any]:
    when = now - (ground.sizes.logged - at) * 10_000
    said = {"number": f"BNCH-L{at + 1}", "kind": "entry", "text": ground.words()}
    return {**said, "happened": when, "written": when + 4_000, "author": "Chen", "position": "Watch officer"}


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
