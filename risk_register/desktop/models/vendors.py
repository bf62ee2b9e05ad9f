"""The columns of the list of vendors, and what typing in its filter keeps."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, score, short_day, term
from risk_register.model.rows import VendorRow
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary.parties import Stage
from risk_register.model.vocabulary.risk import RiskLevel, Tier
from risk_register.texts import Language, Text, tr

NAME, TIER, RESIDUAL, OWNER, REVIEW, STAGE, COUNTRY = range(7)
_STAGE_RANK = {str(stage): number for number, stage in enumerate(Stage)}
_TIER_RANK = {str(tier): tier.rank for tier in Tier if tier is not Tier.UNASSESSED}

_sort_key = lru_cache(maxsize=65_536)(natural_key)


def know_sort_keys(rows: Iterable[VendorRow]) -> None:
    """Finds out in the worker what sorting by name and by owner compares, as it takes longer than a window may stand still."""
    for row in rows:
        _sort_key(row.name)
        if row.owner:
            _sort_key(row.owner)


def residual_figures(row: VendorRow, language: Language) -> tuple[str, str, str]:
    """The residual risk as number, stored level and the level's word; an unassessed vendor has no number."""
    return ("" if row.residual is None else score(row.residual, language), row.level, term(RiskLevel, row.level, language))


def _residual_text(row: VendorRow, language: Language) -> str:
    figures, _, word = residual_figures(row, language)
    return f"{figures} {word}".strip()


def review_day(row: VendorRow, language: Language) -> str:
    """When the vendor is reviewed next, and in words that nobody has said when."""
    return tr(language, "Not set") if row.next_review_on is None else short_day(row.next_review_on, language)


VENDOR_COLUMNS: tuple[Column[VendorRow], ...] = (
    Column(Text("Vendor"), lambda row, _: row.name, lambda row: _sort_key(row.name), width=19, grows=True),
    Column(Text("Tier"), lambda row, language: term(Tier, row.tier, language), lambda row: _TIER_RANK.get(row.tier), width=9),
    Column(Text("Residual risk"), _residual_text, lambda row: row.residual, width=20),
    Column(Text("Owner"), lambda row, _: row.owner or DASH,
           lambda row: _sort_key(row.owner) if row.owner else None, width=17),
    Column(Text("Next review"), review_day, lambda row: row.next_review_on, width=9),
    Column(Text("Stage"), lambda row, language: term(Stage, row.stage, language), lambda row: _STAGE_RANK.get(row.stage), width=10),
    Column(Text("Country"), lambda row, _: row.country or DASH, lambda row: row.country, width=4),
)


def keep_matching(folded: str) -> Callable[[VendorRow], bool] | None:
    """What keeps the rows that hold every word of an already folded text; None where nothing was typed."""
    wanted = folded.split()
    if not wanted:
        return None
    if len(wanted) == 1:
        only = wanted[0]
        return lambda row: only in row.search
    return lambda row: all(word in row.search for word in wanted)
