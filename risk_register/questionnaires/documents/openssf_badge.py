"""The OpenSSF Best Practices badge as JSON: for each criterion a status and a justification, in one flat object."""

from functools import partial

from risk_register.intake.contents import Tree
from risk_register.intake.values import Document, Source
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.gathering import Gathering, place_of, repeated_keys
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

_STATUS, _JUSTIFICATION = "_status", "_justification"
_UNKNOWN = "?"
"""What the site shows before anybody has answered."""


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate where enough keys end in '_status' and hold one of the badge's words."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    pairs = source.content.root.pairs
    known = sum(1 for key, node in pairs.items()
                if key.endswith(_STATUS) and node.text.casefold() in family.data["statuses"])
    if known < family.fewest_ids:
        return []
    reason = Text("{count} criteria of the badge, each a key that ends in “_status”.", count=known)
    return [Candidate(family, 95, _level(source), (), (reason,), partial(_read, source, family, reason))]


def _level(document: Document) -> str:
    return str(document.content.root["badge_level"].text)


def _read(document: Document, family: Family, reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    pairs = document.content.root.pairs
    for key, node in pairs.items():
        criterion = key.removesuffix(_STATUS)
        if key.endswith(_STATUS):
            note = pairs.get(criterion + _JUSTIFICATION)
            gathering.answer(criterion, node.text, place_of(node), notes=note.text if note else "",
                             domain=_domain(criterion, family), question=criterion.replace("_", " "),
                             verdict=Verdict.UNANSWERED if node.text == _UNKNOWN else None)
        elif key.endswith(_JUSTIFICATION):
            criterion = key.removesuffix(_JUSTIFICATION)
            if criterion + _STATUS not in pairs and node.text:
                gathering.answer(criterion, "", place_of(node), notes=node.text, domain=_domain(criterion, family),
                                 question=criterion.replace("_", " "))
    given = {key for key in pairs if key.endswith((_STATUS, _JUSTIFICATION))}
    gathering.tell_all(document.content.root, but=given)
    repeated_keys(gathering)
    root = document.content.root
    gathering.product = root["name"].text
    gathering.completed = root["updated_at"].text
    level = _level(document)
    return gathering.read(level, f"{family.title} {level}".strip(), (reason,))


def _domain(criterion: str, family: Family) -> ControlDomain:
    """By the longest beginning of the criterion's name that has a domain."""
    beginnings = family.data["beginnings"]
    best = max((name for name in beginnings if criterion.startswith(name)), key=len, default=None)
    return ControlDomain.OTHER if best is None else ControlDomain.from_word(beginnings[best])
