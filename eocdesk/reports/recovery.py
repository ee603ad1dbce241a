"""A desk's recovery key on one page, to be locked away."""

from __future__ import annotations

from eocdesk.models import clock
from eocdesk.reports.document import Bullets, Card, Cards, Document, Pairs, Section, Signature


def recovery_page(words: str, desk: str, folder: str, moment: int, zone: str = "UTC") -> Document:
    """The page. `words` is the recovery key in its groups, `desk` the desk's code."""
    made = clock.at(moment, zone).strftime("%Y-%m-%d %H:%M %Z")
    return Document(
        title=f"Recovery key of desk {desk}",
        about="Opens the desk where its passphrase is forgotten or its keyring is lost",
        subtitle=f"Made {made}",
        marking="SECRET OF THIS DESK",
        marking_colour="#ffffff",
        banner="",
        running_left=f"Recovery key of desk {desk}",
        running_right=made,
        footer_left="Keep under lock, away from the desk",
        footer_lines=("Whoever holds this page and the desk's data folder can read everything on it.",),
        author="",
        moment=moment,
        sections=(
            Section("Recovery key", (Cards((Card("Type it where the passphrase is asked for", words),)),)),
            Section(
                "What it is of",
                (Pairs((("Desk", desk), ("Data folder", folder), ("Made", made))),),
            ),
            Section(
                "To know",
                (
                    Bullets(
                        (
                            "Letter case, spaces and dashes do not matter. O is read as 0, I and L as 1.",
                            "It ends when a new passphrase is set or a new recovery key is made.",
                            "It is nowhere on the machine. Nobody can make this page again.",
                        )
                    ),
                ),
            ),
            Section("Received", (Signature("Kept by"),)),
        ),
    )
