"""A file that came in is kept as it was, a document at the entry that tells of it, marked as its strictest part."""

from __future__ import annotations

from eocdesk.commands.command import Work
from eocdesk.commands.reading import Whole
from eocdesk.commands.records import fit
from eocdesk.models import Document, Event
from eocdesk.models.marking import highest
from eocdesk.store.queries.attachments import naming

KIND = "document"


def held(work: Work, event: bytes, whole: Whole) -> list[Document]:
    """The documents that keep it already: two desks that read it apart from each other made one each."""
    found = [work.get(Document, record) for kind, record in work.read(naming, whole.sha256) if kind == KIND]
    return [one for one in found if one is not None and one.event == event and one.mime == whole.mime]


def keep(work: Work, event: bytes, name: str, whole: Whole, entry: bytes | None) -> str:
    """Name the bytes, which are kept already, once; what is to be said of it. A stricter marking counts."""
    above = work.must(Event, event)
    marks = [whole.marking] if whole.marking else []
    marking = highest([*marks, above.marking] if whole.bare or not marks else marks).word
    known = held(work, event, whole)
    if known and all(one.struck for one in known):
        return "the file itself was struck by hand and is left so"
    for one in known:
        if highest([marking]) > highest([one.marking]):
            work.put(KIND, one.id, marking=marking)
    if known:
        return f"the file itself is kept already, TLP:{highest([marking, *(one.marking for one in known)]).word}"
    said = {
        "name": name,
        "mime": whole.mime,
        "size": whole.size,
        "sha256": whole.sha256,
        "entry": entry,
        "caption": "As it was imported",
        "marking": marking,
        "audience": above.audience,
    }
    work.add(KIND, event=event, **fit(KIND, said))
    return f"the file itself is kept whole, TLP:{marking}: nothing of it is lost, and it can be exported again"
