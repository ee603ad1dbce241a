"""The committee's progress as SVG that also reads in black and white: recommendations stacked, open gaps as a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from eocdesk.models.clock import Moment, at
from eocdesk.reports.chart import scale
from eocdesk.reports.times import clock, day
from eocdesk.store.queries.gap_progress import DONE, IN_HAND, OPEN, OVERDUE, SERIES, Progress

WIDTH, HEIGHT = 520, 190
WORDS = {DONE: "Done", IN_HAND: "In hand", OVERDUE: "Overdue", OPEN: "Gaps open"}
STACKED = (DONE, IN_HAND, OVERDUE)
"""From below."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 516, 30, 162
_INK, _MUTED, _RULE = "#16202C", "#4D5A69", "#D8DEE6"
_COLOURS = {DONE: "#17703C", IN_HAND: "#1B7F9E", OVERDUE: "#B3261E"}
_HATCHES = {
    DONE: '<circle cx="2" cy="2" r="0.9" fill="{0}"/><circle cx="5" cy="5" r="0.9" fill="{0}"/>',
    IN_HAND: '<path d="M0 6L6 0" stroke="{0}" stroke-width="1.3"/>',
}
"""Dots, lines; what is overdue is solid."""
_TICKS = 6
_ROOM = 20
"""Nearer to an edge than this a word hangs inwards."""
_DAY = timedelta(days=1)
_HOUR_MS = 3_600_000
_LEAST = _HOUR_MS
"""ms that the picture spans at least."""


def span(progress: Progress, now: Moment) -> tuple[Moment, Moment]:
    """From when until when it is drawn."""
    return min(progress.moments[0], now - _LEAST), now


def stairs(progress: Progress, series: str, now: Moment) -> list[tuple[Moment, int]]:
    """The corners of a series, each count held until the next moment."""
    counts = progress.counts[SERIES.index(series)]
    ends = (*progress.moments[1:], max(now, progress.moments[-1]))
    held = zip(progress.moments, ends, counts, strict=True)
    return [corner for begins, ends_, count in held for corner in ((begins, count), (ends_, count))]


def stacked(progress: Progress, now: Moment) -> dict[str, tuple[list[tuple[Moment, int]], list[tuple[Moment, int]]]]:
    """(lower, upper) edge of each stacked series, from below."""
    lower = [(when, 0) for when, _ in stairs(progress, DONE, now)]
    made = {}
    for name in STACKED:
        own = stairs(progress, name, now)
        upper = [(when, count + more) for (when, count), (_, more) in zip(lower, own, strict=True)]
        made[name] = (lower, upper)
        lower = upper
    return made


def highest(progress: Progress) -> int:
    """The greatest count there is to draw."""
    sums = (sum(counts) for counts in zip(*(progress.counts[SERIES.index(name)] for name in STACKED), strict=True))
    return max((*sums, *progress.counts[SERIES.index(OPEN)]), default=0)


def ticks(begins: Moment, ends: Moment, zone: str) -> list[tuple[Moment, str]]:
    """Moments to name under the picture: midnights, or hours where it spans less than two days."""
    first, last = at(begins, zone), at(ends, zone)
    if last - first < 2 * _DAY:
        hours = max(1, -(-(ends - begins) // (_HOUR_MS * _TICKS)))
        start = first.replace(minute=0, second=0, microsecond=0)
        found = [start + timedelta(hours=step) for step in range(0, 50, hours)]
        return [(_ms(one), clock(_ms(one), zone, ends)) for one in found if first <= one <= last]
    days = max(1, -(-(last - first).days // _TICKS))
    start = first.replace(hour=0, minute=0, second=0, microsecond=0)
    found = [start + timedelta(days=step) for step in range(0, (last - first).days + 2, days)]
    parts = 2 if first.year == last.year else 3  # 19 Jul, 19 Jul 2028
    return [(_ms(one), " ".join(day(_ms(one), zone).split()[:parts])) for one in found if first <= one <= last]


def in_words(progress: Progress) -> str:
    """How it stands now, for those who cannot see the picture."""
    if not progress.moments:
        return "No gap is named yet."
    said = ", ".join(f"{WORDS[name].lower()} {progress.now(name)}" for name in STACKED)
    return f"Recommendations now: {said}. Gaps open: {progress.now(OPEN)}."


def progress_chart(progress: Progress, now: Moment, zone: str) -> str:
    """The picture; of nothing, axes alone."""
    top, step = scale(highest(progress))
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
            f'height="{HEIGHT}" font-family="Inter">'
        ),
        f"<title>{escape(in_words(progress))}</title>",
        f"<defs>{_patterns()}</defs>",
        *_legend(progress),
    ]
    for count in range(0, top + 1, step):
        y = _y(count, top)
        parts.append(f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_RULE}"/>')
        parts.append(_text(_LEFT - 6, y + 3.5, str(count), anchor="end"))
    if progress.moments:
        parts += _drawn(progress, now, zone, top)
    parts.append("</svg>")
    return "".join(parts)


def _drawn(progress: Progress, now: Moment, zone: str, top: int) -> list[str]:
    begins, ends = span(progress, now)

    def x(when: Moment) -> float:
        return _LEFT + (when - begins) / (ends - begins) * (_RIGHT - _LEFT)

    def points(corners: Sequence[tuple[Moment, int]]) -> str:
        return " ".join(f"{x(when):.1f},{_y(count, top):.1f}" for when, count in corners)

    parts = []
    for name, (lower, upper) in stacked(progress, now).items():
        fill = _COLOURS[name] if name == OVERDUE else f"url(#p{STACKED.index(name)})"
        if lower != upper:
            parts.append(f'<polygon points="{points([*upper, *reversed(lower)])}" fill="{fill}"/>')
    line = points(stairs(progress, OPEN, now))
    parts.append(f'<polyline points="{line}" fill="none" stroke="{_INK}" stroke-width="1.6" stroke-dasharray="5 3"/>')
    for when, words in ticks(begins, ends, zone):
        anchor = "start" if x(when) < _LEFT + _ROOM else "end" if x(when) > _RIGHT - _ROOM else "middle"
        parts.append(_text(x(when), _BOTTOM + 14, words, anchor=anchor))
    return parts


def _legend(progress: Progress) -> list[str]:
    parts, x = [], float(_LEFT)
    for name in (*STACKED, OPEN):
        words = f"{WORDS[name]} {progress.now(name)}"
        if name == OPEN:
            stroke = f'stroke="{_INK}" stroke-width="1.6" stroke-dasharray="5 3"'
            parts.append(f'<line x1="{x:.1f}" x2="{x + 18:.1f}" y1="11" y2="11" {stroke}/>')
        else:
            fill = _COLOURS[name] if name == OVERDUE else f"url(#p{STACKED.index(name)})"
            place = f'x="{x:.1f}" y="6" width="16" height="10"'
            parts.append(f'<rect {place} fill="{fill}" stroke="{_COLOURS[name]}"/>')
        parts.append(_text(x + 22, 14.5, words, ink=_INK))
        x += 46 + 5.6 * len(words)
    return parts


def _patterns() -> str:
    return "".join(
        f'<pattern id="p{STACKED.index(name)}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="#FFFFFF"/>{hatch.format(_COLOURS[name])}</pattern>'
        for name, hatch in _HATCHES.items()
    )


def _y(count: int, top: int) -> float:
    return _BOTTOM - count / top * (_BOTTOM - _TOP)


def _ms(when: datetime) -> Moment:
    return int(when.timestamp() * 1000)


def _text(x: float, y: float, words: str, *, anchor: str = "start", ink: str = _MUTED) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="10.5" fill="{ink}">{escape(words)}</text>'
