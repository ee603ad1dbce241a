"""Measures of the store: an entry made durable, lists and filters of a long log, incidents, imports, the summary."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.exercise import MakeExercise, authored
from eocdesk.desk import exchange, reports
from eocdesk.desk.desk import Desk
from eocdesk.models import clock, ids
from eocdesk.reports.situation import render
from eocdesk.store import floor
from eocdesk.store.queries import entries, incidents, listing
from eocdesk.store.queries.filter import NOTHING, Filter, Frame, parse
from eocdesk.store.queries.situation import PLAIN
from eocdesk.ui.bench.figures import Figure, quantile, took
from eocdesk.ui.bench.made import EVENT, Ground, games

TYPED = ("g", "ga", "gat", "gate", "gate c", "gate cr", "sev>=major", "sev>=major fire", "by:chen", "by:chen medical")
_MS = 1000


def entry(ground: Ground) -> Iterator[Figure]:
    """From the command to the disk, at 250,000 entries."""
    desk = ground.with_entries(ground.sizes.entries)
    texts = [ground.words() for _ in range(ground.sizes.writes)]
    times = [took(partial(desk.do_now, LogEntry(EVENT, text))) for text in texts]
    bare = [second * _MS for second in floor.durable(ground.folder, desk.store.key, texts)]
    where = "one bare row, encrypted, synced"
    yield Figure("entry", "durable, p50", quantile(times, 0.5), "ms", None, quantile(bare, 0.5), where)
    yield Figure("entry", "durable, p95", quantile(times, 0.95), "ms", 50, quantile(bare, 0.95), where)


def log(ground: Ground) -> Iterator[Figure]:
    """The first page, the filter as it is typed and the whole answer, at 1,000,000 entries."""
    desk = ground.with_entries(ground.sizes.many)
    frame = Frame(clock.now(), "America/Los_Angeles", "L. Chen")
    bare = took(lambda: desk.read_now(floor.keys, "entry", listing.FIRST))
    first = took(lambda: _page(desk, desk.read_now(listing.newest, EVENT)))
    yield Figure("log", "first page", first, "ms", 1000, bare, "500 row numbers as they lie")
    begun = perf_counter()
    base = desk.read_now(listing.base, EVENT)
    bare = took(lambda: desk.read_now(floor.keys, "entry"))
    every = "every row number as it lies"
    yield Figure("log", "all ids in order", (perf_counter() - begun) * _MS, "ms", 1000, bare, every)
    asked = [parse(words, frame) for words in TYPED]
    quick = [took(partial(_quick, desk, base, one, frame)) for one in asked * 5]
    whole = [took(partial(desk.read_now, listing.matching, base, one, frame)) for one in asked]
    yield Figure("log", "filter keystroke, p50", quantile(quick, 0.5), "ms", 16)
    yield Figure("log", "filter keystroke, p95", quantile(quick, 0.95), "ms", 30)
    yield Figure("log", "all ids of a filter, longest", max(whole), "ms", 250, bare, every)


def _page(desk: Desk, rows: array[int]) -> object:
    return desk.read_now(entries.page, rows[:128])


def _quick(desk: Desk, base: listing.Base, asked: Filter, frame: Frame) -> object:
    return _page(desk, desk.read_now(listing.newest_matching, base, asked, frame))


def listed(ground: Ground) -> Iterator[Figure]:
    """10,000 incidents in order, and their first page."""
    desk = ground.desk
    frame = Frame(clock.now(), "America/Los_Angeles")
    bare = took(lambda: desk.read_now(floor.keys, "incident"))
    rows = desk.read_now(listing.incidents, EVENT, NOTHING, frame)
    whole = [took(lambda: desk.read_now(listing.incidents, EVENT, NOTHING, frame)) for _ in range(9)]
    page = [took(lambda: desk.read_now(incidents.page, rows[:128])) for _ in range(9)]
    yield Figure(
        "incidents", f"{len(rows):,} in order", quantile(whole, 0.5), "ms", 100, bare, "row numbers as they lie"
    )
    yield Figure("incidents", "a page of 128", quantile(page, 0.5), "ms", 50)


def summary(ground: Ground) -> Iterator[Figure]:
    """The exercise's situation summary, the first and later ones, beside bare typesetting of the same facts."""
    desk = Desk(ground.folder / "exercise")
    try:
        event = desk.do_now(MakeExercise(authored(), clock.now())).value
        first = took(partial(reports.issue_now, desk, event, PLAIN))
        later = [took(partial(reports.issue_now, desk, event, PLAIN)) for _ in range(5)]
        drawn = desk.read_now(reports.draw, event, clock.now(), PLAIN, "letter")
    finally:
        desk.close()
    bare = quantile([took(partial(render, drawn.facts)) for _ in range(5)], 0.5)
    pages = _pages(drawn.pdf)
    floor_is = "typesetting the same facts, no map"
    yield Figure("summary", f"{pages} pages, the first", first, "ms", None, bare, floor_is)
    yield Figure("summary", f"{pages} pages, later, p50", quantile(later, 0.5), "ms", 1000, bare, floor_is)


def _pages(pdf: bytes) -> int:
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    return document.pageCount()


def imports(ground: Ground) -> Iterator[Figure]:
    """A dispatch list into the log, with progress, beside a bare `executemany` of the same rows."""
    for count in ground.sizes.imported:
        file = dispatch_list(ground.folder / f"dispatch-{count}.csv", count)
        desk = Desk(ground.folder / f"import-{count}")
        try:
            seconds, bare = _import(ground, desk, file, count)
        finally:
            desk.close()
        floor_is = "one executemany into a bare table"
        yield Figure("import", f"{count:,} rows", count / seconds, "rows/s", None, count / bare, floor_is, more=True)


def _import(ground: Ground, desk: Desk, file: Path, count: int) -> tuple[float, float]:
    desk.do_now(games())
    event = desk.open_event(EVENT)
    told: list[int] = []
    begun = perf_counter()
    report = exchange.import_file(
        desk, event, file, exchange.Given(profile="seattle-911"), lambda done, _total: told.append(done)
    )
    seconds = perf_counter() - begun
    if report.added != count or not told:
        raise AssertionError(f"the import lost rows: {report.sentence()}")
    rows = [(ids.new_id(), at, ground.words(), "Chen") for at in range(count)]
    return seconds, floor.bulk(desk.folder, desk.store.key, rows)


def dispatch_list(file: Path, count: int) -> Path:
    """A made list of calls with the headings of a city's dispatch."""
    begun = datetime(2028, 7, 14, 6, tzinfo=UTC)
    with file.open("w", encoding="utf-8") as out:
        out.write("timestamp,incident_number,level,units,location,incident_type\n")
        for at in range(count):
            when = (begun + timedelta(seconds=at * 7)).strftime("%m/%d/%Y %I:%M:%S %p")
            out.write(f"{when},F28{at:07d},1,M{at % 40},{at % 900} Figueroa St,Aid Response\n")
    return file
