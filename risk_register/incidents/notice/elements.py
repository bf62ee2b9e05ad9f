"""Which data elements an announcement speaks of, and what it says of each: exposed, possible, unlikely, denied."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from risk_register.incidents.notice.cues import Cues
from risk_register.incidents.notice.sentences import Sentence
from risk_register.model.vocabulary import DataElement, DataSubject, ExposureState

_CONTRAST = re.compile(r"; |, (?=but |however|while |whereas |mais |tandis que|en revanche|toutefois)|(?= but | mais )|\. ")
_LABELLED = re.compile(r"(?P<label>[^:]{3,120}?)\s*(?::|\s[–—-])\s*(?P<said>[^:]{2,60})")
"""'Passwords: not affected.'"""
_LED = re.compile(r"(?P<label>[^:]{3,60}?)\s*:\s*(?P<said>.{3,})")
"""'Cannot be ruled out: billing addresses.'"""
_GRAVEST = (ExposureState.EXPOSED, ExposureState.POSSIBLE, ExposureState.UNLIKELY, ExposureState.DENIED)


@dataclass(frozen=True, slots=True)
class FoundElement:
    """A data element with what is said of it, and the words that rests on. `also` are other things said of it elsewhere."""

    element: DataElement
    state: ExposureState
    quotation: str
    also: tuple[tuple[ExposureState, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """Whom the data is about, and the words that rests on."""

    subject: DataSubject
    quotation: str


def find_elements(told: Iterable[Sentence], cues: Cues) -> list[FoundElement]:
    """Each element once, in the vocabulary's order. Where it is spoken of twice the graver state counts, and the other is kept."""
    said: dict[DataElement, dict[ExposureState, str]] = {}
    for sentence in told:
        beside = _beside(sentence, cues)
        for element, told_state in beside:
            said.setdefault(element, {}).setdefault(told_state, sentence.words)
        for clause in _clauses(sentence, cues) if not beside and not sentence.cells else ():
            state = _state(clause, sentence, cues)
            if state is None:
                continue
            for element in elements_in(clause, cues):
                said.setdefault(element, {}).setdefault(state, sentence.words)
    found = []
    for element in DataElement:
        if element in said:
            states = sorted(said[element], key=_GRAVEST.index)
            found.append(FoundElement(element, states[0], said[element][states[0]],
                                      tuple((state, said[element][state]) for state in states[1:])))
    return found


def _beside(sentence: Sentence, cues: Cues) -> list[tuple[DataElement, ExposureState]]:
    """What a row of a table, or a word before or after a colon, says of the elements beside it."""
    if sentence.cells:
        return _in_row(sentence, cues)
    for form, named, verdict in ((_LABELLED, "label", "said"), (_LED, "said", "label")):
        if (match := form.fullmatch(sentence.plain)) is not None and (state := _verdict(match[verdict], cues)) is not None:
            return [(element, state) for element in elements_in(match[named], cues)]
    return []


def _in_row(sentence: Sentence, cues: Cues) -> list[tuple[DataElement, ExposureState]]:
    """By the cell that says yes or no, else by what the heads of the columns say."""
    heads = [_verdict(each, cues) for each in sentence.header]
    for place, cell in enumerate(sentence.cells):
        state = _verdict(cell, cues)
        if state is not None and sentence.header:
            asked = heads[place] if place < len(heads) else None
            named = next((each for each in sentence.cells if each and each != cell), "")
            return [(element, _turned(state) if asked is ExposureState.DENIED else state) for element in elements_in(named, cues)]
    if any(heads):
        return [(element, state) for cell, state in zip(sentence.cells, heads, strict=False) if state is not None
                for element in elements_in(cell, cues)]
    announced = _announced(sentence, cues) if sentence.header else None
    return [(element, announced) for cell in sentence.cells for element in elements_in(cell, cues)] if announced is not None else []


def _verdict(words: str, cues: Cues) -> ExposureState | None:
    said = words.strip(" .!?*()")
    return next((state for state in ExposureState if cues.verdicts[state.value].fullmatch(said)), None) if said else None


def _turned(state: ExposureState) -> ExposureState:
    """Under a head that asks whether something is safe, 'yes' says that it was not exposed."""
    return {ExposureState.EXPOSED: ExposureState.DENIED, ExposureState.DENIED: ExposureState.EXPOSED}.get(state, state)


def find_subjects(told: Iterable[Sentence], cues: Cues) -> list[FoundSubject]:
    """Whom it concerns, by sentences that speak of what got out."""
    found: dict[DataSubject, str] = {}
    for sentence in told:
        if not cues.exposure.search(sentence.plain) or cues.hypothetical.search(sentence.plain):
            continue
        spans = _spans(sentence.plain, cues)
        for name, pattern in cues.subjects.items():
            if (subject := DataSubject.parse(name)) is not None and any(
                    not any(start <= match.start() < end for start, end, _element in spans)
                    for match in pattern.finditer(sentence.plain)):
                found.setdefault(subject, sentence.words)
    return [FoundSubject(subject, found[subject]) for subject in DataSubject if subject in found]


def elements_in(plain: str, cues: Cues) -> list[DataElement]:
    """The elements named in a text in plain letters; of overlapping names the longest counts."""
    return list(dict.fromkeys(element for _start, _end, element in _spans(plain, cues)))


def _spans(plain: str, cues: Cues) -> list[tuple[int, int, DataElement]]:
    found = [(match.start(1), match.end(1), element)
             for name, pattern in cues.elements.items() if (element := DataElement.parse(name)) is not None
             for match in pattern.finditer(plain)]
    found.sort(key=lambda span: (span[0] - span[1], span[0]))
    kept: list[tuple[int, int, DataElement]] = []
    for start, end, element in found:
        if not any(start < known_end and known_start < end for known_start, known_end, _element in kept):
            kept.append((start, end, element))
    return sorted(kept)


def _clauses(sentence: Sentence, cues: Cues) -> list[str]:
    """The parts of a sentence that each say something of what got out; the whole sentence where only one does."""
    parts = [part for part in _CONTRAST.split(sentence.plain) if part.strip()]
    speaking = [part for part in parts if cues.exposure.search(part) or cues.denied.search(part)]
    return parts if len(speaking) > 1 else [sentence.plain]


def _state(clause: str, sentence: Sentence, cues: Cues) -> ExposureState | None:
    """What a clause says of the elements in it; None where it speaks of something else than what got out."""
    if cues.hypothetical.search(clause) or (not sentence.in_list and cues.conditional.search(clause)):
        return None
    own = _of(clause, cues)
    if (announced := _announced(sentence, cues)) is not None:
        return own if own in (ExposureState.DENIED, ExposureState.UNLIKELY, ExposureState.POSSIBLE) else announced
    if cues.exposure.search(clause) or own is ExposureState.DENIED:
        return own
    return None


def _announced(sentence: Sentence, cues: Cues) -> ExposureState | None:
    """What a heading or a line before a list says of its entries; before a paragraph it must be about what was involved."""
    intro = sentence.intro
    if not intro or cues.hypothetical.search(intro):
        return None
    if cues.list_intro.search(intro) or (sentence.in_list and (cues.exposure.search(intro) or cues.denied.search(intro))):
        return _of(intro, cues)
    return None


def _of(words: str, cues: Cues) -> ExposureState:
    if cues.denied.search(words):
        return ExposureState.DENIED
    if cues.unlikely.search(words):
        return ExposureState.UNLIKELY
    return ExposureState.POSSIBLE if cues.possible.search(words) else ExposureState.EXPOSED
