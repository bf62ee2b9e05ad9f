"""NIST SP 800-30 Rev. 1 and EBIOS RM give what is published, cell by cell."""

from fractions import Fraction

import pytest

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.facts import Finding, Incident
from risk_register.model.vocabulary import ControlDomain, RiskLevel, Verdict
from risk_register.risk import assess, load_method, parse_method
from risk_register.risk.combinations import FIVE
from risk_register.risk.method import Matrix, Ratio
from tests.risk.making import ON, access, all_yes, answers, flow, report, service, vendor

NIST, EBIOS, HOUSE = load_method("nist-800-30"), load_method("ebios-rm"), load_method("house")
VL, L, M, H, VH = range(5)

G_5 = {  # NIST SP 800-30 Rev. 1 (September 2012), appendix G, table G-5: rows initiation or occurrence, columns adverse impact
    VH: (L, M, H, VH, VH), H: (L, M, M, H, VH), M: (L, L, M, M, H), L: (VL, L, L, M, M), VL: (VL, VL, L, L, L),
}
I_2 = {  # the same, appendix I, table I-2: rows overall likelihood, columns level of impact
    VH: (VL, L, M, H, VH), H: (VL, L, M, H, VH), M: (VL, L, M, M, H), L: (VL, L, L, L, M), VL: (VL, VL, VL, L, L),
}
I_3 = {VL: (0, 4, 0), L: (5, 20, 2), M: (21, 79, 5), H: (80, 95, 8), VH: (96, 100, 10)}
"""Tables G-2, G-3, G-4, H-3 and I-3 share these semi-quantitative values: from, to, and on a scale of 0 to 10."""


def matrix() -> Matrix:
    assert isinstance(NIST.combination, Matrix)
    return NIST.combination


def ratio() -> Ratio:
    assert isinstance(EBIOS.combination, Ratio)
    return EBIOS.combination


@pytest.mark.parametrize("row", range(5))
@pytest.mark.parametrize("column", range(5))
def test_each_cell_of_tables_g_5_and_i_2_is_as_published(row, column):
    assert matrix().overall[row][column] == G_5[row][column]
    assert matrix().risk[row][column] == I_2[row][column]


@pytest.mark.parametrize("level", range(5))
def test_each_level_has_its_published_values(level):
    first, last, of_ten = I_3[level]
    assert {matrix().level(Fraction(value)) for value in range(first, last + 1)} == {level}
    assert matrix().values[level] == 10 * of_ten
    ours = {VL: RiskLevel.LOW, L: RiskLevel.LOW, M: RiskLevel.MODERATE, H: RiskLevel.HIGH, VH: RiskLevel.CRITICAL}
    assert NIST.levels.of(matrix().values[level]) is ours[level]


@pytest.mark.parametrize(("criteria", "threat", "zone"), [
    # EBIOS RM, workshop 3 (ANSSI); values and zones as in the tests of CISO Assistant's third-party criticality
    ((4, 4, 1, 1), "16", "danger"), ((2, 2, 2, 2), "1", "control"), ((1, 1, 2, 2), "1/4", "watch"),
    ((1, 1, 4, 4), "1/16", "outside the perimeter"), ((3, 3, 2, 2), "9/4", "control"),
])
def test_the_threat_level_is_exposure_over_reliability(criteria, threat, zone):
    found = ratio().threat(*criteria)
    assert (found, ratio().zone(found).en) == (Fraction(threat), zone)


def test_every_threat_level_there_is_lies_in_the_zone_its_limits_say():
    names = {0: "outside the perimeter", 1: "watch", 2: "control", 3: "danger"}
    levels = {0: RiskLevel.LOW, 1: RiskLevel.MODERATE, 2: RiskLevel.HIGH, 3: RiskLevel.CRITICAL}
    span = range(1, 5)
    for criteria in ((d, p, m, t) for d in span for p in span for m in span for t in span):
        threat = ratio().threat(*criteria)
        zone = sum(threat >= limit for limit in (Fraction("0.2"), Fraction("0.9"), Fraction("2.5")))
        assert ratio().zone(threat).en == names[zone]
        assert EBIOS.levels.of(ratio().figure(threat)) is levels[zone]
    assert [ratio().figure(Fraction(limit)) for limit in ("1/16", "0.2", "0.9", "2.5", "16")] == [0, 20, 40, 60, 100]


WORST = {"services": (service(criticality="critical_or_important", substitutability="none", reliance="full"),)}


def test_nist_reads_a_vendor_off_its_tables():
    # Access 'administrator' 4 and countries at home 1: (3 + 0) / 6 = 50, a moderate likelihood of an attempt; impact very high.
    exposed = vendor(**WORST, accesses=(access(privilege="admin"),))
    before = assess(exposed, NIST, ON)
    assert (before.inherent, before.residual, before.level) == (100, 100, RiskLevel.CRITICAL)  # G-5 (M, VH) is H; I-2 (H, VH) is VH
    half = tuple(answers(ControlDomain.ACCESS, verdict) for verdict in (Verdict.YES, Verdict.NO))
    after = assess(vendor(**WORST, accesses=(access(privilege="admin"),), tallies=half, evidence=(report(),)), NIST, ON)
    # Controls 50 %: harm moderate; G-5 (M, M) is M; I-2 (M, VH) is H, shown as 80.
    assert (after.inherent, after.residual, after.level) == (100, 80, RiskLevel.HIGH)
    assert [reason.points for reason in after.reasons if reason.points] == [100, -20]


def test_nist_lets_what_went_wrong_make_the_attempt_likelier():
    quiet = vendor(services=(service(criticality="high", substitutability="hard", reliance="material"),))
    incidents = tuple(Incident(number, "Leak", "closed", "critical", ON) for number in (1, 2))
    before, after = assess(quiet, NIST, ON), assess(vendor(services=quiet.services, incidents=incidents), NIST, ON)
    # Attempt 0, very low: G-5 (VL, VH) is L, I-2 (L, M) is L. With 25 points of incidents it is moderate: (M, VH) H, (H, M) M.
    assert (before.residual, after.residual) == (20, 50)
    assert any("(25.00 points of 100): likelihood of an attempt moderate" in str(reason.text) for reason in after.reasons)


def test_ebios_judges_a_vendor_by_its_four_criteria():
    exposed = {**WORST, "accesses": (access(privilege="write"),)}
    before = assess(vendor(**exposed), EBIOS, ON)
    told = [str(reason.text) for reason in before.reasons]
    assert "Before controls: dependency 4 × penetration 3 ÷ (maturity 1 × trust 4) = 3.00, zone: danger" in told
    after = assess(vendor(**exposed, tallies=all_yes(), evidence=(report(),)), EBIOS, ON)
    assert after.level is RiskLevel.MODERATE  # 12 / 16 = 0.75, watch
    late = Finding(1, 1, "Gap", "critical", "open", ON, due_on=ON.replace(day=1))
    worse = assess(vendor(**exposed, tallies=all_yes(), evidence=(report(),), findings=(late,)), EBIOS, ON)
    assert any("trust 3; threat level 1.00, zone: control" in str(reason.text) for reason in worse.reasons)


def test_unknown_answers_and_countries_widen_the_threat_level():
    open_ended = vendor(flows=(flow(countries=()),), country=None)
    result = assess(open_ended, EBIOS, ON)
    assert result.residual_low < result.residual < result.residual_high


@pytest.mark.parametrize("method", [NIST, EBIOS])
def test_facts_are_graded_as_by_the_house_method(method):
    for part in ("countries", "elsewhere", "mechanisms", "criticality", "substitutability", "reliance", "access", "elements",
                 "people_from", "confidentiality", "unknown"):
        assert getattr(method.scales, part) == getattr(HOUSE.scales, part)
    assert (method.tiers, method.review_months, method.evidence, method.additions) == (
        HOUSE.tiers, HOUSE.review_months, HOUSE.evidence, HOUSE.additions)


@pytest.mark.parametrize("method", [HOUSE, NIST, EBIOS])
def test_every_item_is_justified_in_both_languages_and_the_method_names_its_sources(method):
    whys = [*(factor.why for factor in method.factors.values()), *(floor.why for floor in method.floors.values()), method.why,
            method.controls_why, method.evidence_why, method.cadence_why, *method.additions.whys.values(),
            *(method.combination.whys.values() if method.combination else ())]
    assert all(len(why.label(language)) > 30 for why in whys for language in ("en", "fr"))
    assert method.sources


@pytest.mark.parametrize(("old", "new", "problem"), [
    ('high = ["low", "moderate", "moderate", "high", "very_high"]', 'high = ["low", "low", "low", "high", "very_high"]',
     "lower than"),
    ('low = ["very_low", "low", "low", "moderate", "moderate"]', 'low = ["very_low", "low", "low", "moderate"]',
     "list of 5 levels"),
    ("low = { from = 5,", "low = { from = 0,", "above the one below"), ('"moderate", "high"]', '"moderate", "huge"]', "'huge'"),
    ('factors = ["access", "location"]', 'factors = ["access", "weather"]', "'weather'"),
])
def test_a_table_with_a_gap_or_out_of_order_is_refused_by_line(old, new, problem):
    text = resources.read_text("methods", "nist-800-30.toml")
    assert old in text
    with pytest.raises(RegisterError, match="line") as caught:
        parse_method(text.replace(old, new, 1), "nist-800-30")
    assert problem in str(caught.value)


def test_zones_and_limits_that_do_not_rise_are_refused():
    text = resources.read_text("methods", "ebios-rm.toml")
    for old, new in (("from = [30, 50, 70]", "from = [30, 30, 70]"), ("from = 0.9, figure", "from = 0.1, figure"),
                     ("outside = { from = 0.0625,", "outside = { from = 0.1,")):
        assert old in text
        with pytest.raises(RegisterError, match="line"):
            parse_method(text.replace(old, new, 1), "ebios-rm")


def test_the_five_levels_are_named_in_both_languages():
    assert [title.fr for title in matrix().titles] == ["très faible", "faible", "modéré", "élevé", "très élevé"]
    assert len(FIVE) == len(matrix().titles)
