"""The situation report in 1,600 characters of plain text, for radio and e-mail."""

from __future__ import annotations

from eocdesk.models.incident import SEVERITIES
from eocdesk.models.marking import WORDS, Tlp
from eocdesk.models.sitrep import (
    CASUALTIES,
    CLEARED,
    HORIZONS,
    LIFELINE_STATES,
    LIFELINES,
    UNKNOWN,
    WHOM,
    figure,
    points,
)
from eocdesk.reports import situation_tables as tables
from eocdesk.reports import situation_told as told
from eocdesk.reports.exports import CONTROL
from eocdesk.reports.situation import offered_highlights
from eocdesk.reports.times import stamp
from eocdesk.store.queries.facts import Facts, Signer

LONGEST = 1_600
CUT = "(more in the report)"
_FINE = frozenset({"green"})


def short(facts: Facts) -> str:
    """Header, highlights, counts, people, lifelines that are not green, critical needs, approval; never cut in a word.

    The marking stands first and last. Where all would be too long, whole lines are left out from the least needed
    part on, and the text says so.
    """
    tlp = WORDS.get(facts.marking, Tlp.RED)
    label = tlp.label + (f" for {facts.audience} only" if facts.audience else "")
    banner = "EXERCISE EXERCISE EXERCISE" if facts.exercise else "OPERATION"
    head = [label, banner, *_head(facts)]
    tail = [*_signed(facts), *(["EXERCISE EXERCISE EXERCISE"] if facts.exercise else []), label]
    parts = [_highlights(facts), _incidents(facts), _people(facts), _lifelines(facts), _needs(facts)]
    return _fitted(head, parts, tail)


def _fitted(head: list[str], parts: list[list[str]], tail: list[str]) -> str:
    """The lines as one text; from the longest part its last line goes until it fits, each line itself bounded."""
    cut = False
    head, tail = [_bounded(line) for line in head], [_bounded(line) for line in tail]
    while len(text := _joined(head, parts, tail, cut=cut)) > LONGEST:
        cut = True
        longest = max(parts, key=lambda part: sum(map(len, part)))
        if not longest:
            break  # head and tail alone, whose lines are bounded
        longest.pop()
        if len(longest) == 1:
            longest.clear()  # a heading over nothing
    return text


def _joined(head: list[str], parts: list[list[str]], tail: list[str], *, cut: bool) -> str:
    lines = [*head, *(line for part in parts for line in part), *([CUT] if cut else []), *tail]
    return "\n".join(lines) + "\n"


def _bounded(line: str, most: int = 200) -> str:
    words = CONTROL.sub("?", " ".join(line.split()))
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def _head(facts: Facts) -> list[str]:
    number = "DRAFT, not issued" if facts.draft else f"No. {facts.number}, version {facts.version}"
    lines = [f"SITREP {facts.code} {facts.name}: {number}", f"As of {stamp(facts.as_of, facts.zone)}"]
    if mission := facts.told.text("0.mission"):
        lines.append(f"Mission {mission}")
    if due := told.due(facts):
        lines.append(f"Next report {due}")
    return lines


def _highlights(facts: Facts) -> list[str]:
    said = points(facts.highlights) or offered_highlights(facts)
    return ["1 HIGHLIGHTS", *(f"- {_bounded(point, 400)}" for point in said)] if said else ["1 Nothing to report"]


def _incidents(facts: Facts) -> list[str]:
    open_ones = [one for one in facts.incidents if one.status in tables.OPEN]
    counted = [(word, sum(one.severity == level for one in open_ones)) for level, word in reversed(SEVERITIES)]
    words = ", ".join(f"{count} {word.lower()}" for word, count in counted if count)
    total = sum(sum(line.severities) for line in facts.counts)
    return [f"5 INCIDENTS: {len(open_ones)} open{f' ({words})' if words else ''}, {total} to date"]


def _people(facts: Facts) -> list[str]:
    lines = []
    for whom, label in WHOM:
        found = []
        for what, word, _ in CASUALTIES:
            value = figure(facts.told.text(f"6.{whom}.{what}.total"))
            if value and what == "fatalities" and not facts.told.text(CLEARED):
                found.append(f"{word.lower()} {told.UNCLEARED}")
            elif value:
                found.append(f"{word.lower()} {value:,}")
        if found:
            lines.append(f"{label}, to date: {'; '.join(found)}")
    return ["6 PEOPLE", *lines] if lines else ["6 People: nothing to report"]


def _lifelines(facts: Facts) -> list[str]:
    words = dict(LIFELINE_STATES)
    lines, unknown = [], []
    for line, title, _ in LIFELINES:
        state = told.lifeline_state(facts, line)
        if state == UNKNOWN:
            unknown.append(title)
        elif state not in _FINE:
            impact = facts.told.text(f"9.{line}.impact")
            lines.append(f"{title}: {words[state].lower()}{f'. {_bounded(impact)}' if impact else ''}")
    if unknown:
        lines.append(f"Unknown: {'; '.join(unknown)}")
    return ["9 LIFELINES not green", *lines] if lines else ["9 Lifelines: all green"]


def _needs(facts: Facts) -> list[str]:
    said = [(label, facts.told.text(f"12.{key}")) for key, label in HORIZONS]
    lines = [f"{label}: {_bounded(words)}" for label, words in said if words]
    return ["12 CRITICAL NEEDS", *lines] if lines else ["12 Critical needs: nothing to report"]


def _signed(facts: Facts) -> list[str]:
    def line(label: str, signer: Signer) -> list[str]:
        name = ", ".join(word for word in (signer.name, signer.position) if word)
        when = f" {stamp(signer.at, facts.zone)}" if signer.at is not None else ""
        return [f"{label}: {name}{when}"] if name else []

    return [*line("Prepared", facts.prepared), *(line("Approved", facts.approved) or ["Not approved"])]
