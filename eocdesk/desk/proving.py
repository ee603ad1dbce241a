"""Whether a PDF is what this desk froze: by its bytes, by the digest it carries, by every word on its pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.reports import frozen
from eocdesk.reports.fillable_words import MARK
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.store.queries import access, frozen_papers
from eocdesk.store.queries.access import TrailRow
from eocdesk.store.queries.frozen_papers import Frozen

_KEYWORD = re.compile(r"sha256:([0-9a-f]{64})")
_FILLED = re.compile(MARK + r"([0-9a-f]{64})")
_PRINTED = re.compile(r"\(SHA-256\)\s+((?:[0-9a-f]{4}\s+){3}[0-9a-f]{4})")
_ABOUT = 6
"""Words said before and after the first that differs."""
_SEEN = 48
"""Of 255 levels of grey: what another program draws of the same page differs by less."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the pages of a PDF, its keywords, whether it is Letter (else A4)."""

    pages: tuple[str, ...]
    keywords: str
    letter: bool
    looks: tuple[bytes, ...] = ()
    """The first pages as they are seen, with what was laid over them: a byte of grey for each point."""


Read: TypeAlias = Callable[[bytes], Words]
"""Takes a PDF apart."""


class Difference(NamedTuple):
    """Where two texts part: the page, what was frozen there, what the file says."""

    page: int
    frozen: str
    found: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file. `same`: its text is what was frozen; None where that cannot be said."""

    digest: str
    paper: Frozen | None = None
    identical: bool = False
    same: bool | None = None
    difference: Difference | None = None
    noted: tuple[TrailRow, ...] = ()
    sentence: str = ""


def prove(desk: Desk, data: bytes, read: Read) -> Verdict:
    """What this desk knows of a PDF. Refused where it is none; reads and typesets, so it takes up to seconds."""
    given = read(data)
    digests = _digests(given)
    very = desk.read_now(frozen_papers.of_file, hashlib.sha256(data).hexdigest())
    if very is not None:
        sentence = f"This is {very.name}, byte for byte as it was issued here."
        return Verdict(very.digest, very, identical=True, same=True, sentence=sentence)
    if filled := _FILLED.search(given.keywords):
        return _own_form(desk, filled[1], data)
    if not digests:
        return Verdict("", sentence="This file carries no digest: it is no paper of eocdesk, or was made anew.")
    if len(digests) > 1:
        return Verdict(digests[0], sentence=f"This file carries {len(digests)} different digests: it was put together.")
    digest = digests[0]
    noted = desk.read_now(access.of_digest, digest)
    papers = desk.read_now(frozen_papers.of_digest, digest)
    if not papers:
        return Verdict(digest, noted=noted, sentence=_unfrozen(digest, noted))
    return _compared(desk, given, papers[0], noted, read)


def _own_form(desk: Desk, digest: str, data: bytes) -> Verdict:
    """Somebody's own form that was filled in from a desk: known by its bytes alone, for any program can change it."""
    noted = desk.read_now(access.of_digest, hashlib.sha256(data).hexdigest())
    if noted:
        first = noted[0]
        said = f"This is {first.what}, byte for byte as it was {first.way} from here."
        return Verdict(digest, identical=True, same=True, noted=noted, sentence=said)
    said = (
        f"This is somebody's own form, filled in from eocdesk (digest of what was filled in {digest[:16]}). It is not, "
        "byte for byte, one that went out from this desk: any program can change its fields, so its words are not "
        "vouched for."
    )
    return Verdict(digest, sentence=said)


def first_difference(kept: Sequence[str], given: Sequence[str]) -> Difference | None:
    """Where two documents part, word by word, however their lines break; None where they say the same."""
    for page in range(max(len(kept), len(given))):
        one = kept[page].split() if page < len(kept) else []
        two = given[page].split() if page < len(given) else []
        if one == two:
            continue
        at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
        return Difference(page + 1, _around(one, at), _around(two, at))
    return None


def first_unlike(kept: Sequence[bytes], given: Sequence[bytes]) -> int | None:
    """The number of the first page that is seen otherwise, None where all look the same."""
    for page in range(max(len(kept), len(given))):
        if page >= len(kept) or page >= len(given) or len(kept[page]) != len(given[page]):
            return page + 1
        if kept[page] != given[page] and any(
            abs(one - two) > _SEEN for one, two in zip(kept[page], given[page], strict=True)
        ):
            return page + 1
    return None


def _around(words: Sequence[str], at: int) -> str:
    return " ".join(words[max(at - _ABOUT, 0) : at + _ABOUT]) or "(nothing)"


def _digests(given: Words) -> list[str]:
    """Each digest the file carries: the keyword's whole, else the beginning that stands on the pages."""
    whole = list(dict.fromkeys(_KEYWORD.findall(given.keywords)))
    begun = dict.fromkeys("".join(one.split()) for page in given.pages for one in _PRINTED.findall(page))
    return [*whole, *(one for one in begun if not any(full.startswith(one) for full in whole))]


def _unfrozen(digest: str, noted: Sequence[TrailRow]) -> str:
    if not noted:
        return f"No frozen paper of this desk has the digest {digest[:16]}, and none went out from here with it."
    first = noted[0]
    return (
        f"No frozen paper of this desk has the digest {digest[:16]}. One of that digest, {first.what}, was {first.way} "
        f"by {first.author or 'somebody who did not sign in'}; what it said was not kept, so its words cannot be held "
        "against it."
    )


def _compared(desk: Desk, given: Words, paper: Frozen, noted: tuple[TrailRow, ...], read: Read) -> Verdict:
    if paper.withdrawn:
        said = f"It carries the digest of {paper.name}, which was withdrawn: {paper.withdrawn}"
        return Verdict(paper.digest, paper, noted=noted, sentence=said)
    kept = _kept(desk, given, paper, read)
    if kept is None:
        missing = "what was frozen is not on this desk, or fits no page: fetch it first."
        sentence = f"It carries the digest of {paper.name}, but {missing}"
        return Verdict(paper.digest, paper, noted=noted, sentence=sentence)
    found = first_difference(kept.pages, given.pages)
    other = first_unlike(kept.looks, given.looks)
    if other is None and len(kept.pages) != len(given.pages):
        other = min(len(kept.pages), len(given.pages)) + 1
    if found is None and other is not None:
        said = (
            f"It carries the digest of {paper.name} and its words, but page {other} does not look as it was frozen: "
            "something lies over it, a picture is another, or a page was added or taken out."
        )
        return Verdict(paper.digest, paper, same=False, noted=noted, sentence=said)
    if found is None:
        sentence = f"This is {paper.name}: its text is what was frozen, word for word."
        return Verdict(paper.digest, paper, same=True, noted=noted, sentence=sentence)
    sentence = (
        f"It carries the digest of {paper.name} but does not say what was frozen. First on page {found.page}: "
        f"frozen “{found.frozen}”, in this file “{found.found}”."
    )
    return Verdict(paper.digest, paper, same=False, difference=found, noted=noted, sentence=sentence)


def _kept(desk: Desk, given: Words, paper: Frozen, read: Read) -> Words | None:
    """The frozen pages; set anew from the frozen content where the file is on another size of paper."""
    try:
        kept = read(desk.store.attachment(paper.sha256))
        if kept.letter == given.letter:
            return kept
    except (Unavailable, Refused):
        kept = None
    try:
        document = frozen.thawed(desk.store.attachment(paper.content)) if paper.content else None
    except Unavailable:
        document = None
    if document is None or frozen.digest(document) != paper.digest:
        return kept
    try:
        return read(pdf(document, Paper.LETTER if given.letter else Paper.A4))
    except (Unavailable, TypeError, AttributeError, ValueError, KeyError):  # another desk wrote it, and it fits no page
        return kept
