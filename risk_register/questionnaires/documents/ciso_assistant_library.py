"""CISO Assistant libraries: frameworks as lists of nodes, with the questions to each and the choices offered. Never answers."""

from collections.abc import Iterator
from functools import partial

from risk_register.intake.contents import Node, Tree
from risk_register.intake.values import Document, Source
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.gathering import Gathering, domain_of, place_of, repeated_keys
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

_NODES = "requirement_nodes"


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate where a library holds frameworks with nodes."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    root = source.content.root
    frameworks = _frameworks(root)
    nodes = sum(len(framework[_NODES].items) for framework in frameworks)
    if nodes < family.fewest_ids:
        return []
    assessable = sum(1 for framework in frameworks for node in framework[_NODES].items if _true(node["assessable"]))
    version = root["version"].text
    reason = Text("A library with {nodes} nodes, {assessable} of them to be assessed.", nodes=nodes, assessable=assessable)
    return [Candidate(family, 95, version, (), (reason,), partial(_read, source, family, frameworks, version, reason))]


def _frameworks(root: Node) -> list[Node]:
    objects = root["objects"]
    found = [objects["framework"], *objects["frameworks"].items, *objects["framework"].items, root["framework"]]
    return [framework for framework in found if framework[_NODES].items]


def _true(node: Node) -> bool:
    return node.text.casefold() in ("true", "x", "yes")


def _read(document: Document, family: Family, frameworks: list[Node], version: str, reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    root = document.content.root
    gathering.tell_all(root, but={"objects", "framework"})
    for framework in frameworks:
        _take(gathering, framework)
    gathering.questions_only = Text("It is a library of CISO Assistant: questions to send, without a place for answers.")
    repeated_keys(gathering)
    title = frameworks[0]["name"].text or root["name"].text
    return gathering.read(version, title, (reason,))


def _take(gathering: Gathering, framework: Node) -> None:
    nodes = framework[_NODES].items
    names = {node["urn"].text: _words(node) for node in nodes}
    typed = any(node["questions"].pairs or node["questions"].items for node in nodes)
    for node in nodes:
        section = names.get(node["parent_urn"].text, "")
        asked = list(_questions(node))
        for number, (question, words) in enumerate(asked, start=1):
            reference = node["ref_id"].text or node["urn"].text.rpartition(":")[2]
            choices = [choice["value"].text or choice.text for choice in question["choices"].items]
            gathering.answer(reference if len(asked) == 1 else f"{reference}.{number}", "", place_of(question), question=words,
                             section=section or _words(node), domain=domain_of(section, _words(node)), choices=choices,
                             guidance=_guidance(node, words))
        if asked:
            continue
        if _true(node["assessable"]) and not typed:
            gathering.answer(node["ref_id"].text, "", place_of(node), question=_words(node), section=section,
                             domain=domain_of(section, _words(node)), guidance=_guidance(node, _words(node)))
        else:
            gathering.leftovers.skip(Text("section titles and remarks"))


def _questions(node: Node) -> Iterator[tuple[Node, str]]:
    """The questions to a node, in a mapping by name (version 2) or in a list."""
    held = node["questions"]
    for question in held.pairs.values() or held.items or (node["question"]["questions"].items):
        if question["text"].text:
            yield question, question["text"].text


def _words(node: Node) -> str:
    return node["description"].text or node["name"].text or node["ref_id"].text


def _guidance(node: Node, asked: str) -> str:
    parts = (node["name"].text, node["description"].text, node["annotation"].text, node["typical_evidence"].text)
    return "\n".join(part for part in parts if part and part != asked)
