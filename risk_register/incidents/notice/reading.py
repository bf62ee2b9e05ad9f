"""The whole reading of an announcement."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from risk_register.incidents.notice.cues import cues
from risk_register.incidents.notice.dates import FoundDate, find_dates
from risk_register.incidents.notice.elements import FoundElement, FoundSubject, find_elements, find_subjects
from risk_register.incidents.notice.parties import FoundParty, Names, announcer_of, find_parties, origin_of
from risk_register.incidents.notice.sentences import Sentence, sentences
from risk_register.intake.announcements import Announcement
from risk_register.model.vocabulary import ExposureState
from risk_register.texts import LANGUAGES, Language, Text

_ENOUGH = 0.12
"""Of all words, how many are small words of a language in a text written in it: in real texts a fifth to a third."""
_LEAST = 0.02
_LONG_ENOUGH = 40
_SALUTATION = 12
_HEAD = 20
"""In how many sentences a letter comes to its subject."""
_SUBJECT = re.compile(r"^(?:subject|objet|re|tr|fwd?)\s*:\s*", re.IGNORECASE)
_NO_TITLE = re.compile(r"(?:[\w ,.]*\d{4}$|(?:dear|madame|monsieur|bonjour|hello|sehr|mesdames|cher|chère)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in an announcement. Nothing of it is stored before a person has confirmed it."""

    language: Language | None
    """None where it is in neither of ours."""
    title: str | None
    parties: tuple[FoundParty, ...]
    announcer: FoundParty | None
    origin: FoundParty | None
    dates: tuple[FoundDate, ...]
    elements: tuple[FoundElement, ...]
    subjects: tuple[FoundSubject, ...]
    measures: tuple[str, ...]
    """The sentences that say what was done about it."""
    doubts: tuple[Text, ...]

    def day(self, kind: str) -> date | None:
        """The first date of a kind ('announced', 'detected', 'occurred', 'notified')."""
        return next((each.day for each in self.dates if each.kind == kind), None)

    @property
    def announced_on(self) -> date | None:
        """When it was announced: as the text says, else when the text itself was first published; logs begin with the latest."""
        return self.day("announced") or min((each.day for each in self.dates if each.kind == "published"), default=None)

    def elements_said(self, *states: ExposureState) -> tuple[FoundElement, ...]:
        """The elements of which one of these is said."""
        return tuple(each for each in self.elements if each.state in states)


def read_notice(announcement: Announcement, names: Names, *, received: date | None = None) -> Reading:
    """What an announcement says, by the rules of both languages. `received` helps with dates that name no year."""
    told = sentences(announcement.text)
    language = _language(announcement.text)
    rules = cues(language)
    parties = find_parties(told, names, rules, announcement.sender)
    announcer = announcer_of(parties)
    near = announcement.sent.date() if announcement.sent else received
    dates = [_mentioned_if_to_come(each, received) for each in find_dates(told, rules, near=near, month_first=language != "fr")]
    return Reading(
        language, announcement.title or _title(told), tuple(parties), announcer, origin_of(parties, announcer), tuple(dates),
        tuple(find_elements(told, rules)), tuple(find_subjects(told, rules)),
        tuple(each.words for each in told if rules.measures.search(each.plain) and not each.is_heading and not each.cells),
        tuple(_doubts(announcement.text, language, parties, dates)))


def _mentioned_if_to_come(found: FoundDate, received: date | None) -> FoundDate:
    """Nothing can have happened on a day that has not come; of one the calendar of whoever writes may be ahead."""
    if received is None or found.day <= received + timedelta(days=1):
        return found
    return replace(found, kind="mentioned")


def _language(text: str) -> Language | None:
    small = cues().small_words
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _LONG_ENOUGH:
        return max(LANGUAGES, key=lambda each: sum(word in small[each] for word in words))
    shares = {each: sum(word in known for word in words) / len(words) for each, known in small.items()}
    best = max(LANGUAGES, key=lambda each: shares[each])
    # Notes in headlines have few small words; then it must be more than of any language that is not ours.
    others = max(share for each, share in shares.items() if each not in LANGUAGES)
    return best if shares[best] >= _ENOUGH or (shares[best] >= _LEAST and shares[best] > others) else None


def _title(told: list[Sentence]) -> str | None:
    """What a letter says is its subject, else the first line that is neither a date nor a salutation."""
    named = next((each.words for each in told[:_HEAD] if _SUBJECT.match(each.words)), None)
    if named is not None and len(subject := _SUBJECT.sub("", named).rstrip(" :")) > _SALUTATION:
        return subject[:1].upper() + subject[1:]
    words = (_SUBJECT.sub("", each.words).rstrip(" :") for each in told)
    return next((each for each in words if len(each) > _SALUTATION and not _NO_TITLE.match(each)), None)


def _doubts(text: str, language: Language | None, parties: list[FoundParty], dates: list[FoundDate]) -> list[Text]:
    found = []
    if language is None:
        found.append(Text("The announcement is in neither English nor French: only names and dates were searched for with "
                          "confidence"))
    if not any(each.vendor_id is not None for each in parties):
        found.append(Text("No vendor or subcontractor of this register is named"))
    if any(each.near for each in parties):
        found.append(Text("A name is only nearly that of a vendor: look at it"))
    if any(each.doubtful for each in dates):
        found.append(Text("Some dates could be read in more than one way: look at them"))
    if len(text) < _LONG_ENOUGH:
        found.append(Text("The announcement is very short: little can be found in it"))
    return found
