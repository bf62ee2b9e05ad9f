"""The columns of the list of vendors: what each shows, sorts by, and how it is edited in place."""

from collections.abc import Iterable
from functools import lru_cache

from risk_register.desktop.countries import country_name
from risk_register.desktop.grid.edits import CellEdit
from risk_register.desktop.grid.kinds import Countries, Days, Records, Terms, Words
from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, score, short_day, term
from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary.parties import ScopeDecision, Stage, StatedCriticality
from risk_register.model.vocabulary.risk import RiskLevel, Tier
from risk_register.texts import Language, Text, tr

(NAME, TIER, RESIDUAL, OWNER, REVIEW, STAGE, COUNTRY, REFERENCE, LEVEL, CRITICALITY, SCOPE, TOWN, WEBSITE, SINCE, FINDINGS, NOTICE,
 ARCHIVED) = range(17)
_STAGE_RANK = {str(stage): number for number, stage in enumerate(Stage)}
_TIER_RANK = {str(tier): tier.rank for tier in Tier if tier is not Tier.UNASSESSED}
_LEVEL_RANK = {str(level): level.rank for level in RiskLevel if level is not RiskLevel.UNASSESSED}
_CRITICALITY_RANK = {str(term): number for number, term in enumerate(StatedCriticality)}
_SCOPE_RANK = {str(term): number for number, term in enumerate(ScopeDecision)}

_sort_key = lru_cache(maxsize=65_536)(natural_key)


def know_sort_keys(rows: Iterable[VendorRow]) -> None:
    """Finds out in the worker what sorting by name and by owner compares, as it takes longer than a window may stand still."""
    for row in rows:
        _sort_key(row.name)
        if row.owner:
            _sort_key(row.owner)
        if row.reference:
            _sort_key(row.reference)


def residual_figures(row: VendorRow, language: Language) -> tuple[str, str, str]:
    """The residual risk as number, stored level and the level's word; an unassessed vendor has no number."""
    return ("" if row.residual is None else score(row.residual, language), row.level, term(RiskLevel, row.level, language))


def _residual_text(row: VendorRow, language: Language) -> str:
    figures, _, word = residual_figures(row, language)
    return f"{figures} {word}".strip()


def review_day(row: VendorRow, language: Language) -> str:
    """When the vendor is reviewed next, and in words that nobody has said when."""
    return tr(language, "Not set") if row.next_review_on is None else short_day(row.next_review_on, language)


def _country_key(row: VendorRow) -> str | None:
    return fold_accents(country_name(row.country, "en")) if row.country else None


def _text_key(text: str | None) -> object:
    return _sort_key(text) if text else None


def stage_words(stage: str | None, language: Language, *, holds_data: bool) -> str:
    """Where the relation stands; of one that ends, first of all that data of ours may still be there."""
    said = term(Stage, stage, language)
    return tr(language, "May still hold data ({stage})", stage=said) if holds_data else said


VENDOR_COLUMNS: tuple[Column[VendorRow], ...] = (
    Column(Text("Vendor"), lambda row, _: row.name, lambda row: _sort_key(row.name), width=16, grows=True, name="legal_name",
           edit=CellEdit("legal_name", Words(), lambda row: row.name, required=True)),
    Column(Text("Tier"), lambda row, language: term(Tier, row.tier, language), lambda row: _TIER_RANK.get(row.tier), width=9,
           name="tier"),
    Column(Text("Residual risk"), _residual_text, lambda row: row.residual, width=20, name="residual"),
    Column(Text("Owner"), lambda row, _: row.owner or DASH, lambda row: _text_key(row.owner), width=17, name="owner",
           edit=CellEdit("owner_id", Records("person", may_add=True), lambda row: row.owner_id)),
    Column(Text("Next review"), review_day, lambda row: row.next_review_on, width=9, name="review",
           edit=CellEdit("next_review_on", Days(), lambda row: row.review_set_on)),
    Column(Text("Stage"), lambda row, language: stage_words(row.stage, language, holds_data=row.holds_data),
           lambda row: _STAGE_RANK.get(row.stage), width=10, name="stage",
           edit=CellEdit("stage", Terms(Stage), lambda row: row.stage, required=True)),
    Column(Text("Country"), lambda row, language: country_name(row.country, language), _country_key, width=9, name="country",
           edit=CellEdit("country", Countries(), lambda row: row.country)),
    Column(Text("Reference"), lambda row, _: row.reference or DASH, lambda row: _text_key(row.reference), width=10,
           name="reference", shown=False, edit=CellEdit("reference", Words(), lambda row: row.reference)),
    Column(Text("Risk level"), lambda row, language: term(RiskLevel, row.level, language), lambda row: _LEVEL_RANK.get(row.level),
           width=11, name="level", shown=False),
    Column(Text("Stated criticality"), lambda row, language: term(StatedCriticality, row.stated_criticality, language),
           lambda row: _CRITICALITY_RANK.get(row.stated_criticality or ""), width=11, name="criticality", shown=False,
           edit=CellEdit("stated_criticality", Terms(StatedCriticality), lambda row: row.stated_criticality)),
    Column(Text("Scope"), lambda row, language: term(ScopeDecision, row.scope, language),
           lambda row: _SCOPE_RANK.get(row.scope or ""), width=22, name="scope", shown=False,
           edit=CellEdit("scope_decision", Terms(ScopeDecision), lambda row: row.scope, required=True)),
    Column(Text("Town"), lambda row, _: row.town or DASH, lambda row: _text_key(row.town), width=12, name="town", shown=False,
           edit=CellEdit("town", Words(), lambda row: row.town)),
    Column(Text("Website"), lambda row, _: row.website or DASH, lambda row: _text_key(row.website), width=18, name="website",
           shown=False, edit=CellEdit("website", Words(), lambda row: row.website)),
    Column(Text("Vendor since"), lambda row, language: short_day(row.since, language), lambda row: row.since, width=9,
           name="since", shown=False, edit=CellEdit("since", Days(), lambda row: row.since)),
    Column(Text("Open findings"), lambda row, _: str(row.findings), lambda row: row.findings, right=True, width=8,
           name="findings", shown=False),
    Column(Text("Give notice by"), lambda row, language: short_day(row.notice_on, language), lambda row: row.notice_on, width=9,
           name="notice", shown=False),
    Column(Text("Archived on"), lambda row, language: short_day(row.archived_on, language), lambda row: row.archived_on, width=9,
           name="archived", shown=False),
)
