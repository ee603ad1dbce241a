"""A form of ours written into a user's own fillable PDF of it, marked on each page; what found no room is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eocdesk.models import Refused
from eocdesk.reports import fillable_press as press
from eocdesk.reports.document import Document
from eocdesk.reports.fillable_match import Key, Written, matched
from eocdesk.reports.fillable_read import Leaf, Opened, Place, form_name, opened, said_form
from eocdesk.reports.fillable_said import Drawn, Thing, things
from eocdesk.reports.fillable_words import MARK
from eocdesk.reports.fillable_write import Copy, Press
from eocdesk.reports.ics import titles, titles_status, titles_work
from eocdesk.reports.sheet import Sheet

_FORMS = {**titles.BY_NUMBER, **titles_work.BY_NUMBER, **titles_status.BY_NUMBER}
_UNREAD = 6
"""A file of so few pages with fields may be a form that does not say on its pages which."""
_READ = 12
"""Of so many pages that do not say it plainly the words are put together from their fonts."""
_FIELDS = 2_000
"""ICS 209, the largest, has a thousand."""
_ENOUGH = 0.5
_TWO = 2
_COPIES = 40
_LABEL = 40
_NAMED = 3
"""So many things that found no room are named on each page; all of them are told to who fills the form."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: the file, of how many fields so many hold something, which blocks it has, what found no room.

    `copies` of the form's pages were filled; `emptied` fields held something before, `dropped` links, buttons, scripts
    and attachments stayed behind; `whole`: our own form follows, because something found no room.
    """

    pdf: bytes
    form: str
    fields: int
    filled: int
    blocks: tuple[str, ...]
    over: tuple[str, ...]
    pages: int
    copies: int = 1
    emptied: int = 0
    dropped: int = 0
    whole: bool = False
    seen: bytes = b""  # the same without fields, for viewers and printers that draw none

    @property
    def sentence(self) -> str:
        """What was done, for who asked for it."""
        form = f"{self.form}: {self.filled:,} of {self.fields:,} fields filled"
        told = [f"{form} in {self.copies:,} copies" if self.copies > 1 else form]
        if self.emptied:
            told.append(f"{_many(self.emptied, 'field')} held something already and {_was(self.emptied)} emptied")
        if self.dropped:
            told.append(
                f"{_many(self.dropped, 'link, button or hidden field', 'links, buttons and hidden fields')} left out"
            )
        if self.over:
            told.append(f"Not whole on it: {'; '.join(self.over)}")
            told.append("The whole of it follows on the form eocdesk draws")
        return ". ".join(told) + "."


def fill(data: bytes, document: Document, own: bytes, *, seen: bool = False) -> Filled:
    """Write a document into a user's PDF. `own` are its pages as we draw them, which follow if something finds no room.

    With `seen` the file is made without fields too, as it is to be looked at and printed.
    Refused, with the reason, where the file is no form that can be filled, or another form.
    """
    sheets = [one for one in document.sections if isinstance(one, Sheet)]
    if len(sheets) != len(document.sections) or not sheets or len({one.number for one in sheets}) > 1:
        raise Refused("A single ICS form can be filled into a PDF of yours; this paper is not one.", "fill")
    form = _FORMS.get(sheets[0].number)
    if form is None:
        raise Refused(f"{sheets[0].number} cannot be filled into a PDF of yours.", "fill")
    if len(sheets) > _COPIES:
        raise Refused(f"That would be {len(sheets):,} copies. Say of which it is to be, with --for.", "fill")
    file = opened(data)
    leaves = _leaves_of(file, form.number)
    items = _items(form)
    every = [things(sheet, items) for sheet in sheets]
    written = [matched(each, leaves) for each in every]
    _enough(written[0], form.number, every[0])
    return _made(document, own, file, leaves, written, seen=seen)


def _items(form: titles.Form) -> frozenset[str]:
    """The words that the form prints inside its blocks, as our tables write them."""
    found = {item for block in form.blocks for item in block.items}
    return frozenset(found | {part.strip() for item in found for part in re.split(r"[:,]", item) if part.strip()})


def _leaves_of(file: Opened, number: str) -> tuple[Leaf, ...]:
    """The pages of this form alone: a booklet shares names among forms, and filling one would fill the others."""
    wanted = form_name(number)
    same = {wanted, wanted.removesuffix("CG")}
    leaves = file.leaves
    if not any(leaf.form in same for leaf in leaves):
        unread = [leaf for leaf in leaves if not leaf.form][:_READ]
        told = {leaf.page: said_form(file.reader.pages[leaf.page], whole=True) for leaf in unread}
        leaves = tuple(replace(leaf, form=told.get(leaf.page, leaf.form)) for leaf in leaves)
    others = sorted({f"ICS {leaf.form}" for leaf in leaves if leaf.form and leaf.form not in same})
    found = tuple(leaf for leaf in leaves if leaf.form in same)
    if not others and len(leaves) <= _UNREAD:
        found = leaves
    if not found and others:
        named = ", ".join(others[:_NAMED]) + (f" and {len(others) - _NAMED} more" if len(others) > _NAMED else "")
        raise Refused(f"This PDF is {named}, not {number}.", "fill")
    if not found:
        raise Refused(f"No page of this PDF says that it is {number}.", "fill")
    many = sum(len(leaf.places) for leaf in found)
    if many > _FIELDS:
        raise Refused(f"This PDF has {many:,} fields; no ICS form has more than {_FIELDS:,}.", "fill")
    return found


def _enough(written: Written, number: str, every: Sequence[Thing]) -> None:
    wanted = {one.block for one in every if not isinstance(one, Drawn) and one.block}
    met = written.met & wanted
    if len(met) < max(_TWO, _ENOUGH * len(wanted)):
        found = f"blocks {_listed(met)}" if met else "no block"
        raise Refused(
            f"Too little of this PDF is known as {number}: {found} of {len(wanted)} were found by their titles. "
            "Use the form eocdesk draws.",
            "fill",
        )


def _listed(blocks: Sequence[str] | set[str]) -> str:
    return ", ".join(sorted(blocks, key=lambda one: (int(re.sub(r"\D", "", one) or 0), one)))


def _made(
    document: Document, own: bytes, file: Opened, leaves: Sequence[Leaf], written: Sequence[Written], *, seen: bool
) -> Filled:
    places = {(place.page, place.at): place for leaf in leaves for place in leaf.places}
    order, values = _order(written), _values(written, places)
    over = list(dict.fromkeys(said for one in written for said in one.over))
    over += _short(press.pressed(document, values, press.Edges(())), order, places)
    sizes = [(leaf.width, leaf.height) for _ in written for leaf in leaves]
    edges = press.Edges(sizes, _missing(over), _notice(document))
    made = press.pressed(document, values, edges)

    def bound(*, flat: bool = False) -> Press:
        book = Press(file, made, *press.room(document, edges.missing), flat=flat)
        for n, one in enumerate(written):
            at = {key: place for (copy, key), place in order.items() if copy == n}
            book.copy(Copy(leaves, one.texts, one.ticks), at, len(order) + n * len(leaves))
        if over:
            book.append(own)
        return book

    book, facts = bound(), _facts(document)
    return Filled(
        book.done(facts),
        next(one for one in document.sections if isinstance(one, Sheet)).number,
        sum(place.kind != "sign" for place in places.values()) * len(written),
        sum(sum(bool(text) for text in one.texts.values()) + sum(one.ticks.values()) for one in written),
        tuple(_listed(written[0].met - {""}).split(", ")),
        tuple(over),
        book.pages,
        copies=len(written),
        emptied=sum(place.held for place in places.values()),
        dropped=sum(leaf.dropped for leaf in leaves),
        whole=bool(over),
        seen=bound(flat=True).done(facts) if seen else b"",
    )


def _order(written: Sequence[Written]) -> dict[tuple[int, Key], int]:
    """Which value is set on which page: copy by copy, those that say something."""
    keys = [(n, key) for n, one in enumerate(written) for key, text in one.texts.items() if text]
    return {key: at for at, key in enumerate(keys)}


def _values(written: Sequence[Written], places: dict[Key, Place]) -> list[press.Value]:
    made = []
    for n, key in _order(written):
        place, text = places[key], written[n].texts[key]
        wide, tall = place.box[2] - place.box[0], place.box[3] - place.box[1]
        made.append(press.Value(text, max(wide, 8), max(tall, 6), place.size, place.lines))
    return made


def _short(made: press.Set, order: dict[tuple[int, Key], int], places: dict[Key, Place]) -> list[str]:
    """What did not fit whole into its field."""
    keys = list(order)
    said = [f"“{_label(places[keys[cut.at][1]])}”: {cut.fit:,} of {cut.of:,} letters fit" for cut in made.cut]
    if made.boxed:
        said.append(f"{made.boxed:,} letters for which this desk has no typeface (□)")
    return said


def _label(place: Place) -> str:
    label = place.label if len(place.label) <= _LABEL else min(place.label, place.name, key=len)
    label = " ".join(re.sub(r"[_ :]*Row[_ ]*(\d+)$", r", row \1", label).split()).strip(" :_")
    return label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"


def _missing(over: Sequence[str]) -> str:
    if not over:
        return ""
    named = "; ".join(over[:_NAMED]) + (f"; and {len(over) - _NAMED:,} more" if len(over) > _NAMED else "")
    return f"Not whole on this form: {named}. The whole of it is on the pages after it, drawn by eocdesk."


def _notice(document: Document) -> str:
    return next((one.notice for one in document.sections if isinstance(one, Sheet) and one.notice), "")


def _facts(document: Document) -> dict[str, str]:
    return {
        "/Title": f"{document.title}, {document.about}",
        "/Author": document.author,
        "/Subject": document.marking,
        "/Keywords": f"{MARK}{document.digest}",
        "/Producer": "eocdesk",
    }


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
