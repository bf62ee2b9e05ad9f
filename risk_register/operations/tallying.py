"""Answers counted by domain, polarity, verdict and review, as judgements read them: millions by one aggregate."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby, repeat
from operator import itemgetter

from sqlalchemy import Connection, func, literal, select

from risk_register.model import facts, questionnaires
from risk_register.model.merit import NOT_REVIEWED, REVIEWS
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import RoundState
from risk_register.operations.fetch import plainly, recorded, run
from risk_register.operations.only import Only

_ROUND, _ANSWER, _REVIEW = (
    BY_RECORD[record].table for record in (questionnaires.Questionnaire, questionnaires.Answer, questionnaires.AnswerReview))
_ROUND_OF_TALLY = facts.Tally._fields.index("round")
_RECEIVED = (RoundState.RECEIVED.value, RoundState.REVIEWED.value)
_KEY = (_ANSWER.c.domain, _ANSWER.c.polarity, _ANSWER.c.verdict)
_UNSORTED = _ANSWER.c.questionnaire_id + 0
"""The round of an answer, in words that keep the database from going through the index of all answers."""


def tallies_of(connection: Connection, by_vendor: dict[int, list[facts.Round]], only: Only) -> dict[int, list[facts.Tally]]:
    """The answers of the latest round of each family that came back, counted by domain, polarity, verdict and review.

    Questions of weight 0 are asked for information; they count nowhere.
    """
    vendor_of: dict[int, int] = {}
    for vendor_id, found in by_vendor.items():
        seen: set[str] = set()
        for item in found:
            if item.state in _RECEIVED and item.family not in seen:
                seen.add(item.family)
                vendor_of[item.id] = vendor_id
    within = only.through(_ANSWER.c.questionnaire_id, _ROUND, _ROUND.c.vendor_id)
    rows = plainly(run(connection, ("tallies", within), lambda: (
        select(*_KEY, func.count(), func.sum(_ANSWER.c.weight), _ANSWER.c.questionnaire_id, literal(NOT_REVIEWED))
        .where(within, _ANSWER.c.weight > 0).group_by(_ANSWER.c.questionnaire_id, *_KEY)), only.values))
    reviewed = _reviewed(connection, only)
    tallies: dict[int, list[facts.Tally]] = defaultdict(list)
    # The columns are a tally's fields, so that hundreds of thousands are made without a line of Python for each.
    for round_id, found_of in groupby(map(tuple.__new__, repeat(facts.Tally), rows), itemgetter(_ROUND_OF_TALLY)):
        if (vendor := vendor_of.get(round_id)) is None:
            continue
        if judgements := reviewed.get(round_id):
            tallies[vendor].extend(part for tally in found_of for part in _parted(tally, judgements.get(tally[:3], {})))
        else:
            tallies[vendor].extend(found_of)
    return tallies


def _parted(tally: facts.Tally, judgements: dict[int, tuple[int, int]]) -> Iterable[facts.Tally]:
    """A tally parted into what our reviewers judged, by their verdict, and the rest."""
    count, weight = tally.count, tally.weight
    for review, (judged, judged_weight) in judgements.items():
        yield tally._replace(count=judged, weight=judged_weight, review=review)
        count, weight = count - judged, weight - judged_weight
    if count:
        yield tally._replace(count=count, weight=weight)


def _reviewed(connection: Connection, only: Only) -> dict[int, dict[tuple[int, ...], dict[int, tuple[int, int]]]]:
    """The answers that our reviewers have judged: how many and their weight, by round; domain, polarity, verdict; and last review.

    They are few, so that the many answers are still counted by one aggregate.
    """
    # Of many vendors the reviews are fewer than the answers, of which each would be asked whether somebody judged it.
    within = only.through(_UNSORTED if only.many else _ANSWER.c.questionnaire_id, _ROUND, _ROUND.c.vendor_id)
    last = {row[0]: row[1:] for row in plainly(run(connection, ("reviewed", within), lambda: (
        select(_ANSWER.c.id, _ANSWER.c.questionnaire_id, *_KEY, _ANSWER.c.weight, _REVIEW.c.verdict)
        .join(_ANSWER, _ANSWER.c.id == _REVIEW.c.answer_id).where(within, _ANSWER.c.weight > 0)
        .order_by(_REVIEW.c.reviewed_at, recorded(_REVIEW), _REVIEW.c.id)), only.values))}
    sums: dict[int, dict[tuple[int, ...], dict[int, tuple[int, int]]]] = {}
    for round_id, domain, polarity, verdict, weight, said in last.values():
        if (number := REVIEWS.get(said, NOT_REVIEWED)) != NOT_REVIEWED:
            by_review = sums.setdefault(round_id, {}).setdefault((domain, polarity, verdict), {})
            before = by_review.get(number, (0, 0))
            by_review[number] = (before[0] + 1, before[1] + weight)
    return sums
