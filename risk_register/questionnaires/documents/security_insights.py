"""OpenSSF Security Insights: what a project says of its own security, by keys of a published schema, in YAML or JSON."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from risk_register.intake.contents import Node, Tree
from risk_register.intake.values import Document, Source
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.gathering import EXPIRES, Gathering, place_of, repeated_keys
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

_HEADER = "header"


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate where a header names the schema's version beside parts of that schema."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    root = source.content.root
    version = root[_HEADER]["schema-version"].text
    parts = [key for key in root.pairs if key in family.data["parts"]]
    if not version or not parts:
        return []
    reason = Text("A header with the schema's version {version}, and {count} parts of that schema.", version=version,
                  count=len(parts))
    return [Candidate(family, 95, version, (), (reason,), partial(_read, source, family, version, reason))]


def _read(document: Document, family: Family, version: str, reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    root = document.content.root
    header = root[_HEADER]
    gathering.tell_all(header)
    expiry = header["expiration-date"]
    gathering.tell(EXPIRES, "expiration-date", expiry.text[:10], place_of(expiry))
    gathering.completed = header["last-updated"].text or header["last-reviewed"].text
    gathering.product = root["project"]["name"].text or _last(header["project-url"].text or header["url"].text)
    for key, part in root.pairs.items():
        if key != _HEADER:
            domain = ControlDomain.from_word(family.data["parts"].get(key, "other"))
            _take(gathering, part, [key], key, domain)
    repeated_keys(gathering)
    return gathering.read(version, f"{family.title} {version}", (reason,))


def _take(gathering: Gathering, node: Node, path: list[str], section: str, domain: ControlDomain) -> None:
    """Every value within is an answer; a remark and a link to evidence are notes to the first answer beside them."""
    if node.pairs:
        notes = "\n".join(leaf.text for child in _remarks(gathering.family, node) for leaf in child.leaves())
        others = [(key, child) for key, child in node.pairs.items() if not _is_remark(gathering.family, key)]
        before = len(gathering.answers)
        for key, child in others:
            finer = gathering.family.data["keys"].get(key)
            _take(gathering, child, [*path, key], section, ControlDomain.from_word(finer) if finer else domain)
        _attach(gathering, notes, before, node, path, section)
    elif node.items and any(item.pairs or item.items for item in node.items):
        for number, item in enumerate(node.items, start=1):
            _take(gathering, item, [*path, str(number)], section, domain)
    elif isinstance(node.value, str) or node.value is None or node.items:
        words = "\n".join(leaf.text for leaf in node.leaves())
        good = path[-1] in gathering.family.data["good_when_true"]
        gathering.answer(".".join(path), words, place_of(node), question=" › ".join(path), section=section, domain=domain,
                         polarity=Polarity.YES_IS_GOOD if good else Polarity.NEUTRAL)


def _remarks(family: Family, node: Node) -> Iterator[Node]:
    return (child for key, child in node.pairs.items() if _is_remark(family, key))


def _is_remark(family: Family, key: str) -> bool:
    return key in family.data["remarks"]


def _attach(gathering: Gathering, notes: str, before: int, node: Node, path: list[str], section: str) -> None:
    if not notes:
        return
    if before < len(gathering.answers):
        first = gathering.answers[before]
        gathering.answers[before] = replace(first, notes=f"{first.notes}\n{notes}".strip())
    else:
        gathering.answer(".".join(path), "", place_of(node), question=" › ".join(path), notes=notes, section=section)


def _last(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
