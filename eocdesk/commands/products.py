"""Write what partners are told, approve it, send it to whom its marking allows, chase the answers, recall it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Agency, Dissemination, Event, Product, Refused, Threat, ids
from eocdesk.models.marking import WORDS, Tlp, highest
from eocdesk.store.queries import threats

_SET_BY_ACTS = {"number", "state", "version", "replaces", "sent", "sent_by", "recalled", "reason", "event"}
_COPIED = ("kind", "title", "text", "threat", "document", "marking", "audience")
"""What a new version has of the old one until it is written anew."""


@dataclass(frozen=True, slots=True)
class WriteProduct:
    """Begin a product; of a threat it is marked at least as that threat."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Write a product"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The product's id and number."""
        work.must(Event, self.event)
        values = fit("product", {name: value for name, value in self.values.items() if name not in _SET_BY_ACTS})
        named("product", {"title": "", **values})
        entries.of_event(work, Threat, values.get("threat"), self.event, "threat")
        above = None if values.get("threat") is None else work.must(Threat, values["threat"])
        marking, audience = entries.labels(work, self.event, None, values.get("marking"), values.get("audience", ""))
        if above is not None:
            marking, audience = highest([marking, above.marking]).word, audience or above.audience or ""
        values |= {"marking": marking, "audience": audience}
        number = work.number("product")
        return work.add("product", event=self.event, number=number, **values), number


@dataclass(frozen=True, slots=True)
class AmendProduct:
    """Change a product that is not sent yet; of an approved one no word, and its marking is only raised."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a product"

    def do(self, work: Work) -> bytes:
        """The product's id; Refused where its state forbids it, or an act of its own is meant."""
        before = work.must(Product, self.id)
        values = fit("product", self.values)
        named("product", values)
        differing = {name: value for name, value in values.items() if getattr(before, name) != value}
        for name in sorted(differing.keys() & _SET_BY_ACTS):
            raise Refused("This changes by approving, sending or recalling the product.", name)
        entries.pointing(work, "product", before.event, differing)
        if before.state != "draft":
            _only_stricter(before, differing)
        work.put("product", self.id, **differing)
        return self.id


@dataclass(frozen=True, slots=True)
class NewVersion:
    """Begin the next version of a product: a draft with its words, which takes its place once it is sent."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Write a new version"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The new product's id and number; Refused of a draft, and where there is a newer version already."""
        old = work.must(Product, self.id)
        if old.state == "draft":
            raise Refused("This product is a draft. Change the draft.", "state")
        newer = work.read(threats.replaced_by, old.id)
        if newer:
            raise Refused(f"{newer} takes the place of this product already. Go on from there.", "replaces")
        values = {name: getattr(old, name) for name in _COPIED}
        number, version = work.number("product"), (old.version or 1) + 1
        return work.add("product", event=old.event, number=number, version=version, replaces=old.id, **values), number


@dataclass(frozen=True, slots=True)
class ApproveProduct:
    """A draft may go out."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Approve a product"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number."""
        product = work.must(Product, self.id)
        if product.state != "draft":
            raise Refused("Only a draft is approved.", "state")
        if not product.text.strip() and product.document is None:
            raise Refused("Write the text, or attach the file, before it is approved.", "text")
        work.put("product", self.id, state="approved")
        return _say(work, product, f"Product {product.number} approved: {product.title}")


@dataclass(frozen=True, slots=True)
class Disseminate:
    """Send an approved product to partners. `people`: one named recipient per partner, which TLP:RED needs."""

    product: bytes
    agencies: tuple[bytes, ...]
    due: int | None = None
    way: str = ""
    people: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return "Disseminate a product"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number; Refused where the marking does not let it go to one of them."""
        product = work.must(Product, self.product)
        if product.state not in ("approved", "sent"):
            raise Refused(f"This product is {product.state}. Only an approved one is sent.", "state")
        if not self.agencies:
            raise Refused("Name the partners it goes to.", "agencies")
        people = [" ".join(name.split()) for name in self.people]
        if product.marking == Tlp.RED.word and (len(people) != len(self.agencies) or not all(people)):
            raise Refused("TLP:RED goes to named persons only. Name one recipient for each partner.", "people")
        told = []
        for place, agency in enumerate(self.agencies):
            entries.of_event(work, Agency, agency, product.event, "partner")
            partner = work.must(Agency, agency)
            _allowed(product, partner)
            _tell(work, product, agency, self.way, people[place] if place < len(people) else "")
            told.append(partner.short or partner.name)
        work.put("product", product.id, state="sent", sent=work.moment, sent_by=work.person, due=self.due)
        said = f"Product {product.number} sent to {', '.join(told)}: {product.title}"
        return _say(work, product, said + _superseding(work, product))


@dataclass(frozen=True, slots=True)
class AcknowledgeProduct:
    """A partner has read a product that was sent."""

    product: bytes
    agency: bytes
    by: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Acknowledge a product"

    def do(self, work: Work) -> bytes:
        """The dissemination's id; twice is once."""
        found = _sent(work, self.product, self.agency)
        if found.acknowledged is None:
            work.put("dissemination", found.id, acknowledged=work.moment, acknowledged_by=self.by or work.person)
        return found.id


@dataclass(frozen=True, slots=True)
class ChaseProduct:
    """A partner that has not acknowledged was asked again."""

    product: bytes
    agency: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Chase an acknowledgement"

    def do(self, work: Work) -> bytes:
        """The dissemination's id."""
        found = _sent(work, self.product, self.agency)
        if found.acknowledged is not None:
            raise Refused("This partner has acknowledged already.", "agency")
        work.put("dissemination", found.id, chased=work.moment)
        return found.id


@dataclass(frozen=True, slots=True)
class RecallProduct:
    """Take a product back that was sent; the log names everyone who has it and must be told."""

    id: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Recall a product"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number."""
        product = work.must(Product, self.id)
        if product.state not in ("sent", "superseded"):
            raise Refused("Only a product that was sent is recalled.", "state")
        reason = " ".join(self.reason.split())
        if not reason:
            raise Refused("Say why it is recalled.", "reason")
        work.put("product", self.id, state="recalled", recalled=work.moment, reason=reason)
        told = ", ".join(one.agency_name for one in work.read(threats.sent_to, product.id))
        return _say(work, product, f"Product {product.number} recalled: {reason}. To be told: {told}.")


def _only_stricter(before: Product, differing: dict[str, Any]) -> None:
    for name in sorted(differing.keys() - {"marking", "struck", "due"}):
        raise Refused(f"This product is {before.state}. Write another in its place.", name)
    marking = differing.get("marking")
    if marking is not None and highest([marking]) < highest([before.marking]):
        raise Refused("What was approved under a marking is not marked less strictly.", "marking")


def dissemination_id(event: bytes, product: bytes, agency: bytes) -> bytes:
    """The id of a product told to a partner, the same on every desk."""
    return ids.source_id(event, "dissemination", "product/" + product.hex(), agency.hex())


def _allowed(product: Product, agency: Agency) -> None:
    """Refused where the product's audience, or TLP:AMBER+STRICT without one, leaves this partner out."""
    audience = {name for name in (product.audience or "").split(",") if name}
    if not audience and WORDS.get(product.marking, Tlp.RED) is Tlp.AMBER_STRICT:
        raise Refused("TLP:AMBER+STRICT stays within the organisations named as its audience. Name them.", "audience")
    names = {agency.name.strip().upper(), (agency.short or "").strip().upper()}
    if audience and audience.isdisjoint(names):
        raise Refused(f"{agency.name} is not in this product's audience ({product.audience}).", "agencies")


def _tell(work: Work, product: Product, agency: bytes, way: str, person: str) -> None:
    record = dissemination_id(product.event, product.id, agency)
    said = {"marking": product.marking, "audience": product.audience, "struck": False}
    values = fit("dissemination", {"way": f"{way} to {person}".strip() if person else way}) | said
    if work.get(Dissemination, record) is None:
        values |= {"event": product.event, "product": product.id, "agency": agency}
    work.put("dissemination", record, sent=work.moment, **values)


def _superseding(work: Work, product: Product) -> str:
    """The earlier versions that still stand are superseded by it: what the log says of them."""
    gone, seen, before = [], {product.id}, product.replaces
    while before is not None and before not in seen and (old := work.get(Product, before)) is not None:
        if old.state in ("approved", "sent"):
            work.put("product", old.id, state="superseded")
            gone.append(old.number)
        seen.add(before)
        before = old.replaces
    if not gone:
        return ""
    left = ", ".join(one.agency_name for one in work.read(threats.with_earlier, product.id))
    still = f" The earlier version alone has: {left}." if left else ""
    return f". It takes the place of {', '.join(gone)}.{still}"


def _sent(work: Work, product: bytes, agency: bytes) -> Dissemination:
    if not agency:
        raise Refused("Choose the partner.", "agency")
    event = work.must(Product, product).event
    found = work.get(Dissemination, dissemination_id(event, product, agency))
    if found is None or found.struck:
        raise Refused("This product was not sent to this partner.", "agency")
    return found


def _say(work: Work, product: Product, text: str) -> tuple[bytes, str]:
    return entries.write(work, product.event, text, marking=product.marking, audience=product.audience or "")
