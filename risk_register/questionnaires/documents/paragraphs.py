"""Questions in the running text of a document: one a paragraph, answered in form controls or in the words below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from risk_register.intake.contents import Paragraph, Prose, TablePlace
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.documents.gathering import Place, one_line, role_of
from risk_register.questionnaires.documents.prose import paragraph_place
from risk_register.questionnaires.families import family
from risk_register.questionnaires.layout import ANSWER, NOTES, QUESTION
from risk_register.questionnaires.verdicts import verdict_of

_LONGEST_QUESTION = 600
_LONGEST_LABEL = 40
_INLINE = re.compile(r"(.{8,400}?\?)\s+(\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"(?:Q\s?)?\d{1,3}(?:\.\d{1,3})*\s?[.)]\s")
_LETTERS = {"Q": QUESTION, "A": ANSWER, "R": ANSWER}
_ADDRESS = re.compile(r"https?\Z", re.IGNORECASE)


@dataclass(slots=True)
class Asked:
    """A question met in the text, and what stands below it."""

    block: int
    """Its paragraph's place among the blocks."""
    question: str
    section: str
    place: Place
    answers: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    control: bool = False
    """Whether a form control is there for the answer."""
    labelled: bool = False
    """Whether words say that this asks, or that what follows answers."""

    @property
    def answer(self) -> str:
        """What was answered."""
        return "\n".join(text for text in self.answers if text)

    @property
    def notes(self) -> str:
        """What was remarked."""
        return "\n".join(text for text in self.remarks if text)


class Walk:
    """Goes through a text once. `particulars` are (role, label, value, place); `titles` the title above each block."""

    def __init__(self, prose: Prose, section: str = "", places: Sequence[Place] = ()) -> None:
        """`section` is the title above, `places` where each paragraph stands, if not in the running text."""
        self._prose = prose
        self._places = places
        self.particulars: list[tuple[str, str, str, Place]] = []
        self.titles: dict[int, str] = {}
        self.title = ""
        self.passed = 0
        self._open: Asked | None = None
        self._before: tuple[int, Paragraph] | None = None
        """The paragraph just before, which a control alone may answer."""
        self._section = self._above = section
        self._waiting: tuple[str, str] | None = None
        """Role and words of a heading that is a label, whose value comes next."""

    def _place(self, block: Paragraph) -> Place:
        return self._places[block.number - 1] if self._places else paragraph_place(block)

    def read(self) -> Iterator[Asked]:
        """Every question in order; those still being answered come when the next begins."""
        for at, block in enumerate(self._prose.blocks):
            if isinstance(block, TablePlace):
                self.titles[at] = self._section
                yield from self._closed()
                self._before = None
            else:
                yield from self._paragraph(at, block)
        yield from self._closed()

    def _closed(self) -> Iterator[Asked]:
        if self._open is not None:
            yield self._open
        self._open = None

    def _begin(self, at: int, question: str, place: Place, *, control: bool = False) -> Iterator[Asked]:
        yield from self._closed()
        self._open = Asked(at, question, self._section, place, control=control)

    def _paragraph(self, at: int, block: Paragraph) -> Iterator[Asked]:
        text = block.text.strip()
        waiting, self._waiting = self._waiting, None
        if block.heading and not block.controls and not text.endswith("?"):
            yield from self._closed()
            if role := role_of(text):
                self._waiting = role, text.rstrip(" :")
                self.passed += 1
                return
            self._above, self._section, self._before = self._section, text, (at, block)
            self.title = self.title or one_line(text)
            self.passed += 1
            return
        if waiting is not None and not block.controls:
            self._tell(*waiting, text, block)
        elif block.controls:
            yield from self._controls(at, block)
        else:
            yield from self._words(at, block, text)

    def _goes_on_numbering(self, text: str) -> bool:
        """Whether words are numbered as the question before them is."""
        return self._open is not None and bool(_NUMBERED.match(text) and _NUMBERED.match(self._open.question))

    def _controls(self, at: int, block: Paragraph) -> Iterator[Asked]:
        fixed = block.fixed.strip().rstrip(":").strip()
        said = "\n".join(text for text in block.controls if text)
        role = _role(fixed)
        if particular := role_of(fixed or block.label):
            self._tell(particular, fixed or block.label, said, block)
        elif fixed and role in (ANSWER, NOTES) and self._open is not None:
            (self._open.answers if role == ANSWER else self._open.remarks).append(said)
            self._open.control = True
        elif fixed:
            yield from self._begin(at, fixed, self._place(block), control=True)
            self._answer(said)
        elif self._open is not None and not self._open.control:
            self._open.control = True
            self._open.place = self._place(block)
            self._answer(said)
        elif self._before is not None:
            before, question = self._before
            self._take_back(question.text.strip())
            yield from self._begin(before, question.text.strip(), self._place(block), control=True)
            self._answer(said)
        elif self._open is not None and not block.label:
            self._answer(said)
        else:
            yield from self._begin(at, block.label, self._place(block), control=True)
            self._answer(said)
        self._before = None

    def _headed(self, at: int, heading: Paragraph, said: str, *, labelled: bool) -> Iterator[Asked]:
        """A heading just above what is labelled as an answer, or is a choice, asks and is no section's."""
        self.passed -= 1
        self._section = self._above
        yield from self._begin(at, heading.text.strip(), self._place(heading))
        self._answer(said)
        if labelled:
            self._label()

    def _label(self) -> None:
        if self._open is not None:
            self._open.labelled = True

    def _take_back(self, question: str) -> None:
        """Words that were taken for a remark, or for the form's own, ask what the control below answers."""
        if self._open is not None and self._open.remarks[-1:] == [question]:
            self._open.remarks.pop()
        else:
            self.passed -= 1

    def _answer(self, said: str) -> None:
        if self._open is not None:
            self._open.answers.append(said)

    def _tell(self, role: str, label: str, value: str, block: Paragraph) -> None:
        if value:
            self.particulars.append((role, one_line(label), value, self._place(block)))
        else:
            self.passed += 1

    def _words(self, at: int, block: Paragraph, text: str) -> Iterator[Asked]:
        label, colon, value = text.partition(":")
        labelled = bool(colon) and len(label) <= _LONGEST_LABEL and not _ADDRESS.search(label)
        role = _role(label) if labelled else None
        if labelled and value.strip() and (particular := role_of(label)) and self._open is None:
            self._tell(particular, label, value.strip(), block)
        elif self._before is not None and self._before[1].heading and (role == ANSWER or _is_choice(text)):
            yield from self._headed(*self._before, value.strip() if role == ANSWER else text, labelled=role == ANSWER)
        elif role in (ANSWER, NOTES) and self._open is not None:
            (self._open.answers if role == ANSWER else self._open.remarks).append(value.strip())
            self._open.labelled = True
        elif role == QUESTION and value.strip():
            yield from self._begin(at, value.strip(), self._place(block))
            self._label()
        elif (text.endswith("?") or self._goes_on_numbering(text)) and len(text) <= _LONGEST_QUESTION:
            yield from self._begin(at, text, self._place(block))
        elif labelled and self._open is not None and self._open.labelled and self._open.answers:
            self._open.remarks.append(text)
        elif self._open is None and (inline := _INLINE.fullmatch(text)):
            yield from self._begin(at, inline[1], self._place(block))
            self._answer(inline[2])
        elif self._open is not None and not self._open.control:
            self._open.answers.append(text)
        else:
            if self._open is not None:
                self._open.remarks.append(text)
            else:
                self.passed += 1
            self._before = (at, block)
            return
        self._before = None


def _is_choice(words: str) -> bool:
    return verdict_of(words) not in (Verdict.TEXT, Verdict.UNANSWERED)


def _role(label: str) -> str | None:
    """What a short label announces: an answer, a remark, a question."""
    if not label or len(label) > _LONGEST_LABEL or label.endswith("?"):
        return None
    found = family("plain_table").headings.role(label)
    return _LETTERS.get(label.strip()) or (found[0] if found else None)
