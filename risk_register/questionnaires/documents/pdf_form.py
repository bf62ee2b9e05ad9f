"""PDF forms: each field is asked something by its label, or is the choice or the remark that goes with another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from risk_register.intake.contents import FormField
from risk_register.intake.values import Document, FileKind, Source
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.gathering import Gathering, Place, domain_of, one_line, role_of, take_role
from risk_register.questionnaires.families import Family, family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.questionnaires.verdicts import verdict_in, verdict_of
from risk_register.texts import Text

_CHOICE = re.compile(
    r"(.+?)[\s_.\-:/]+(yes|no|n/?a|not applicable|partial|partially|oui|non|sans objet|ja|nein|sí|si)\Z", re.IGNORECASE)
_REMARK = re.compile(
    r"(.+?)[\s_.\-:/]+(comments?|notes?|remarks?|details?|explanation|explain|justification|commentaires?|remarques?|précisions?"
    r"|bemerkung(?:en)?|kommentar|comentarios?|observaciones)\Z", re.IGNORECASE)
_TAIL = re.compile(
    r"(.{3,}?)[\s–:\-(/]+(yes|no|n/?a|not applicable|partial|partially|oui|non|sans objet|ja|nein|sí)\)?\Z", re.IGNORECASE)
_PAIRED = {"y": "n", "n": "y", "Y": "N", "N": "Y"}
_LETTERS = {"y": "Yes", "n": "No"}
_LONGEST_CHOICE = 24
_PART = re.compile(r"\[\d+\]|#\w+")


@dataclass(slots=True)
class _Question:
    """Fields that belong to one question: the one to answer, or a box for each choice, and the one for remarks."""

    name: str
    label: str
    page: int
    number: int
    words: str = ""
    boxes: dict[str, bool] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    options: tuple[str, ...] = ()


def candidates(source: Source, own: Family, /) -> list[Candidate]:
    """A candidate for a PDF with fields to fill."""
    if not isinstance(source, Document) or source.kind is not FileKind.PDF:
        return []
    fields: tuple[FormField, ...] = source.content
    asked = [item for item in fields if item.kind not in ("button", "signature")]
    if not asked:
        return []
    filled = sum(1 for item in asked if item.value)
    reason = Text("{count} form fields on {pages} pages, {filled} of them filled in.", count=len(asked),
                  pages=len({item.page for item in asked}), filled=filled)
    return [Candidate(own, 66, "", (), (reason,), partial(_read, source, own, reason))]


def _read(document: Document, family: Family, reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    fields: tuple[FormField, ...] = document.content
    for item in fields:
        if item.kind == "signature":
            gathering.tell("signature", one_line(item.label or item.name), item.value, _place(item, 0))
    gathering.leftovers.skip(Text("buttons and signature fields"), sum(item.kind in ("button", "signature") for item in fields))
    for question in _questions(gathering, fields):
        _answer(gathering, question)
    gathering.sheets = list(dict.fromkeys(answer.sheet for answer in gathering.answers))
    return gathering.read("", document.file_name.rpartition(".")[0], (reason,))


class _Box(NamedTuple):
    """One of several boxes to tick: its choice, whether it goes on with the question before, and else what it asks."""

    choice: str
    same: bool
    question: str


def _box(item: FormField, label: str, last: _Question | None, names: set[str]) -> _Box | None:
    """What a box alone stands for where the words beside it, its label or the last letter of its name are a choice.

    A ticked box beside 'No' says no, though makers of forms let every box's own value be 'Yes'.
    """
    before = last.label if last is not None and last.boxes else ""
    found: tuple[str, str] | None = None
    if _is_choice(item.beside):
        found = item.beside, "" if _is_choice(label) else label
    elif _is_choice(label):
        found = label, ""
    elif (tail := _TAIL.fullmatch(label)) is not None:
        found = tail[2], tail[1].strip()
    elif (other := _PAIRED.get(item.name[-1:])) and f"{item.name[:-1]}{other}" in names:
        same = before != "" and last is not None and last.name == f"{item.name[:-1]}{other}"
        return _Box(_LETTERS[item.name[-1].lower()], same, "" if same else label)
    if found is None:
        return None
    choice, question = found
    goes_on = last is not None and bool(last.boxes) and choice not in last.boxes
    return _Box(choice, goes_on and (not question or question.startswith(before)), question)


def _is_choice(words: str) -> bool:
    return len(words) <= _LONGEST_CHOICE and verdict_of(words) not in (Verdict.TEXT, Verdict.UNANSWERED)


def _is_remark(label: str, name: str, last: _Question) -> bool:
    """Whether a field right after boxes is for remarks on them: by its label, or by a name like theirs."""
    role = family("plain_table").headings.role(label)
    like_theirs = len(name) == len(last.name) and name[:-1] == last.name[:-1] and name[-1] in "cC"
    return like_theirs or _is_choice(label) or (role is not None and role[0] == "notes")


def _questions(gathering: Gathering, fields: Sequence[FormField]) -> Iterable[_Question]:
    found: dict[str, _Question] = {}
    names = {item.name for item in fields if item.kind == "check"}
    for number, item in enumerate((item for item in fields if item.kind not in ("button", "signature")), start=1):
        label = one_line(item.label).rstrip(" :*") or _readable(item.name)
        role = role_of(label) or role_of(_readable(item.name))
        if role and item.kind in ("text", "choice"):
            if item.value:
                gathering.tell(role, label, item.value, _place(item, number))
                take_role(gathering, role, item.value)
            continue
        name = item.name
        single = item.kind == "check" and len(item.options) <= 1
        choice = _CHOICE.fullmatch(name) if single else None
        remark = _REMARK.fullmatch(name)
        last = next(reversed(found.values()), None)
        if choice is not None:
            name = choice[1]
            question = found.setdefault(name, _Question(name, _common(label, choice[2]), item.page, number))
            question.boxes[choice[2]] = bool(item.value)
        elif single and (box := _box(item, label, last, names)) is not None:
            if last is None or not box.same:
                last = found[name] = _Question(name, box.question or label, item.page, number)
            last.boxes[box.choice] = bool(item.value)
        elif item.kind == "text" and last is not None and last.boxes and _is_remark(label, name, last):
            last.remarks.append(item.value)
        elif remark is not None and remark[1] in found:
            found[remark[1]].remarks.append(item.value)
        else:
            question = found.setdefault(name, _Question(name, label, item.page, number))
            question.words, question.options = item.value, item.options
    return found.values()


def _common(label: str, choice: str) -> str:
    """A choice's label without the choice."""
    return re.sub(rf"[\s–:\-(]*{re.escape(choice)}\)?\Z", "", label, flags=re.IGNORECASE) or label


def _readable(name: str) -> str:
    """A field's own name as words: 'form1[0].page1[0].vendor_name[0]' is 'vendor name'."""
    return _PART.sub("", name).rpartition(".")[2].replace("_", " ").strip() or name


def _place(item: FormField, number: int) -> Place:
    return Place(item.name[:120], f"p{item.page}", number)


def _answer(gathering: Gathering, question: _Question) -> None:
    notes = "\n".join(text for text in question.remarks if text)
    words, verdict = question.words, None
    if question.boxes:
        ticked = [choice for choice, on in question.boxes.items() if on]
        words = "; ".join(ticked)
        verdict = verdict_of(ticked[0]) if len(ticked) == 1 else Verdict.TEXT if ticked else Verdict.UNANSWERED
    elif len(question.options) == 1 and words:
        # A single box that is ticked says yes to what stands beside it, whatever its maker called the tick.
        said = verdict_in(words, gathering.family.answers)
        verdict = Verdict.YES if said is Verdict.TEXT else said
    gathering.answer(question.name if len(question.name) <= 60 else "", words, Place(question.name[:120], f"p{question.page}",
                     question.number), question=question.label, notes=notes, verdict=verdict, choices=question.options,
                     domain=domain_of(question.label, question.name))
