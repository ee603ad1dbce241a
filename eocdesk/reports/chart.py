"""Incidents by hour and severity as SVG that also reads in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from eocdesk.models.incident import SEVERITIES
from eocdesk.reports.times import clock
from eocdesk.store.queries.facts import HourCount

WIDTH = 340
HEIGHT = 152
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 338, 38, 118
_INK = "#16202C"
_MUTED = "#4D5A69"
_RULE = "#D8DEE6"
_COLOURS = ("#79869A", "#1B7F9E", "#B98200", "#C2540A", "#B3261E")
_HATCHES = (
    "",
    '<circle cx="2" cy="2" r="0.9" fill="{0}"/><circle cx="5" cy="5" r="0.9" fill="{0}"/>',
    '<path d="M0 6L6 0" stroke="{0}" stroke-width="1.3"/>',
    '<path d="M0 6L6 0M0 0L6 6" stroke="{0}" stroke-width="1.2"/>',
)
"""Patterns from light to dense: open, dots, lines, crossed lines; Critical is solid."""


def incidents_by_hour(hours: Sequence[HourCount], zone: str) -> str:
    """One bar an hour, stacked from Info to Critical, its total above it; a legend with shapes and words."""
    most = max((sum(hour.severities) for hour in hours), default=0)
    top, step = scale(most)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
            ' font-family="Inter">'
        ),
        f"<title>{escape(in_words(hours, zone))}</title>",
        f"<defs>{_patterns()}</defs>",
        *_legend(),
    ]
    for count in range(0, top + 1, step):
        y = _BOTTOM - count / top * (_BOTTOM - _TOP)
        parts.append(f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_RULE}"/>')
        parts.append(_text(_LEFT - 6, y + 3.5, str(count), anchor="end"))
    slot = (_RIGHT - _LEFT) / max(len(hours), 1)
    every = max(1, round(len(hours) / 13))
    for place, hour in enumerate(hours):
        x = _LEFT + place * slot
        parts.extend(_bar(hour, x + slot * 0.19, slot * 0.62, top))
        if place % every == 0:
            parts.append(_text(x + slot / 2, _BOTTOM + 14, clock(hour.starts, zone)[:2], anchor="middle"))
    parts.append(_text(_LEFT, HEIGHT - 2, "Hour in which the incident was opened"))
    parts.append("</svg>")
    return "".join(parts)


def in_words(hours: Sequence[HourCount], zone: str) -> str:
    """The chart for those who cannot see it: each hour with its counts."""
    said = []
    for hour in hours:
        if any(hour.severities):
            counts = zip(SEVERITIES, hour.severities, strict=True)
            words = ", ".join(f"{count} {word.lower()}" for (_, word), count in reversed(list(counts)) if count)
            said.append(f"{clock(hour.starts, zone)[:2]} h {words}")
    return "Incidents opened by hour: " + ("; ".join(said) if said else "none") + "."


def scale(most: int) -> tuple[int, int]:
    """The top of the axis and the step of its lines: whole counts, at most five lines."""
    step = 1
    while most > 4 * step:
        step = {1: 2, 2: 5, 5: 10}[step // 10 ** (len(str(step)) - 1)] * 10 ** (len(str(step)) - 1)
    return max(step * -(-most // step), step), step


def _patterns() -> str:
    made = []
    for level, colour in enumerate(_COLOURS[:4]):
        made.append(
            f'<pattern id="s{level}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="#FFFFFF"/>{_HATCHES[level].format(colour)}</pattern>'
        )
    return "".join(made)


def _fill(level: int) -> str:
    return _COLOURS[level] if level == len(_COLOURS) - 1 else f"url(#s{level})"


def _bar(hour: HourCount, x: float, width: float, top: int) -> list[str]:
    y = float(_BOTTOM)
    parts = []
    for level, count in enumerate(hour.severities):
        if count:
            height = count / top * (_BOTTOM - _TOP)
            y -= height
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
                f' fill="{_fill(level)}" stroke="{_COLOURS[level]}"/>'
            )
    if parts:
        parts.append(_text(x + width / 2, y - 3, str(sum(hour.severities)), anchor="middle", ink=_INK))
    return parts


def _legend() -> list[str]:
    parts = []
    x = _LEFT - 22.0
    for level, word in SEVERITIES:
        colours = f'fill="{_fill(level)}" stroke="{_COLOURS[level]}"'
        parts.append(f'<rect x="{x:.1f}" y="6" width="13" height="10" {colours}/>')
        parts.append(_shape(level, x + 16, 6))
        parts.append(_text(x + 28, 14.5, word, ink=_INK, size=9.5))
        x += 35 + 4.9 * len(word)
    return parts


def _shape(level: int, x: float, y: float) -> str:
    """Ring, dot, triangle, diamond, octagon in a square of 10, as on the screen and in the tables."""
    colour = _COLOURS[level]
    if level == 0:
        return f'<circle cx="{x + 5}" cy="{y + 5}" r="3.8" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    if level == 1:
        return f'<circle cx="{x + 5}" cy="{y + 5}" r="4.4" fill="{colour}"/>'
    corners = {
        2: ((0.2, 9.4), (5, 0.6), (9.8, 9.4)),
        3: ((5, 0), (10, 5), (5, 10), (0, 5)),
        4: ((3, 0), (7, 0), (10, 3), (10, 7), (7, 10), (3, 10), (0, 7), (0, 3)),
    }[level]
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" fill="{colour}"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", ink: str = _MUTED, size: float = 10.5) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{size}" fill="{ink}">{escape(words)}</text>'
