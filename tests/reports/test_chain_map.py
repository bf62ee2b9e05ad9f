"""The supply chain as a dossier prints it: read back from the PDF with other people's libraries."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from risk_register.model.vocabulary import RiskLevel
from risk_register.reports.content import ChainMap, Prose, Section
from risk_register.reports.dossier import dossier_content, write
from risk_register.reports.layout import BODY_HEIGHT
from risk_register.reports.style import WIDTH
from risk_register.reports.supply_chain.picture import MOST_BELOW_EACH_OTHER, chain_map, seen_from
from risk_register.risk.supply_chain import US, Flow, Link, Party, SupplyChain
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading, samples

ALDER, HOST, CACHE, OTHER = 1, 2, 3, 4
PARTIES = {US: Party(US, "We"), ALDER: Party(ALDER, "OpenAI"), HOST: Party(HOST, "Cloud Host AG"),
           CACHE: Party(CACHE, "Cache Ltd", direct=False), OTHER: Party(OTHER, "Somebody Else")}
FLOWS = (Flow(10, "Requests", US, ALDER, elements=("name", "email"), countries=("FR", "US")),
         Flow(11, "Their own", US, HOST))
LINKS = (Link(20, ALDER, HOST, countries=("IE",)), Link(21, HOST, CACHE))
CHAIN = SupplyChain(PARTIES, FLOWS, LINKS, date(2026, 1, 1))


def section(chain: SupplyChain, language: Language = "en") -> Section:
    content = dossier_content(samples.dossier_inputs(chain=chain), language)
    return next(each for each in content.sections if each.key == "supply_chain")


def drawn(chain: SupplyChain) -> ChainMap:
    return chain_map(chain, ALDER, RiskLevel.HIGH, "en")[0]


def wide(count: int) -> SupplyChain:
    parties = {US: PARTIES[US], ALDER: PARTIES[ALDER]}
    parties |= {key: Party(key, f"Below {key}", direct=False) for key in range(100, 100 + count)}
    return SupplyChain(parties, FLOWS[:1], tuple(Link(key + 1000, ALDER, key) for key in range(100, 100 + count)), CHAIN.on)


def test_the_map_goes_from_us_through_the_vendor_to_those_it_uses() -> None:
    picture = drawn(CHAIN)
    places = {box.name: box.x for box in picture.boxes}
    assert places["We"] < places["OpenAI"] < places["Cloud Host AG"] < places["Cache Ltd"]
    assert "Somebody Else" not in places
    assert picture.width <= WIDTH + 0.1
    [main] = [box for box in picture.boxes if box.main]
    assert (main.name, main.words, main.level) == ("OpenAI", "High", "high")


def test_who_stands_below_is_ranked_by_this_vendor_even_where_it_deals_with_us() -> None:
    assert not seen_from(CHAIN, ALDER).parties[HOST].direct
    assert next(box.words for box in drawn(CHAIN).boxes if box.name == "Cloud Host AG") == "Rank 2"


def test_lines_say_categories_and_countries_and_what_they_are_by_their_kind() -> None:
    lines = {line.kind: line for line in drawn(CHAIN).lines}
    assert lines["flow"].above == "Identity +1"
    assert lines["flow"].below == "FR, US"
    assert lines["link"].ahead
    assert {line.kind for line in drawn(CHAIN).lines} == {"flow", "link"}


def test_a_wide_chain_fits_a_page_and_says_how_many_are_left_out() -> None:
    picture, left_out = chain_map(wide(30), ALDER, RiskLevel.HIGH, "en")
    assert left_out == 30 - MOST_BELOW_EACH_OTHER
    assert picture.height < BODY_HEIGHT
    assert any(f"want of room: {left_out}." in text for text in said(wide(30)))


def test_a_deep_chain_ends_where_names_would_find_no_room() -> None:
    deep = {key: Party(key, f"Rank {key}", direct=False) for key in range(2, 9)}
    chain = SupplyChain({US: PARTIES[US], ALDER: PARTIES[ALDER], **deep}, FLOWS[:1],
                        tuple(Link(50 + key, key - 1, key) for key in deep), CHAIN.on)
    picture, left_out = chain_map(chain, ALDER, RiskLevel.LOW, "en")
    assert len(picture.boxes) + left_out == len(chain.parties)
    assert picture.width <= WIDTH + 0.1


def test_a_vendor_without_flows_and_subcontractors_has_a_sentence_in_place_of_a_picture() -> None:
    alone = SupplyChain({US: PARTIES[US], ALDER: PARTIES[ALDER]}, (), (), CHAIN.on)
    assert [type(block) for block in section(alone).blocks] == [Prose]


def said(chain: SupplyChain, language: Language = "en") -> list[str]:
    return [block.text for block in section(chain, language).blocks if isinstance(block, Prose)]


def test_a_circle_is_told_in_words_with_each_party_once() -> None:
    circle = SupplyChain(PARTIES, FLOWS, (*LINKS, Link(22, CACHE, ALDER), Link(23, ALDER, OTHER)), CHAIN.on)
    told = "Cloud Host AG; Cache Ltd (through Cloud Host AG, back to OpenAI); Somebody Else"
    assert said(circle)[-1] == f"Below it, directly or through others: {told}."
    assert "retour à OpenAI" in said(circle, "fr")[-1]


def test_the_chain_of_a_vendor_that_nothing_of_ours_leads_to_is_told_all_the_same() -> None:
    parties = PARTIES | {ALDER: replace(PARTIES[ALDER], direct=False), HOST: replace(PARTIES[HOST], direct=False)}
    assert said(SupplyChain(parties, (), LINKS, CHAIN.on)) == [
        "Below it, directly or through others: Cloud Host AG; Cache Ltd (through Cloud Host AG)."]


def test_a_long_chain_in_words_says_how_many_more_there_are() -> None:
    assert any("and 40 more" in text for text in said(wide(100)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_words_are_text_in_embedded_fonts_and_the_picture_holds_no_pixels(
        tmp_path: Path, language: Language) -> None:
    path = tmp_path / "dossier.pdf"
    write(dossier_content(samples.dossier_inputs(chain=CHAIN), language), path)
    text = reading.text(path)
    assert "Cloud Host AG" in text
    assert ("Identity +1" if language == "en" else "Identité +1") in text
    assert ("Rank 3" if language == "en" else "Rang 3") in text
    for page in PdfReader(path).pages:
        assert not list(page.images)
        fonts = page["/Resources"].get_object().get("/Font", {})
        assert all("+" in fonts[name].get_object()["/BaseFont"] for name in fonts)  # part of a font, which the file holds
    assert reading.rightmost(path) < 595


def test_the_same_chain_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [write(dossier_content(replace(samples.dossier_inputs(), chain=CHAIN), "en"), tmp_path / f"{number}.pdf").sha256
            for number in range(2)]
    assert made[0] == made[1]
