"""Which field of a user's form takes which value of ours: by block, title and label, by head and line of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eocdesk.reports.fillable_read import Leaf, Place
from eocdesk.reports.fillable_said import Drawn, Grid, Said, Thing
from eocdesk.reports.fillable_words import likeness, number_of, without_number, words
from eocdesk.reports.sheet import Check, Field

_LIKE = 0.6
_SURE = 0.99
_BONUS = 0.1
_ROWED = 0.5
_UNSURE = 0.06
"""Of what a field's title and its name disagree on, so much is taken off."""
_LINE = 4.0
"""Points by which fields of one line may differ in height."""
_GAP = 1.9
"""Heights of a row between two tables."""
_BESIDE = 40.0
"""Points between a square and the line it belongs to."""

Key = tuple[int, int]
"""Page, and place among its annotations."""


@dataclass
class Written:
    """What goes where; which blocks were met; what found no room, in words."""

    texts: dict[Key, str] = field(default_factory=dict)
    ticks: dict[Key, bool] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    over: list[str] = field(default_factory=list)


def matched(things: Sequence[Thing], leaves: Sequence[Leaf]) -> Written:
    """Each thing said with its field."""
    match = _Match(leaves)
    grids = [one for one in things if isinstance(one, Grid)]
    match.singles([one for one in things if isinstance(one, Said) and not one.head and _numbered(one, match)])
    for grid in grids:
        match.grid(grid, grids)
    match.singles([one for one in things if isinstance(one, Said) and (one.head or not _numbered(one, match))])
    match.pictures([one for one in things if isinstance(one, Drawn)])
    return match.written


def _numbered(one: Said, match: _Match) -> bool:
    return one.each or one.block in match.numbers


def _name(block: str, title: str, label: str = "") -> str:
    """`Block 5, Chief`; of a block without a label its title, short."""
    said = label or " ".join(title.split()[:6])
    return ", ".join(word for word in (f"block {block}" if block else "", said) if word) or "a table"


class _Match:
    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.places = sorted(
            (place for leaf in leaves for place in leaf.places if place.kind != "sign"),
            key=lambda one: (one.page, -round(one.middle / _LINE), one.box[0]),
        )
        self.numbers = {place.number for place in self.places if place.number}
        self.numbered: dict[int, list[Place]] = defaultdict(list)
        for place in self.places:
            if place.number:
                self.numbered[place.page].append(place)
        self.near = {self.key(one): self._near(one) for one in self.places}
        self.used: set[Key] = set()
        self.written = Written()

    @staticmethod
    def key(place: Place) -> Key:
        return place.page, place.at

    def _near(self, place: Place) -> str:
        """The number of the nearest numbered field to the left on its line."""
        line = [one for one in self.numbered[place.page] if abs(one.middle - place.middle) < _LINE]
        left = [one for one in line if one.box[0] <= place.box[0]]
        return max(left, key=lambda one: one.box[0]).number if left else ""

    def score(self, place: Place, block: str, item: str, title: str, head: str = "") -> float:
        """How surely a field is meant; a number of another block is a no."""
        block = number_of(item) or block  # heads of ICS 211 have numbers of their own
        if block and place.number and place.number != block:
            return 0.0
        item, wide = without_number(item), f"{title} {head}"
        alike = (likeness(place.names, item, wide), likeness(place.others, item, wide))
        like = max(alike) - _UNSURE * (max(alike) - min(alike))
        if like < _LIKE:
            return 0.0
        known = block and block in (place.number, self.near[self.key(place)])
        lead = max((len(words(head) & name) for name in place.every), default=0) / max(len(words(head)), 1)
        return like + _BONUS * bool(known) + _BONUS * lead

    # single values

    def singles(self, said: Sequence[Said]) -> None:
        """Values one by one; what is said twice under one label takes one field a line, from above."""
        groups: dict[tuple[str, str, str, str, bool], list[Said]] = defaultdict(list)
        for one in said:
            groups[one.block, one.title, one.label, one.head, one.tick].append(one)
        for same in sorted(
            groups.values(), key=lambda same: -max((score for score, _ in self._like(same[0])), default=0)
        ):
            self._single(same)

    def _single(self, same: list[Said]) -> None:
        one = same[0]
        if one.block:
            self.written.wanted.add(one.block)
        if one.label and words(one.label) <= words(one.title) and self._beside(same):
            return
        found = self._found(one, several=len(same) > 1 or bool(one.lead))
        if one.each:
            same = [one] * len(found) or same
        if not found and not one.tick and self._beside(same):
            return
        for value, place in zip(same, found, strict=False):
            self._put(value, place)
        self._left([value for value in same[len(found) :] if value.value.strip() or value.on])

    def _found(self, one: Said, *, several: bool) -> list[Place]:
        """The fields most like it. Of several under one label those that are alike and most: `Name 1`, `Name 2`."""
        scored = self._like(one)
        best = max((score for score, _ in scored), default=0.0)
        if one.each:
            return _one_a_page([place for score, place in scored if score > best - 1.5 * _BONUS])
        if not several:
            return [place for score, place in scored if score == best]
        alike: dict[float, list[Place]] = defaultdict(list)
        for score, place in scored:
            alike[score].append(place)
        return max((_one_a_line(each) for _, each in sorted(alike.items(), reverse=True)), key=len, default=[])

    def _like(self, one: Said) -> list[tuple[float, Place]]:
        kind = "tick" if one.tick else "text"
        scored = [
            (round(self.score(place, one.block, one.label, one.title, one.head) - _ROWED * place.rowed, 6), place)
            for place in self.places
            if place.kind == kind and self.key(place) not in self.used
        ]
        return [each for each in scored if each[0] >= _LIKE]

    def _put(self, one: Said, place: Place) -> None:
        self.used.add(self.key(place))
        self.written.met.add(one.block or place.number)
        if one.tick:
            self.written.ticks[self.key(place)] = one.on
            return
        self.written.texts[self.key(place)] = one.value.strip()
        if one.lead:
            square = self._square(place)
            if square is not None:
                self.used.add(self.key(square))
                self.written.ticks[self.key(square)] = one.lead == "on"

    def _square(self, place: Place) -> Place | None:
        """The square that stands before a line, whatever it is called."""
        near = [
            one
            for one in self.places
            if one.kind == "tick"
            and one.page == place.page
            and abs(one.middle - place.middle) < 2 * _LINE
            and 0 <= place.box[0] - one.box[2] + _LINE < _BESIDE
            and self.key(one) not in self.used
        ]
        return max(near, key=lambda one: one.box[0], default=None)

    def _beside(self, same: Sequence[Said]) -> bool:
        """Write a value beside others into the one field its block has: `Date/Time Prepared` for a date and a time."""
        one = same[0]
        whole = [
            place
            for place in self.places
            if place.kind == "text" and one.block and place.number == one.block and self._is_whole(place, one)
        ]
        if not whole or not one.label:
            return False
        key = self.key(whole[0])
        plain = words(one.label) <= words(one.title)
        values = [value.value.strip() for value in same if value.value.strip()]
        said = values if plain else [f"{one.label}: {value}" for value in values]
        before = self.written.texts.get(key, "")
        self.written.texts[key] = (" " if plain and not whole[0].lines else "\n").join(
            word for word in (before, *said) if word
        )
        self.used.add(key)
        self.written.met.add(one.block)
        return True

    def _is_whole(self, place: Place, one: Said) -> bool:
        free = self.key(place) not in self.used or self.key(place) in self.written.texts
        return free and likeness(place.every, "", one.title) >= _SURE

    def _left(self, said: Iterable[Said]) -> None:
        for one in said:
            self.written.over.append(f"{_name(one.block, one.title, one.label)} has no field here")

    # tables

    def grid(self, grid: Grid, every: Sequence[Grid]) -> None:
        """The rows of a table, each into a line of fields as long as there are lines."""
        self.written.wanted.add(grid.block)
        columns = [self._column(grid, n, every) for n in range(len(grid.heads))]
        lines = self._lines(grid, columns, every)
        full = {n for row in grid.rows for n, cell in enumerate(row) if cell.text.strip() or cell.checks}
        unmet = sorted(n for n in full if not columns[n] and n not in grid.ticks)
        if not lines or len(unmet) * 2 > max(len(full), 1):
            if grid.rows:
                many = f"{len(grid.rows):,} rows have" if len(grid.rows) > 1 else "row has"
                self.written.over.append(f"{_name(grid.block, grid.title)}: its {many} no table here")
            return
        self.written.met.add(grid.block)
        for line, row in zip(lines, grid.rows, strict=False):
            self._row(grid, line, row, columns)
        for line in lines:
            self.used.add(self.key(line))
        if len(grid.rows) > len(lines):
            told = f"{len(lines):,} of {len(grid.rows):,} rows fit"
            self.written.over.append(f"{_name(grid.block, grid.title)}: {told}")
        for n in unmet:
            self.written.over.append(f"{_name(grid.block, grid.title)}: no column for {grid.heads[n] or 'a column'}")

    def _column(self, grid: Grid, at: int, every: Sequence[Grid]) -> list[Place]:
        """The fields under a head: those that no other head of this table is more like."""
        found = []
        for place in self.places:
            if self.key(place) in self.used or place.kind != "text" or not grid.heads[at].strip():
                continue
            own = self.score(place, grid.block, grid.heads[at], "")
            rest = (self.score(place, one.block, head, "") for one in every for head in one.heads if head.strip())
            if own and own >= max(rest, default=0.0):
                found.append(place)
        return found

    def _lines(self, grid: Grid, columns: Sequence[Sequence[Place]], every: Sequence[Grid]) -> list[Place]:
        """The first field of each line: of the column that no other table has, else of the next run of fields."""
        heads = [head for one in every if one is not grid for head in one.heads]
        own = [
            column
            for n, column in enumerate(columns)
            if column and all(words(head) != words(grid.heads[n]) for head in heads)
        ]
        if own:
            return self._whole(_one_a_line(own[0]), columns)
        first = next((column for column in columns if column), [])
        return self._whole(_first_run(_one_a_line(first)), columns)

    def _whole(self, lines: Sequence[Place], columns: Sequence[Sequence[Place]]) -> list[Place]:
        """The lines that have a field in most columns: ICS 230 has some for a time alone."""
        known = [column for column in columns if column]
        return [
            line
            for line in lines
            if 2 * sum(any(_level(line, place) for place in column) for column in known) > len(known)
        ]

    def _row(self, grid: Grid, line: Place, row: Sequence[Field], columns: Sequence[Sequence[Place]]) -> None:
        for n, cell in enumerate(row):
            beside = [place for place in columns[n] if _level(line, place) and self.key(place) not in self.used]
            if cell.text.strip() and beside:
                self.used.add(self.key(beside[0]))
                self.written.texts[self.key(beside[0])] = cell.text.strip()
            elif cell.text.strip() and columns[n]:
                self.written.over.append(f"{_name(grid.block, grid.title)}: {grid.heads[n]} in one row")
            if cell.checks:
                self._squares(grid, n, line, cell.checks)

    def _squares(self, grid: Grid, at: int, line: Place, checks: Sequence[Check]) -> None:
        level = [
            one for one in self.places if one.kind == "tick" and _level(line, one) and self.key(one) not in self.used
        ]
        head = words(grid.heads[at])
        meant = [one for one in level if any(head & name for name in one.every)] or (
            level if len(grid.ticks) == 1 else []
        )
        for check in checks:
            label = words(check.label)
            named = [one for one in meant if any(label <= name for name in one.every)]
            if label and not named and check is checks[0] and len(meant) == 1:
                named = meant
            if named:
                self.used.add(self.key(named[0]))
                self.written.ticks[self.key(named[0])] = check.on
            elif check.on:
                self.written.over.append(f"{_name(grid.block, grid.title)}: no square for {grid.heads[at]}")

    def pictures(self, drawn: Sequence[Drawn]) -> None:
        """Pictures go into no field."""
        for one in drawn:
            self.written.over.append(f"block {one.block}: the picture")


def _level(line: Place, place: Place) -> bool:
    return place.page == line.page and line.box[1] - _LINE / 2 <= place.middle <= line.box[3] + _LINE / 2


def _one_a_page(places: Sequence[Place]) -> list[Place]:
    return list({place.page: place for place in reversed(places)}.values())[::-1]


def _one_a_line(places: Sequence[Place]) -> list[Place]:
    """The leftmost of each line."""
    found: list[Place] = []
    for place in sorted(places, key=lambda one: (one.page, -one.middle, one.box[0])):
        if not found or not _level(found[-1], place):
            found.append(place)
        elif place.box[0] < found[-1].box[0]:
            found[-1] = place
    return found


def _first_run(lines: Sequence[Place]) -> list[Place]:
    """The lines from the first on, until a gap."""
    found = list(lines[:1])
    for line in lines[1:]:
        before = found[-1]
        tall = before.box[3] - before.box[1]
        if line.page != before.page or before.middle - line.middle > _GAP * tall:
            break
        found.append(line)
    return found
