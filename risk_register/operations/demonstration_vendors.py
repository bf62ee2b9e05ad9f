"""Invented vendors for trials at scale: the same for the same number, made of words, without any chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict

QUESTIONS = 300
PROFILES = 61
SHEET = "Controls"
_STRIDE = 7919
_GOOD_WORDS = {Polarity.YES_IS_GOOD: (Verdict.YES, "Yes"), Polarity.NO_IS_GOOD: (Verdict.NO, "No")}
_BAD_WORDS = {Polarity.YES_IS_GOOD: (Verdict.NO, "No"), Polarity.NO_IS_GOOD: (Verdict.YES, "Yes")}
_OTHER_WORDS = ((Verdict.PARTIAL, "Partially"), (Verdict.UNANSWERED, ""), (Verdict.NOT_APPLICABLE, "N/A"))


@cache
def words() -> dict[str, Any]:
    """The word lists, read once."""
    return resources.read_toml("demonstration", "scale.toml")


def mixed(number: int, salt: int) -> int:
    """A number that looks drawn and is always the same: the finaliser of the MurmurHash family, on 32 bits."""
    value = (number * 0x9E3779B1 + salt * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 16)) * 0x7FEB352D) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x846CA68B) & 0xFFFFFFFF
    return value ^ (value >> 16)


def picked(number: int, salt: int, among: list[Any]) -> Any:
    """One of a list, always the same for the same number and purpose."""
    return among[mixed(number, salt) % len(among)]


def name(number: int) -> str:
    """The name of invented vendor `number`: no two are alike."""
    beginnings, endings, trades = words()["beginnings"], words()["endings"], words()["trades"]
    combinations = len(beginnings) * len(endings) * len(trades)
    series, place = divmod(number, combinations)
    # The stride shares no factor with the number of combinations, so that each comes once before any comes again.
    rest, trade = divmod(place * _STRIDE % combinations, len(trades))
    beginning, ending = divmod(rest, len(endings))
    return f"{beginnings[beginning]}{endings[ending]} Example {trades[trade]}" + (f" {series + 1}" if series else "")


@dataclass(frozen=True, slots=True)
class Months:
    """The three calendar months before a day, each by its first and last day."""

    spans: tuple[tuple[date, date], ...]

    @classmethod
    def before(cls, day: date) -> "Months":
        """The months that were over on that day, oldest first."""
        spans: list[tuple[date, date]] = []
        end = day.replace(day=1) - timedelta(days=1)
        for _ in range(3):
            spans.insert(0, (end.replace(day=1), end))
            end = end.replace(day=1) - timedelta(days=1)
        return cls(tuple(spans))


def questions() -> Iterator[dict[str, Any]]:
    """The 300 questions of the question set for trials, as records of `Question` without their set."""
    aspects, adverse = words()["aspects"], words()["adverse_aspect"]
    for domain in ControlDomain:
        for number, aspect in enumerate(aspects, start=1):
            yield {
                "sheet": SHEET, "question_id": f"{domain.word.upper()}-{number:02d}", "text": f"{aspect}? ({domain.en})",
                "section": domain.en, "domain": domain, "weight": 1 + number % 3,
                "polarity": Polarity.NO_IS_GOOD if aspect == adverse else Polarity.YES_IS_GOOD,
            }


def answers(profile: int) -> list[dict[str, Any]]:
    """One way to answer the 300 questions, from nearly all well to about half: records of `Answer` without their round."""
    poor = 2 + profile * 45 // PROFILES
    rows = []
    for row, question in enumerate(questions()):
        drawn = mixed(row, 1000 + profile) % 100
        polarity = question["polarity"]
        if drawn < poor:
            verdict, said = _BAD_WORDS[polarity]
        elif drawn < poor + 12:
            verdict, said = _OTHER_WORDS[mixed(row, profile) % len(_OTHER_WORDS)]
        else:
            verdict, said = _GOOD_WORDS[polarity]
        note = picked(row, profile, words()["notes"]) if said and mixed(row, 2000 + profile) % 40 == 0 else ""
        rows.append({
            "verdict": verdict, "domain": question["domain"], "weight": question["weight"], "polarity": polarity, "words": said,
            "notes": note, "sheet": SHEET, "cell": f"C{row + 2}",
        })
    return rows
