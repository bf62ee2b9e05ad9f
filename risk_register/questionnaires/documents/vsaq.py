"""Google's VSAQ: a questionnaire as a tree of items, and answers as one flat object by the ids of choices and fields."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from risk_register import resources
from risk_register.intake.contents import Node, Tree
from risk_register.intake.values import Document, Source
from risk_register.model.vocabulary import Polarity, Verdict
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.conditions import holds
from risk_register.questionnaires.documents.gathering import Gathering, domain_of, one_line, place_of, repeated_keys
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

_TREE = "questionnaire"
_ANSWERS = ("answers", "values", "responses")
_CHECKED = frozenset({"checked", "true", "on", "yes", "x"})
_GROUPS = ("radiogroup", "checkgroup")
_FIELDS = ("line", "box")
_MARKUP = re.compile(r"<[^<>]{1,200}>")
_ENDING = re.compile(r"_(yes|no|na|not_applicable|partial|partially|unknown|none)\Z")
_VERDICTS = {"yes": Verdict.YES, "no": Verdict.NO, "na": Verdict.NOT_APPLICABLE, "not_applicable": Verdict.NOT_APPLICABLE,
             "partial": Verdict.PARTIAL, "partially": Verdict.PARTIAL}


@dataclass(frozen=True, slots=True)
class _Question:
    """What the tree asks: `choices` are the ids and words of what can be ticked, none for a field to fill."""

    id: str
    text: str
    section: str
    choices: Mapping[str, str]
    condition: str
    node: Node


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate for a tree of items, for answers to one of the published trees, or for answers that look like them."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    root = source.content.root
    questions = _named(_questions(root[_TREE], ""))
    if len(questions) >= family.fewest_ids:
        reason = Text("A tree of {questions} questions with {choices} choices.", questions=len(questions),
                      choices=sum(len(question.choices) for question in questions))
        return [Candidate(family, 95, "", (), (reason,), partial(_read_tree, source, family, questions, reason))]
    answers = _flat(root)
    known = _published()
    name, share = _closest(answers, known)
    if share >= family.fewest_ids and share * 2 > len(answers):
        reason = Text("{count} ids of the published questionnaire {name}.", count=share, name=name)
        return [Candidate(family, 92, "", (), (reason,), partial(_read_flat, source, family, known[name], name, reason))]
    ticked = sum(1 for node in answers.values() if node.text.casefold() == "checked")
    if ticked >= family.fewest_ids and len(answers) == len(root.pairs):
        reason = Text("One flat object in which {count} ids are “checked”.", count=ticked)
        return [Candidate(family, 82, "", (), (reason,), partial(_read_flat, source, family, {}, "", reason))]
    return []


def _questions(node: Node, section: str, condition: str = "") -> Iterator[_Question]:
    for item in node.items:
        own = " && ".join(f"({part})" for part in (condition, item["cond"].text) if part)
        kind = item["type"].text
        if kind == "block" or item["items"].items:
            yield from _questions(item["items"], _plain(item["text"].text) or section, own)
        elif kind in _GROUPS:
            choices = {key: _plain(child.text) for choice in item["choices"].items for key, child in choice.pairs.items()}
            question_id = item["id"].text or _in_common(list(choices))
            yield _Question(question_id, _plain(item["text"].text), section, choices, own, item)
        elif kind in _FIELDS:
            yield _Question(item["id"].text, _plain(item["text"].text), section, {}, own, item)


def _named(questions: Iterable[_Question]) -> list[_Question]:
    """The questions by ids of their own: where what its choices have in common is another's, by the first of its choices."""
    found = list(questions)
    given = {question.node["id"].text for question in found}
    named: list[_Question] = []
    for question in found:
        if not question.node["id"].text and (not question.id or question.id in given):
            question = replace(question, id=next(iter(question.choices), ""))
        given.add(question.id)
        named.append(question)
    return named


def _in_common(ids: list[str]) -> str:
    """How all the ids begin."""
    first, last = min(ids, default=""), max(ids, default="")
    same = next((at for at, sign in enumerate(first) if not last.startswith(sign, at)), len(first))
    return first[:same].strip("_")


def _plain(text: str) -> str:
    return one_line(html.unescape(_MARKUP.sub("", text)))


def _flat(root: Node) -> dict[str, Node]:
    """The answers as a flat object: the file itself, or the part of it that says so."""
    for name in _ANSWERS:
        if root[name].pairs:
            root = root[name]
            break
    return {key: node for key, node in root.pairs.items() if not node.pairs and not node.items}


@cache
def _published() -> dict[str, dict[str, list[str]]]:
    """The published trees by name: the ids of their questions, each with those of its choices."""
    found: dict[str, dict[str, list[str]]] = resources.read_toml("families", "vsaq_ids.toml")
    return found


def _closest(answers: Mapping[str, Node], known: Mapping[str, Mapping[str, list[str]]]) -> tuple[str, int]:
    best = "", 0
    for name, questions in known.items():
        ids = {*questions, *(choice for choices in questions.values() for choice in choices)}
        share = len(ids & answers.keys())
        if share > best[1]:
            best = name, share
    return best


def _read_tree(document: Document, family: Family, questions: list[_Question], reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    root = document.content.root
    answers: Mapping[str, Node] = next((root[name].pairs for name in _ANSWERS if root[name].pairs), {})
    used: set[str] = set()
    said = {key for key, node in answers.items() if node.text}
    for question in questions:
        _answer(gathering, question.id, question.choices, answers, used, node=question.node, text=question.text,
                section=question.section, asked=holds(question.condition, said))
    _unused(gathering, answers, used)
    if not answers:
        gathering.questions_only = Text("It is a template of VSAQ; what is answered to it comes back as a file of its own.")
    title = next((_plain(item["text"].text) for item in root[_TREE].items if item["text"].text), family.title)
    gathering.leftovers.skip(Text("tips and remarks of the form"), sum(1 for _ in _remarks(root[_TREE])))
    gathering.tell_all(root, but={_TREE, *_ANSWERS})
    repeated_keys(gathering)
    return gathering.read("", title, (reason,))


def _remarks(node: Node) -> Iterator[Node]:
    for item in node.items:
        if item["type"].text in ("tip", "info"):
            yield item
        yield from _remarks(item["items"])


def _read_flat(document: Document, family: Family, published: Mapping[str, list[str]], name: str,
               reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    answers = _flat(document.content.root)
    used: set[str] = set()
    for question_id, ids in published.items():
        _answer(gathering, question_id, {choice: choice for choice in ids}, answers, used)
    groups: dict[str, dict[str, str]] = {}
    group_of: dict[str, str] = {}
    for key in (key for key in answers if key not in used) if not published else ():
        if (ending := _ENDING.search(key)) is not None:
            group_of[key] = key[:ending.start()]
            groups.setdefault(group_of[key], {})[key] = ending[1]
    for key, node in answers.items():
        if key in used:
            continue
        group = group_of.get(key)
        if group is not None:
            _answer(gathering, group, groups[group], answers, used)
        elif node.text or not published:
            _answer(gathering, key, {}, answers, used)
    flat = {node.pointer for node in answers.values()}
    for leaf in document.content.root.leaves():
        if leaf.pointer not in flat:
            gathering.tell(leaf.key[:60], leaf.key, leaf.text, place_of(leaf))
    repeated_keys(gathering)
    return gathering.read(name, f"{family.title} {name}".strip(), (reason,))


def _answer(gathering: Gathering, question_id: str, choices: Mapping[str, str], answers: Mapping[str, Node], used: set[str], *,
            node: Node | None = None, text: str = "", section: str = "", asked: bool = True) -> None:
    """One question against the answers by id: the words of what is ticked, or what was written."""
    place = place_of(answers[question_id] if question_id in answers else
                     next((answers[key] for key in choices if key in answers), node or Node("", 1, None)))
    used.update(key for key in (question_id, *choices) if key in answers)
    ticked = [key for key in choices if key in answers and answers[key].text.casefold() in _CHECKED]
    written = [answers[key].text for key in choices if key in answers and key not in ticked and answers[key].text]
    if choices:
        words = "\n".join([*(choices[key] for key in ticked), *written])
        verdict = _verdict(ticked) if not written else Verdict.TEXT
    else:
        words = answers[question_id].text if question_id in answers else ""
        verdict = Verdict.YES if words.casefold() == "checked" else None
    is_choice = any(_ENDING.search(key) for key in choices)
    title = section or question_id
    gathering.answer(question_id, words, place, question=text or question_id.replace("_", " "), section=section,
                     domain=domain_of(title, question_id), verdict=verdict, choices=tuple(choices.values()), excused=not asked,
                     polarity=Polarity.YES_IS_GOOD if is_choice else Polarity.NEUTRAL)


def _verdict(ticked: list[str]) -> Verdict | None:
    """What the one choice ticked amounts to, by the ending of its id: 'Yes, we have HSTS configured' is a yes."""
    if not ticked:
        return Verdict.UNANSWERED
    if len(ticked) == 1 and (ending := _ENDING.search(ticked[0])) is not None:
        return _VERDICTS.get(ending[1], Verdict.TEXT)
    return Verdict.TEXT


def _unused(gathering: Gathering, answers: Mapping[str, Node], used: set[str]) -> None:
    for key, node in answers.items():
        if key not in used:
            for leaf in node.leaves():
                gathering.set_aside(place_of(leaf), leaf.text, Text("The questionnaire asks nothing under this id."))
