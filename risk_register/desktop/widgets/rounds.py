"""The columns of lists of questionnaire rounds."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, short_day, term, words
from risk_register.model import facts
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import RoundStanding, RoundState
from risk_register.questionnaires import FAMILIES, family
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.operations.rounds import RoundLine

_STATE_RANK: Mapping[str, int] = {str(state): number for number, state in enumerate(RoundState)}
_STANDING_RANK: Mapping[RoundStanding, int] = {standing: number for number, standing in enumerate(RoundStanding)}


def family_and_version(name: str, version: str, language: Language) -> str:
    """'CAIQ 4.0.3', as people name a questionnaire; a family this program does not know goes by its own name."""
    label = family(name).label(language) if name in FAMILIES else name
    return label if not version or version in label else f"{label} {version}"


def _questionnaire(row: facts.Round, language: Language) -> str:
    return family_and_version(row.family, row.version, language)


ROUND_COLUMNS: tuple[Column[facts.Round], ...] = (
    Column(Text("Questionnaire"), _questionnaire, lambda row: natural_key(f"{row.family} {row.version}"), width=18, grows=True),
    Column(Text("State"), lambda row, language: term(RoundState, row.state, language),
           lambda row: _STATE_RANK.get(row.state), width=8),
    Column(Text("Sent"), lambda row, language: short_day(row.sent_on, language), lambda row: row.sent_on, width=9),
    Column(Text("Due"), lambda row, language: short_day(row.due_on, language), lambda row: row.due_on, width=9),
    Column(Text("Received"), lambda row, language: short_day(row.received_on, language), lambda row: row.received_on, width=9),
    Column(Text("File"), lambda row, _: words(row.file_name), lambda row: row.file_name, width=14),
)


def _progress(row: "RoundLine", language: Language) -> str:
    if row.reviewed and row.answers:
        return tr(language, "{done} of {total}", done=row.reviewed, total=row.answers)
    return DASH


ALL_ROUNDS_COLUMNS: tuple[Column["RoundLine"], ...] = (
    Column(Text("Vendor"), lambda row, _: row.vendor, lambda row: natural_key(row.vendor), width=18, grows=True),
    Column(Text("State"), lambda row, language: row.standing.label(language), lambda row: _STANDING_RANK[row.standing], width=8),
    Column(Text("Sent"), lambda row, language: short_day(row.round.sent_on, language), lambda row: row.round.sent_on, width=9),
    Column(Text("Due"), lambda row, language: short_day(row.round.due_on, language), lambda row: row.round.due_on, width=9),
    Column(Text("Received"), lambda row, language: short_day(row.round.received_on, language),
           lambda row: row.round.received_on, width=9),
    Column(Text("Reviewed"), _progress, lambda row: row.reviewed or None, width=8),
    Column(Text("Questionnaire"), lambda row, language: _questionnaire(row.round, language),
           lambda row: natural_key(f"{row.round.family} {row.round.version}"), width=17),
    Column(Text("Reminded"), lambda row, language: short_day(row.round.reminded_on, language),
           lambda row: row.round.reminded_on, width=9),
)
