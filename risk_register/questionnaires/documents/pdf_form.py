"""PDF forms: each field is asked something by its label, or is the choice or the remark that goes with another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from risk_register.intake.contents import FormField
from risk_register.intake.values import Document, FileKind, Source
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.gathering import Gathering, Place, domain_of, one_line, role_of, take_role
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.questionnaires.verdicts import verdict_in, verdict_of
from risk_register.texts import Text

_CHOICE = re.compile(
    r"(.+?)[\s_.\-:/]+(yes|no|n/?a|not applicable|partial|partially|oui|non|sans objet|ja|nein|sí|si)\Z", re.IGNORECASE)
_REMARK = re.compile(
    r"(.+?)[\s_.\-:/]+(comments?|notes?|remarks?|details?|explanation|explain|justification|commentaires?|remarques?|précisions?"
    r"|bemerkung(?:en)?|kommentar|comentarios?|observaciones)\Z", re.IGNORECASE)
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


def candidates(source: Source, family: Family, /) -> list[Candidate]:
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
    return [Candidate(family, 66, "", (), (reason,), partial(_read, source, family, reason))]


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


def _questions(gathering: Gathering, fields: Iterable[FormField]) -> Iterable[_Question]:
    found: dict[str, _Question] = {}
    for number, item in enumerate((item for item in fields if item.kind not in ("button", "signature")), start=1):
        label = one_line(item.label).rstrip(" :*") or _readable(item.name)
        role = role_of(label) or role_of(_readable(item.name))
        if role and item.kind in ("text", "choice"):
            if item.value:
                gathering.tell(role, label, item.value, _place(item, number))
                take_role(gathering, role, item.value)
            continue
        name = item.name
        choice = _CHOICE.fullmatch(name) if item.kind == "check" and len(item.options) <= 1 else None
        remark = _REMARK.fullmatch(name)
        if choice is not None:
            name = choice[1]
            question = found.setdefault(name, _Question(name, _common(label, choice[2]), item.page, number))
            question.boxes[choice[2]] = bool(item.value)
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
