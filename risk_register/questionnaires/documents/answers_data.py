"""Data files that follow no published form: objects with a question and an answer each, or answers by their keys."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

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
_TITLES = ("title", "section", "name", "category", "domain", "heading", "label")
_TITLED = ("title", "name", "description", "text", "summary")
_CODE = re.compile(r"(?=\S*\d)\S{1,24}")
_GENERAL = 500
"""How sure a key is that means something only in data files, such as 'text' and 'value'."""
_ROLES = (ID, QUESTION, ANSWER, NOTES, SECTION, WEIGHT)


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate for a list whose members ask, or for an object of answers under a name that says so."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    root = source.content.root
    lists = [each for each in _lists(root) if _asks(each.node, family)]
    if sum(len(each.node.items) for each in lists) >= family.fewest_ids:
        answered = any(ANSWER in _roles(item, family) for each in lists for item in each.node.items)
        reason = Text("{count} entries, each with a question.", count=sum(len(each.node.items) for each in lists))
        return [Candidate(family, 60 if answered else 52, "", (), (reason,),
                          partial(_read_lists, source, family, lists, reason, answered=answered))]
    keyed = [node for key, node in root.pairs.items() if normal(key) in family.data["answers_under"] and node.pairs]
    if keyed:
        reason = Text("{count} answers by their keys, under “{name}”.", count=sum(len(node.pairs) for node in keyed),
                      name=keyed[0].key)
        return [Candidate(family, 56, "", (), (reason,), partial(_read_keyed, source, family, keyed, reason))]
    return []


class _List(NamedTuple):
    """A list, and the title of the part of the file it stands in."""

    node: Node
    section: str


def _lists(node: Node, section: str = "") -> Iterator[_List]:
    """Lists of objects, the outermost first."""
    if node.items:
        yield _List(node, section)
    for child in node.pairs.values():
        yield from _lists(child, section)
    for item in node.items:
        yield from _lists(item, next((item[key].text for key in _TITLES if item[key].text), section))


def _roles(item: Node, own: Family) -> dict[str, Node]:
    """What an object's keys hold, by the words that head columns of tables; of two keys that fit, the surer one.

    Of two that explain the answer it is the one that does: the other is empty as often as not.
    """
    best: dict[str, tuple[bool, int, Node]] = {}
    within: dict[str, Node] = {}
    for key, child in item.pairs.items():
        role, rank = _role(_plain(key), own)
        if role in _ROLES and not child.pairs:
            found = role == NOTES and not any(leaf.text for leaf in child.leaves()), rank, child
            best[role] = min(best.get(role, found), found, key=lambda each: each[:2])
        elif role == ANSWER:
            inner = _roles(child, own)
            within |= {name: inner[name] for name in (ANSWER, NOTES) if name in inner and name not in within}
    return _coded(item, within | {role: node for role, (_, _, node) in best.items()})


def _coded(item: Node, roles: dict[str, Node]) -> dict[str, Node]:
    """The same where what asks is a code, as in 'control: AC-2' beside 'title: Account management': that is the id."""
    asked = roles.get(QUESTION)
    if asked is None or ID in roles or not _CODE.fullmatch(asked.text):
        return roles
    titled = next((item[key] for key in _TITLED if item[key].text), None)
    return roles if titled is None else {**roles, ID: asked, QUESTION: titled}


def _role(plain: str, own: Family) -> tuple[str, int]:
    """What a key in words says of its value, '' where it says nothing, and how sure that is: 0 is the surest."""
    if role := own.data["keys"].get(normal(plain)):
        return role, _GENERAL
    return family("plain_table").headings.role(plain) or ("", 0)


def _plain(key: str) -> str:
    return _HUMP.sub(" ", key).replace("_", " ").replace("-", " ")


def _asks(node: Node, own: Family) -> bool:
    """Whether most members of a list are objects with words under a key that asks."""
    asking = sum(1 for item in node.items if QUESTION in (roles := _roles(item, own)) and roles[QUESTION].text)
    return asking * 2 > len(node.items)


def _read_lists(document: Document, own: Family, lists: list[_List], reason: Text, *, answered: bool) -> ReadQuestionnaire:
    gathering = Gathering(document, own)
    within = {each.node.pointer for each in lists}
    for each in lists:
        for item in each.node.items:
            _entry(gathering, item, within, each.section)
    _cover(gathering, document.content.root, within)
    repeated_keys(gathering)
    if not answered:
        gathering.questions_only = Text("It lists questions and has no place for answers.")
    return gathering.read("", _title(document), (reason,))


def _entry(gathering: Gathering, item: Node, within: set[str], title: str) -> None:
    roles = _roles(item, gathering.family)
    used = {node.pointer for node in roles.values()}
    question = roles[QUESTION].text if QUESTION in roles else ""
    answer = roles.get(ANSWER)
    if not question and answer is None:
        for leaf in item.leaves():
            gathering.set_aside(place_of(leaf), leaf.text, Text("The entry holds no question."))
        return
    words = {role: "\n".join(leaf.text for leaf in node.leaves()) for role, node in roles.items()}
    section = words.get(SECTION, "") or title
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
        gathering.answer(_id(key), words[ANSWER], place_of(roles[ANSWER]), question=words.get(QUESTION) or _asked(key),
                         notes=words.get(NOTES, ""), section=section, domain=domain_of(key), extra=extra)
    elif node.pairs:
        for inner, child in node.pairs.items():
            _keyed(gathering, f"{key}.{inner}", child, key)
    else:
        words_said = "\n".join(leaf.text for leaf in node.leaves())
        gathering.answer(_id(key), words_said, place_of(node), question=_asked(key), section=section, domain=domain_of(key))


def _id(key: str) -> str:
    """A key is the answer's id, but for one that asks in words."""
    return "" if " " in key else key


def _asked(key: str) -> str:
    """A key in words; one that is a question already stays as it is."""
    return key if " " in key else key.replace("_", " ").replace("-", " ")


def _cover(gathering: Gathering, root: Node, within: set[str]) -> None:
    """What stands outside the answers: the file's particulars."""
    for leaf in root.leaves():
        if is_within(leaf, within):
            continue
        label = leaf.pointer[1:].replace("/", ".")
        role = _particular(leaf, gathering.family)
        gathering.tell(role or label[:60], label, leaf.text, place_of(leaf))
        if role:
            take_role(gathering, role, leaf.text)


def _particular(leaf: Node, own: Family) -> str | None:
    """What a value outside the answers says, by its key or by that with the one it stands in: 'vendor' with 'name' in it."""
    above = leaf.pointer.split("/")[-2:-1]
    named = [_plain(leaf.key), *(f"{_plain(key)} {_plain(leaf.key)}" for key in above if key)]
    found: str | None = next((role for name in named if (role := role_of(name))), None)
    return found or own.data["particulars"].get(leaf.key.casefold())


def _title(document: Document) -> str:
    root = document.content.root
    return root["title"].text or root["name"].text or document.file_name.rpartition(".")[0]
