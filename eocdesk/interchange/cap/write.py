"""Our own alerts and the warnings sent to partners as CAP 1.2: one message, or several in an Atom feed."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from html import escape

from eocdesk.interchange.cap.blocks import NAMESPACE, area, element, name_of, said, time
from eocdesk.interchange.format import EXERCISE, Export
from eocdesk.models import Alert, Product, Record
from eocdesk.models.marking import Tlp, audience, highest

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CATEGORIES = (
    *("Geo", "Met", "Safety", "Security", "Rescue", "Fire"),
    *("Health", "Env", "Transport", "Infra", "CBRNE", "Other"),
)
_RESPONSES = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
_OF_HAZARD = {
    **dict.fromkeys(("heat", "wind", "storm", "flood", "winter"), "Met"),
    **dict.fromkeys(("earthquake", "tsunami"), "Geo"),
    "wildfire": "Fire",
    "smoke": "Env",
    "outage": "Infra",
    "hazmat": "CBRNE",
    "health": "Health",
    "security": "Security",
}
_NAMELESS = "emergency-operations-centre"
_SENT = ("sent", "recalled")


@dataclass(frozen=True, slots=True)
class _Message:
    """The head of one message and what it tells."""

    identifier: str
    sender: str
    sent: int
    message: str
    status: str
    record: Record
    info: str
    references: tuple[str, ...] = ()
    note: str = ""


def write_cap(export: Export) -> bytes:
    """The messages. Drafts stay here, and so do the alerts that others issued."""
    messages = _Writer(export).messages()
    if len(messages) == 1:
        return (_HEAD + _alert(messages[0])).encode()
    entries = "".join(_entry(message) for message in messages)
    identity = said("id", f"urn:uuid:{uuid.UUID(bytes=export.event.id)}")
    updated = said("updated", time(max((one.sent for one in messages), default=export.now)))
    inside = f"{identity}<title>Alerts</title>\n{updated}{entries}"
    return f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom">\n{inside}</feed>\n'.encode()


def _entry(message: _Message) -> str:
    content = f'<content type="application/cap+xml">\n{_alert(message)}</content>\n'
    title = said("title", message.identifier)
    identity = said("id", f"urn:cap:{message.sender},{message.identifier}")
    return element("entry", identity, title, said("updated", time(message.sent)), content)


def _alert(message: _Message) -> str:
    named = [name for name in audience(message.record.audience).split(",") if name]
    tlp = highest([message.record.marking])
    scope = "Private" if named else "Public" if tlp is Tlp.CLEAR else "Restricted"
    only = f", for {', '.join(named)} only" if named else ""
    passed = "" if scope == "Public" else tlp.label + only
    inside = (
        said("identifier", message.identifier),
        said("sender", message.sender),
        said("sent", time(message.sent)),
        said("status", message.status),
        said("msgType", message.message),
        said("scope", scope),
        said("restriction", passed),
        said("addresses", " ".join(f'"{name}"' if " " in name else name for name in named)),
        said("note", message.note),
        said("references", " ".join(message.references)),
        message.info,
    )
    return f'<alert xmlns="{escape(NAMESPACE)}">\n{"".join(inside)}</alert>\n'


class _Writer:
    def __init__(self, export: Export) -> None:
        self._export = export
        self._before = EXERCISE if export.event.exercise else ""
        event = export.event
        seen = highest([event.marking]) <= highest([export.marking]) and not event.audience
        self._sender = (name_of(event.code) if seen else "") or _NAMELESS
        self._alerts = {one.identifier: one for one in export.alerts if one.identifier and not one.source}
        self._products = {one.id: one for one in export.products if one.kind == "warning" and one.state != "draft"}

    def messages(self) -> list[_Message]:
        """Every message, the oldest first."""
        ours = [one for one in self._export.alerts if not one.source and one.status != "draft"]
        made = [self._of_alert(one) for one in ours]
        made += [self._of_product(one) for one in self._products.values() if one.state in _SENT]
        return sorted(made, key=lambda one: (one.sent, one.identifier))

    def _status(self, word: str) -> str:
        if self._export.event.exercise:
            return "Exercise"
        return word.capitalize() if word in {"exercise", "system", "test"} else "Actual"

    def _of_alert(self, one: Alert) -> _Message:
        named = [self._alerts[key] for key in one.replaces or () if key in self._alerts]
        return _Message(
            *self._name(one),
            one.message.capitalize(),
            self._status(one.status),
            one,
            self._info(one),
            tuple(",".join((self._name(old)[1], self._name(old)[0], time(self._name(old)[2]))) for old in named),
        )

    def _name(self, one: Alert) -> tuple[str, str, int]:
        sent = one.sent if one.sent is not None else one.made_at
        return name_of(one.identifier) or one.id.hex(), name_of(one.sender) or self._sender, sent

    def _info(self, one: Alert) -> str:
        event = self._before + one.title
        ends = element("parameter", said("valueName", "eventEndingTime"), said("value", time(one.ends)))
        return element(
            "info",
            *(said("category", word) for word in _words(one.category, _CATEGORIES) or [_of_hazard(one.hazard)]),
            said("event", event),
            *(said("responseType", word) for word in _words(one.response, _RESPONSES)),
            said("urgency", one.urgency.capitalize()),
            said("severity", one.severity.capitalize()),
            said("certainty", one.certainty.capitalize()),
            said("onset", time(one.onset)),
            said("expires", time(one.expires)),
            said("headline", self._before + one.headline if one.headline.strip() else ""),
            said("description", one.description),
            said("instruction", one.instruction),
            said("web", one.url if re.fullmatch(r"https?://\S+", one.url) else ""),
            ends if one.ends is not None else "",
            area(one.area, one.geometry, one.codes or (), event),
        )

    def _of_product(self, one: Product) -> _Message:
        """A warning: an update where it replaces one that goes out too, a cancel of itself once it is recalled."""
        sent = one.sent if one.sent is not None else one.made_at
        old = self._products.get(one.replaces or b"")
        recalled = one.state == "recalled"
        message = "Cancel" if recalled else "Update" if old is not None else "Alert"
        about = one if recalled else old
        references = () if about is None else (self._reference(about),)
        info = element(
            "info",
            said("category", "Security"),
            said("event", self._before + one.title),
            *(said(name, "Unknown") for name in ("urgency", "severity", "certainty")),
            said("headline", self._before + " ".join(part for part in (one.number, one.title) if part)),
            said("description", one.text),
        )
        key, moment = (f"{one.id.hex()}-recall", one.recalled or sent) if recalled else (one.id.hex(), sent)
        note = f"Recalled: {one.reason}" if recalled and one.reason.strip() else ""
        return _Message(key, self._sender, moment, message, self._status(""), one, info, references, note)

    def _reference(self, one: Product) -> str:
        return f"{self._sender},{one.id.hex()},{time(one.sent if one.sent is not None else one.made_at)}"


def _of_hazard(hazard: str) -> str:
    return _OF_HAZARD.get(hazard, "Other")


def _words(line: str, known: tuple[str, ...]) -> list[str]:
    """Those of a line's words that CAP knows, as it spells them."""
    spelled = {word.casefold(): word for word in known}
    return list(dict.fromkeys(spelled[word] for word in re.findall(r"[a-z]+", line.casefold()) if word in spelled))
