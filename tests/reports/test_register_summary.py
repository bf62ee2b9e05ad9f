"""The register summary: numbers that meet, an order that ranks, and time that grows with the vendors and no faster."""

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from risk_register.model import facts
from risk_register.model.vocabulary import RiskLevel, Tier
from risk_register.reports import style
from risk_register.reports.content import Cell, HeatMap, ReportContent, Section, Table
from risk_register.reports.register_summary import Judged, Population, RegisterInputs, register_content, write
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading, samples


def section(content: ReportContent, key: str) -> Section:
    return next(each for each in content.sections if each.key == key)


def population(content: ReportContent) -> Table:
    """The numbers on page 2."""
    assert content.front is not None
    return next(block for block in content.front.blocks if isinstance(block, Table))


def test_the_population_is_reconciled() -> None:
    table = population(register_content(samples.register_inputs(24), "en"))
    numbers = [int(str(row.cells[1]).replace("\N{MINUS SIGN}", "-")) for row in table.rows]
    assert numbers == [27, -2, -1, 24]
    assert sum(numbers[:-1]) == numbers[-1]


def test_a_vendor_left_out_for_no_known_reason_is_not_hidden() -> None:
    inputs = replace(samples.register_inputs(24), population=Population(30, indirect=2, archived=1))
    table = population(register_content(inputs, "en"))
    assert [row.cells[:2] for row in table.rows if row.marked] == [("left out: for another reason", "\N{MINUS SIGN}3")]


def test_every_vendor_is_counted_once_in_the_heat_map() -> None:
    heat_map = next(
        block
        for block in section(register_content(samples.register_inputs(60), "en"), "summary").blocks
        if isinstance(block, HeatMap)
    )
    assert sum(map(sum, heat_map.counts)) == 60
    assert heat_map.columns == ("Low", "Moderate", "High", "Critical", "Unassessed")
    assert [sum(column) for column in zip(*heat_map.counts, strict=True)] == [int(total) for total in heat_map.totals]


def ranked(rows: list[tuple[str, Decimal | None]]) -> list[str]:
    """The references of the full list, in the order of the report."""
    vendors = tuple(
        Judged(
            facts.VendorFacts(facts.Vendor(number, f"Name of {reference}", reference=reference)),
            samples.assessment(
                number,
                f"Name of {reference}",
                residual=residual,
                tier=Tier.T3,
                level=RiskLevel.UNASSESSED if residual is None else RiskLevel.LOW,
            ),
        )
        for number, (reference, residual) in enumerate(rows, start=1)
    )
    inputs = RegisterInputs(samples.basis(), vendors, Population(len(vendors)))
    table = section(register_content(inputs, "en"), "vendors").blocks[0]
    assert isinstance(table, Table)
    return [row.cells[0].words[1].text.split(" · ")[0] for row in table.rows]  # type: ignore[union-attr]


def test_the_list_ranks_by_number_then_by_reference_and_blanks_come_last() -> None:
    rows = [
        ("V-10", Decimal(2)),
        ("V-2", Decimal(10)),
        ("V-100", Decimal(10)),
        ("V-3", None),
        ("V-1", Decimal(16)),
        ("V-20", Decimal(6)),
        ("V-11", Decimal(2)),
    ]
    assert ranked(rows) == ["V-1", "V-2", "V-100", "V-20", "V-10", "V-11", "V-3"]


def test_a_subcontractor_of_several_vendors_is_named_with_them(tmp_path: Path) -> None:
    write(register_content(samples.register_inputs(3), "en"), tmp_path / "register.pdf")
    text = reading.text(tmp_path / "register.pdf")
    assert "Mixpanel 3 Vendor 00001, Vendor 00002 and Vendor 00003" in text
    assert "F-01 Regulatory reporting 3" in text


def test_nobody_is_left_out_to_say_that_there_is_one_more(tmp_path: Path) -> None:
    write(register_content(samples.register_inputs(13), "fr"), tmp_path / "register.pdf")
    assert "et Vendor 00013" in reading.text(tmp_path / "register.pdf")
    write(register_content(samples.register_inputs(15), "fr"), tmp_path / "register.pdf")
    assert "Vendor 00012 et 3 autres" in reading.text(tmp_path / "register.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_register_gives_a_report_that_says_so(tmp_path: Path, language: Language) -> None:
    inputs = RegisterInputs(samples.basis(), (), Population(0))
    write(register_content(inputs, language), tmp_path / "register.pdf")
    text = reading.text(tmp_path / "register.pdf")
    assert {"en": "The register holds no vendor to judge.", "fr": "Le registre ne contient aucun prestataire à évaluer."}[
        language
    ] in text
    assert "nan" not in text.casefold().split()


def test_the_colours_of_levels_darken_as_the_risk_grows() -> None:
    def lightness(level: RiskLevel) -> float:
        colour = style.LEVEL_FILL[level]
        return 0.2126 * float(colour.red) + 0.7152 * float(colour.green) + 0.0722 * float(colour.blue)

    rising = [lightness(level) for level in (RiskLevel.LOW, RiskLevel.MODERATE, RiskLevel.HIGH, RiskLevel.CRITICAL)]
    assert all(lighter - darker > 0.08 for lighter, darker in pairwise(rising))


def test_the_heat_map_is_drawn_in_the_level_s_colour(tmp_path: Path) -> None:
    write(register_content(samples.register_inputs(24), "en"), tmp_path / "register.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "register.pdf")
    picture = document[2].render(scale=1).to_pil().convert("RGB")
    document.close()
    colours = {colour for _count, colour in picture.getcolors(1 << 24)}
    wanted = tuple(round(part * 255) for part in style.LEVEL_FILL[RiskLevel.CRITICAL].rgb())
    assert any(max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) <= 2 for colour in colours)


def test_time_grows_with_the_vendors_and_no_faster(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        content = register_content(samples.register_inputs(count), "en")
        start = time.process_time()
        written = write(content, tmp_path / "register.pdf")
        assert written.pages > count / 40
        return time.process_time() - start

    seconds(50)
    small, large = seconds(250), seconds(1_000)
    assert large < small * 4 * 1.8


@pytest.mark.parametrize(
    ("newer", "listed"),
    [
        ({}, ["Report of 2024"]),
        ({"issued_on": date(2025, 6, 1), "expires_on": date(2026, 6, 1)}, []),
        ({"issued_on": date(2025, 6, 1)}, []),
        ({"issued_on": date(2024, 9, 1), "expires_on": date(2025, 9, 1)}, ["Report of 2025"]),
        ({"kind": "insurance", "issued_on": date(2025, 6, 1)}, ["Report of 2024"]),
    ],
    ids=["alone", "replaced", "replaced for good", "expired in its turn", "of another kind"],
)
def test_evidence_that_newer_evidence_of_its_kind_replaced_is_not_among_the_expired(
    newer: dict[str, Any], listed: list[str]
) -> None:
    held = [facts.Evidence(1, "soc2_type2", "Report of 2024", 1, issued_on=date(2024, 6, 1), expires_on=date(2025, 6, 1))]
    if newer:
        held.append(replace(facts.Evidence(2, "soc2_type2", "Report of 2025", 1), **newer))
    inputs = samples.register_inputs(1)
    judged = replace(inputs.vendors[0], facts=replace(inputs.vendors[0].facts, evidence=tuple(held)))
    content = register_content(replace(inputs, vendors=(judged,)), "en")
    due = next(section for section in content.sections if section.key == "due")
    table = next(block for block in due.blocks if isinstance(block, Table) and block.title.startswith("Evidence"))
    assert [row.cells[1].words[0].text for row in table.rows if isinstance(row.cells[1], Cell)] == listed
