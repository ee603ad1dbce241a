"""Bring in what a file held: add, move what moved, keep what a person wrote since, count every row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands.along import along
from eocdesk.commands.command import Work
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.keeping import keep
from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.commands.records import NAMED, fit, named
from eocdesk.models import KINDS, Event, Refused, clock, fields_of, ids
from eocdesk.models.fields import Holds, Meets
from eocdesk.models.marking import highest
from eocdesk.store import changelog
from eocdesk.store.merge import Head
from eocdesk.store.queries import matching
from eocdesk.store.rehearsal import Rehearsal
from eocdesk.store.rows import State

CHUNK = 2000
ORIGIN = "import:"
_UNSIGNED = (ORIGIN, "feed:")
"""How the origins of acts begin whose fields no person wrote."""
LINES = 40
ALIKE = 3
"""Warnings in the same words that are told one by one."""
PLACES = 8
AT_LONGEST = 60
NOTHING: tuple[Any, ...] = (None, "", [])
FIRST = {"venue": 0, "agency": 1}
WORDS = {
    ("session", "venue"): "venue_words",
    ("entry", "venue"): "place",
    ("incident", "venue"): "place",
    ("contact", "agency"): "organisation",
    ("resource", "agency"): "note",
    ("resource", "venue"): "place",
}
"""Where the source's words stay while nothing of that name is known."""


FATES = {
    "waits": ("1 row keeps the words and waits for review", "{} rows keep the words and wait for review"),
    "kept": ("1 row keeps the words", "{} rows keep the words"),
    "lost": ("1 row has no venue", "{} rows have no venue"),
}
"""What becomes of words that name no venue of the event: of one row, of several."""


class CancelledError(Exception):
    """The person stopped the import: nothing of it stays."""


@dataclass(slots=True)
class Report:
    """What became of every row. `read` = added + changed + unchanged + len(refused)."""

    format: str
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Fields a person wrote since: theirs stays, the file's value is said here."""
    missing: list[str] = field(default_factory=list)
    """Records of the last such list that this one no longer holds; never struck unasked."""

    def sentence(self) -> str:
        """The counts in words."""
        return (
            f"{self.read} read: {self.added} added, {self.changed} changed, {self.unchanged} unchanged, "
            f"{len(self.refused)} refused"
        )

    def told(self) -> list[str]:
        """The warnings for a person: what is odd about many rows in one line, with the first of the places."""
        places: dict[str, list[str]] = {}
        for warning in self.warnings:
            at, words = _placed(warning)
            places.setdefault(words, []).append(at)
        lines: list[str] = []
        for words, ats in places.items():
            if len(ats) <= ALIKE:
                lines += [f"{at}: {words}" if at else words for at in ats]
                continue
            more = f" and {len(ats) - PLACES:,} more" if len(ats) > PLACES else ""
            lines.append(f"{words}: {len(ats):,} times ({', '.join(ats[:PLACES])}{more})")
        return lines


def _same(held: Any, said: Any) -> bool:
    """Whether a record says already what the file says; nothing is nothing, however it is written."""
    return bool(held == said or (held in NOTHING and said in NOTHING))


def _placed(warning: str) -> tuple[str, str]:
    """Where a warning stands, empty where it is of the whole file, and its words."""
    at, colon, words = warning.partition(": ")
    return (at, words) if colon and any(sign.isdigit() for sign in at) and len(at) <= AT_LONGEST else ("", warning)


@dataclass(frozen=True, slots=True)
class Import:
    """Write a reading into an event, as one act. Done with the origin `import:<source>` as its signature."""

    event: bytes
    reading: Reading
    name: str = "file"
    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], bool] | None = None
    quiet: bool = False
    """The log says nothing of it: a feed asks every hour and writes no entries."""

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Import {self.name}"

    def do(self, work: Work) -> Report:
        """The report; CancelledError leaves nothing behind."""
        made = _Import(self, work)
        report = made.run()
        entry = None if self.quiet else say(work, self.event, self.name, report)
        if self.reading.whole is not None:
            report.warnings.append(keep(work, self.event, self.name, self.reading.whole, entry))
        return report

    def look(self, rehearsal: Rehearsal) -> Report:
        """The report of what would come in; nothing is written, and no writer waits."""
        return _Import(self, rehearsal).run()

    def again(self) -> set[bytes]:
        """The records of which the file speaks more than once: what a rehearsal has to keep in mind."""
        counted = Counter(record_of(self.event, self.reading.source, item) for item in self.reading.items)
        return {record for record, count in counted.items() if count > 1}


def say(work: Work, event: bytes, name: str, report: Report) -> bytes | None:
    """The log says what came in and every row that did not; the same refusals are not said twice. The entry, if any."""
    said = hashlib.sha256(repr(report.refused).encode()).digest()
    key = f"import/{event.hex()}/{name}"
    again = work.noted(key) == said
    work.note(key, said)
    if report.added + report.changed == 0 and (again or not report.refused):
        return None
    lines = [f"Import of {name} ({report.format}): {report.sentence()}."]
    lines += [f"Refused, {refusal.at}: {refusal.reason}" for refusal in report.refused]
    lines += [f"Kept, {kept}" for kept in report.kept]
    lines += [f"No longer in the file: {missing}" for missing in report.missing]
    text, longest = "\n".join(lines), 90_000
    if len(text) > longest:
        text = text[:longest] + "\n… the rest stands in the import's report."
    return LogEntry(event=event, text=text, priority="info", marking=work.must(Event, event).marking).do(work)[0]


def record_of(event: bytes, source: str, item: Item) -> bytes:
    """The id of the record a row stands for."""
    return item.id or ids.source_id(event, item.kind, source, item.key)


class _Versions:
    """When the versions held were made, as their source said; noted on this copy alone."""

    def __init__(self, asked: Import, work: Work | Rehearsal) -> None:
        self._work = work
        self._key = f"versions/{asked.event.hex()}/{asked.reading.source}"
        told = any(item.version is not None for item in asked.reading.items)
        self._held: dict[str, int] = dict(work.noted(self._key) or {}) if told else {}

    def is_older(self, record: bytes, item: Item) -> bool:
        """Whether a later version than the row's is held."""
        return item.version is not None and item.version < self._held.get(record.hex(), item.version)

    def learn(self, record: bytes, item: Item) -> None:
        """This row is held now, or a later one."""
        if item.version is not None:
            self._held[record.hex()] = max(item.version, self._held.get(record.hex(), item.version))

    def keep(self) -> None:
        """For the next file."""
        if self._held:
            self._work.note(self._key, self._held)


class _Import:
    def __init__(self, asked: Import, work: Work | Rehearsal) -> None:
        self._asked, self._work, self._reading = asked, work, asked.reading
        self._report = Report(asked.reading.format, asked.reading.read, refused=list(asked.reading.refused))
        self._report.warnings.extend(asked.reading.warnings)
        event = work.must(Event, asked.event)
        self._marking, self._zone = event.marking, event.zone
        self._origins: dict[Head, bool] = {}
        self._seen: dict[bytes, Item] = {}
        self._versions = _Versions(asked, work)
        self._strange: dict[tuple[str, str], int] = {}
        matchers = {"venue": matching.venues, "agency": matching.agencies}
        self._matchers = {kind: work.read(query, asked.event) for kind, query in matchers.items()}

    def run(self) -> Report:
        items = sorted(self._reading.items, key=lambda item: FIRST.get(item.kind, 2))
        for at in range(0, len(items), CHUNK):
            some = items[at : at + CHUNK]
            self._pause(at, len(items))
            for kind in {item.kind for item in some}:
                self._work.prefetch(kind, [self._id(item) for item in some if item.kind == kind])
            for item in some:
                self._take(item)
            self._work.checkpoint()
        for (words, fate), count in self._strange.items():
            told = FATES[fate][count > 1].format(f"{count:,}")
            self._report.warnings.append(f"“{words}” is not known here: {told}")
        self._list_missing()
        self._versions.keep()
        self._pause(len(items), len(items))
        return self._report

    def _pause(self, done: int, total: int) -> None:
        if self._asked.cancelled is not None and self._asked.cancelled():
            raise CancelledError
        if self._asked.progress is not None:
            self._asked.progress(done, total)

    def _id(self, item: Item) -> bytes:
        return record_of(self._asked.event, self._reading.source, item)

    def _take(self, item: Item) -> None:
        self._report.warnings.extend(f"{item.at}: {warning}" for warning in item.warnings)
        record = self._id(item)
        try:
            values = self._values(item)
            state = self._work.state(item.kind, record)
            if state is None:
                self._add(item, record, values)
            elif self._versions.is_older(record, item):
                self._leave(item, state, record, values)
            else:
                self._compare(item, record, state, values)
            self._versions.learn(record, item)
        except Refused as refusal:
            self._report.refused.append(Refusal(item.at, refusal.sentence))
            return
        self._seen.setdefault(record, item)

    def _values(self, item: Item) -> dict[str, Any]:
        values = fit(item.kind, item.values, ordered=False)
        for name, words in item.names.items():
            found = self._matchers[name].match(words) if name in self._matchers else None
            if found is not None:
                values[name] = found
                if item.kind == "session":
                    values.setdefault("venue_words", "")
                continue
            kept = WORDS.get((item.kind, name), "")
            if kept == "note":
                values[kept] = "\n".join(part for part in (values.get(kept), f"{name.capitalize()}: {words}") if part)
            elif kept and not values.get(kept):
                values[kept] = words
            if name == "venue":
                fate = "waits" if kept == "venue_words" else "kept" if kept else "lost"
                self._strange[words, fate] = self._strange.get((words, fate), 0) + 1
        return values

    def _add(self, item: Item, record: bytes, values: dict[str, Any]) -> None:
        name = NAMED.get(item.kind)
        named(item.kind, {name: "", **values} if name else values)
        declared = fields_of(KINDS[item.kind])
        values.setdefault("marking", self._marking)
        if "source" in declared:
            values.setdefault("source", self._reading.source)
            values.setdefault("source_key", item.key)
        if item.kind in {"entry", "incident"}:
            values.setdefault("number", item.key)
        if item.kind == "entry":
            if not str(values.get("text") or "").strip():
                raise Refused("The text is empty.", "text")
            values.setdefault("written", values.get("happened"))
            values.setdefault("author", self._reading.source)
            values.setdefault("channel", "feed")
        self._work.put(item.kind, record, event=self._asked.event, **values)
        self._report.added += 1
        if item.kind in self._matchers:
            names = (values.get("name"), values.get("short"), *(values.get("aliases") or ()))
            self._matchers[item.kind].learn(record, [str(name) for name in names if name])

    def _compare(self, item: Item, record: bytes, state: State, values: dict[str, Any]) -> None:
        differing = {name: value for name, value in values.items() if not _same(state.values[name], value)}
        if item.kind == "indicator" and "marking" in differing:
            self._keep_stricter(item, state, differing)
        if differing.get("venue_words") and "venue" not in values and state.values["venue"] is not None:
            differing["venue"] = None  # it moved to a place that is not known: it is no longer where it was
        if not differing:
            self._report.unchanged += 1
            return
        declared = fields_of(KINDS[item.kind])
        if any(declared[name].meets is Meets.ONCE for name in differing):
            raise Refused(f"The log holds “{item.key}” already with other words; what stands in it is never rewritten.")
        if state.values["struck"]:
            self._report.unchanged += 1
            self._report.kept.append(f"{item.at}: struck by hand, left so")
            return
        if record in self._seen:
            self._report.warnings.append(f"{item.at}: the same key as {self._seen[record].at}, with other values")
        free = {name: value for name, value in differing.items() if self._from_import(state, name)}
        for name in differing.keys() - free.keys():
            label = declared[name].label
            said = self._in_words(item, name, differing[name])
            self._report.kept.append(f"{item.at}: {label} was changed by a person and stays; the file says {said}")
        if free:
            with along(self._work, item.kind, record):
                self._work.put(item.kind, record, **free)
            self._report.changed += 1
        else:
            self._report.unchanged += 1

    def _leave(self, item: Item, state: State, record: bytes, values: dict[str, Any]) -> None:
        """An older version of what is held: only a stricter marking of it counts."""
        marked = values.get("marking")
        stricter = marked is not None and highest([marked]) > highest([state.values["marking"]])
        if any(not _same(state.values[name], value) for name, value in values.items() if name != "marking"):
            self._report.kept.append(f"{item.at}: a newer version of it is held; this one is older")
        self._compare(item, record, state, {"marking": marked} if stricter else {})

    def _keep_stricter(self, item: Item, state: State, differing: dict[str, Any]) -> None:
        """Partners' files name one object in several bundles: none of them lowers what another marked."""
        held = state.values["marking"]
        if highest([differing["marking"]]) < highest([held]):
            self._report.kept.append(f"{item.at}: it stays TLP:{held}; the file says TLP:{differing.pop('marking')}")

    def _in_words(self, item: Item, name: str, value: Any) -> str:
        """What the file says for a field, as a person reads it."""
        spec = fields_of(KINDS[item.kind])[name]
        if value in NOTHING:
            return "nothing"
        if spec.holds is Holds.RECORD:
            return f"“{item.names.get(name, '')}”"
        if spec.holds is Holds.MOMENT:
            return f"“{clock.at(value, self._zone):%Y-%m-%d %H:%M}”"
        return f"“{dict(spec.choices).get(value, value)}”"

    def _from_import(self, state: State, name: str) -> bool:
        """Whether nobody but an import or a feed wrote this field."""
        for head in state.heads.get(name, ()):
            if head not in self._origins:
                change = self._work.read(changelog.by_dot, head.scope, head.dev, head.n)
                self._origins[head] = change is not None and change.act.origin.startswith(_UNSIGNED)
            if not self._origins[head]:
                return False
        return True

    def _list_missing(self) -> None:
        if not self._reading.lists or self._report.refused:
            return  # a file read in part says nothing about what it no longer holds
        key = f"list/{self._asked.event.hex()}/{self._reading.lists}"
        now = {record: item.kind for record, item in self._seen.items()}
        for kind, record in self._work.noted(key) or []:
            if record not in now:
                state = self._work.state(kind, record)
                if state is not None and not state.values["struck"]:
                    name = state.values.get(NAMED.get(kind, ""), "")
                    self._report.missing.append(f"{name or record.hex()} ({state.values.get('source_key', '')})")
        self._work.note(key, [[kind, record] for record, kind in now.items()])
