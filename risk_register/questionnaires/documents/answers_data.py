"""Data files that follow no published form: objects with a question and an answer each, or answers by their keys."""

import re
from collections.abc import Iterator
from functools import partial

from risk_register.intake.contents import Node, Tree
from risk_register.intake.values import Document, Source
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import normal
from risk_register.questionnaires.documents.gathering import (
    Gathering,
    domain_of,
    is_within,
    place_of,
    repeated_keys,
    role_of,
    take_role,
)
from risk_register.questionnaires.families import Family, family
from risk_register.questionnaires.layout import ANSWER, ID, NOTES, QUESTION, SECTION, WEIGHT
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins within a key: 'questionText'."""
_ROLES = (ID, QUESTION, ANSWER, NOTES, SECTION, WEIGHT)


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate for a list whose members ask, or for an object of answers under a name that says so."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    root = source.content.root
    lists = [node for node in _lists(root) if _asks(node, family)]
    if lists:
        answered = any(ANSWER in _roles(item, family) for node in lists for item in node.items)
        reason = Text("{count} entries, each with a question.", count=sum(len(node.items) for node in lists))
        return [Candidate(family, 60 if answered else 52, "", (), (reason,),
                          partial(_read_lists, source, family, lists, reason, answered=answered))]
    keyed = [node for key, node in root.pairs.items() if normal(key) in family.data["answers_under"] and node.pairs]
    if keyed:
        reason = Text("{count} answers by their keys, under “{name}”.", count=sum(len(node.pairs) for node in keyed),
                      name=keyed[0].key)
        return [Candidate(family, 56, "", (), (reason,), partial(_read_keyed, source, family, keyed, reason))]
    return []


def _lists(node: Node) -> Iterator[Node]:
    """Lists of objects, the outermost first."""
    if node.items:
        yield node
    for child in node.pairs.values() or node.items:
        yield from _lists(child)


def _roles(item: Node, own: Family) -> dict[str, Node]:
    """What an object's keys hold, by the words that head columns of tables."""
    found: dict[str, Node] = {}
    headings = family("plain_table").headings
    for key, child in item.pairs.items():
        plain = _HUMP.sub(" ", key).replace("_", " ").replace("-", " ")
        role = own.data["keys"].get(normal(plain)) or (headings.role(plain) or (None,))[0]
        if role in _ROLES and not child.pairs:
            found.setdefault(role, child)
        elif role == ANSWER:
            inner = _roles(child, own)
            found.update({name: inner[name] for name in (ANSWER, NOTES) if name in inner and name not in found})
    return found


def _asks(node: Node, own: Family) -> bool:
    """Whether most members of a list are objects with words under a key that asks."""
    asking = sum(1 for item in node.items if QUESTION in (roles := _roles(item, own)) and roles[QUESTION].text)
    return asking >= own.fewest_ids and asking * 2 > len(node.items)


def _read_lists(document: Document, own: Family, lists: list[Node], reason: Text, *, answered: bool) -> ReadQuestionnaire:
    gathering = Gathering(document, own)
    within = {node.pointer for node in lists}
    for node in lists:
        for item in node.items:
            _entry(gathering, item, within)
    _cover(gathering, document.content.root, within)
    repeated_keys(gathering)
    if not answered:
        gathering.questions_only = Text("It lists questions and has no place for answers.")
    return gathering.read("", _title(document), (reason,))


def _entry(gathering: Gathering, item: Node, within: set[str]) -> None:
    roles = _roles(item, gathering.family)
    used = {node.pointer for node in roles.values()}
    question = roles[QUESTION].text if QUESTION in roles else ""
    answer = roles.get(ANSWER)
    if not question and answer is None:
        for leaf in item.leaves():
            gathering.set_aside(place_of(leaf), leaf.text, Text("The entry holds no question."))
        return
    words = {role: "\n".join(leaf.text for leaf in node.leaves()) for role, node in roles.items()}
    section = words.get(SECTION, "")
    extra: dict[str, str] = {}
    for key, child in item.pairs.items():
        if child.pointer not in used and child.pointer not in within:
            extra |= _kept(key, child, within, used)
    gathering.answer(words.get(ID, ""), words.get(ANSWER, ""), place_of(answer or item), question=question,
                     notes=words.get(NOTES, ""), section=section, domain=domain_of(section, question), extra=extra,
                     weight=_weight(words.get(WEIGHT, "")))


def _weight(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 5 else 1


def _kept(key: str, node: Node, within: set[str], used: set[str]) -> dict[str, str]:
    """What else an entry holds under a key, but for what is used already or is read as entries itself."""
    under = node.pointer
    text = "; ".join(leaf.text for leaf in node.leaves() if leaf.pointer not in used
                     and not is_within(leaf, used, under) and not is_within(leaf, within, under))
    return {key: text} if text else {}


def _read_keyed(document: Document, own: Family, keyed: list[Node], reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, own)
    for node in keyed:
        for key, child in node.pairs.items():
            _keyed(gathering, key, child, node.key)
    _cover(gathering, document.content.root, {node.pointer for node in keyed})
    repeated_keys(gathering)
    return gathering.read("", _title(document), (reason,))


def _keyed(gathering: Gathering, key: str, node: Node, section: str) -> None:
    """One answer under its key: a value, an object with an answer in it, or a group of further ones."""
    roles = _roles(node, gathering.family)
    if ANSWER in roles:
        words = {role: "\n".join(leaf.text for leaf in child.leaves()) for role, child in roles.items()}
        used = {child.pointer for child in roles.values()}
        extra: dict[str, str] = {}
        for name, child in node.pairs.items():
            extra |= {} if child.pointer in used else _kept(name, child, set(), used)
        gathering.answer(key, words[ANSWER], place_of(roles[ANSWER]), question=words.get(QUESTION) or _asked(key),
                         notes=words.get(NOTES, ""), section=section, domain=domain_of(key), extra=extra)
    elif node.pairs:
        for inner, child in node.pairs.items():
            _keyed(gathering, f"{key}.{inner}", child, key)
    else:
        words_said = "\n".join(leaf.text for leaf in node.leaves())
        gathering.answer(key, words_said, place_of(node), question=_asked(key), section=section, domain=domain_of(key))


def _asked(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")


def _cover(gathering: Gathering, root: Node, within: set[str]) -> None:
    """What stands outside the answers: the file's particulars."""
    for leaf in root.leaves():
        if is_within(leaf, within):
            continue
        label = leaf.pointer[1:].replace("/", ".")
        role = role_of(_asked(leaf.key)) or gathering.family.data["particulars"].get(leaf.key.casefold())
        gathering.tell(role or label[:60], label, leaf.text, place_of(leaf))
        if role:
            take_role(gathering, role, leaf.text)


def _title(document: Document) -> str:
    root = document.content.root
    return root["title"].text or root["name"].text or document.file_name.rpartition(".")[0]
