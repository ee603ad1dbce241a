"""Ask a partner for information and write down the answer; both stand in the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Agency, Event, Inquiry, Refused, Threat, clock
from eocdesk.models.marking import highest

_SET_BY_ACTS = {"number", "event"}
_OF_ANSWER = {"answer", "answered"}


@dataclass(frozen=True, slots=True)
class AskInformation:
    """Ask a question; about a threat it is marked at least as that threat."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Ask for information"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The question's id and number; Refused where it is empty or due before it is asked."""
        event = work.must(Event, self.event)
        never = _SET_BY_ACTS | _OF_ANSWER
        values = fit("inquiry", {name: value for name, value in self.values.items() if name not in never})
        named("inquiry", {"question": "", **values})
        entries.pointing(work, "inquiry", self.event, values)
        above = None if values.get("threat") is None else work.must(Threat, values["threat"])
        wanted = values.get("marking") or (above.marking if above is not None else None)
        marking, audience = entries.labels(work, self.event, None, wanted, values.get("audience", ""))
        if above is not None:
            marking, audience = highest([marking, above.marking]).word, audience or above.audience or ""
        values |= {"marking": marking, "audience": audience}
        values["asked"] = values.get("asked") or work.moment
        values["asked_by"] = values.get("asked_by") or work.person
        _in_time(values["asked"], values.get("due"))
        number = work.number("inquiry")
        made = work.add("inquiry", event=self.event, number=number, **values)
        due = values.get("due")
        until = f", answer by {clock.at(due, event.zone):%Y-%m-%d %H:%M}" if due is not None else ""
        inquiry = work.must(Inquiry, made)
        _say(work, inquiry, f"Question {number} asked{_of(work, inquiry)}{until}: {inquiry.question}")
        return made, number


@dataclass(frozen=True, slots=True)
class AnswerInquiry:
    """Write down what was answered. The answer may be marked more strictly than the question, never less."""

    id: bytes
    answer: str
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Answer a question"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number; Refused where it is answered already, or the answer is empty."""
        inquiry = work.must(Inquiry, self.id)
        if inquiry.answered is not None:
            raise Refused("This question is answered already. More of the answer is added in its form.", "answer")
        values = fit("inquiry", {"answer": self.answer.strip()})
        if not values["answer"]:
            raise Refused("Say what was answered.", "answer")
        if self.marking is not None:
            values["marking"] = highest([inquiry.marking, fit("inquiry", {"marking": self.marking})["marking"]]).word
        work.put("inquiry", self.id, answered=work.moment, **values)
        now = work.must(Inquiry, self.id)
        return _say(work, now, f"Question {now.number} answered{_of(work, now, 'by')}: {now.answer}")


@dataclass(frozen=True, slots=True)
class AmendInquiry:
    """Change a question; an answer given by its form counts, and is logged, as one given by the act."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a question"

    def do(self, work: Work) -> bytes:
        """The question's id; without an answer it is open again."""
        before = work.must(Inquiry, self.id)
        values = fit("inquiry", {name: value for name, value in self.values.items() if name not in _SET_BY_ACTS})
        named("inquiry", values)
        entries.pointing(work, "inquiry", before.event, values)
        _in_time(values.get("asked", before.asked), values.get("due", before.due))
        answer = str(values.get("answer", before.answer) or "").strip()
        when = values.get("answered", before.answered)
        if when is not None and not answer:
            if "answered" in values and values["answered"] != before.answered:
                raise Refused("Say what was answered.", "answer")
            when = None
        values["answered"] = when or work.moment if answer else None
        work.put("inquiry", self.id, **values)
        now = work.must(Inquiry, self.id)
        if answer and not (before.answer or "").strip():
            _say(work, now, f"Question {now.number} answered{_of(work, now, 'by')}: {answer}")
        return self.id


def _in_time(asked: int | None, due: int | None) -> None:
    if asked is not None and due is not None and due < asked:
        raise Refused("The answer is due before the question is asked.", "due")


def _of(work: Work, inquiry: Inquiry, way: str = "of") -> str:
    """` of Harbour Police`; nothing where no partner is named."""
    agency = None if inquiry.agency is None else work.get(Agency, inquiry.agency)
    return "" if agency is None else f" {way} {agency.short or agency.name}"


def _say(work: Work, inquiry: Inquiry, text: str) -> tuple[bytes, str]:
    return entries.write(work, inquiry.event, text, marking=inquiry.marking, audience=inquiry.audience or "")
