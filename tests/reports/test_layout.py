"""How blocks come to stand on pages: inside the margins, headings with what they announce, nothing lost between pages."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.reports.content import (
    Bullets,
    Cell,
    CellContent,
    Column,
    Facts,
    Panel,
    Prose,
    ReportContent,
    Row,
    Scale,
    Section,
    Table,
    Tile,
    Tiles,
    Tone,
    Words,
)
from risk_register.reports.dossier import RoundAnswers, dossier_content
from risk_register.reports.drawing import flows
from risk_register.reports.layout import Composer, Page
from risk_register.reports.prose import HeadingFlow
from risk_register.reports.register_summary import register_content
from risk_register.reports.style import BOTTOM, TOP
from risk_register.texts import LANGUAGES, Language
from tests.reports import samples

SHORT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=300)
LONG = st.builds(lambda word, times: f"{word} " * times, SHORT, st.integers(min_value=1, max_value=120))
WORDS = SHORT | LONG


@st.composite
def cells(draw: st.DrawFn) -> CellContent:
    if draw(st.booleans()):
        return draw(WORDS)
    words = tuple(Words(draw(WORDS), draw(st.sampled_from(Tone))) for _ in range(draw(st.integers(min_value=0, max_value=3))))
    return Cell(
        words,
        level=draw(st.sampled_from([None, "low", "unassessed", "from the future"])),
        share=draw(st.sampled_from([None, Decimal(40)])),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = st.builds(lambda a, b: Row((a, b)), cells(), cells()) | st.builds(lambda words: Row((words,), heading=True), WORDS)
    columns = (Column("Question", draw(st.integers(min_value=5, max_value=90))), Column("Answer", 50))
    return Table(columns, tuple(draw(st.lists(rows, max_size=12))), empty="nothing", title=draw(st.sampled_from(["", "A title"])))


BLOCKS = (
    tables()
    | st.builds(Prose, WORDS, st.sampled_from(Tone))
    | st.builds(lambda items: Bullets(tuple(items)), st.lists(WORDS, max_size=4))
    | st.builds(
        lambda items, title: Facts(tuple(items), title),
        st.lists(st.tuples(SHORT, cells()), max_size=5),
        st.sampled_from(["", "A title"]),
    )
    | st.builds(Panel, SHORT, WORDS)
    | st.builds(lambda words: Tiles((Tile(words, words, words),) * 5), SHORT)
    | st.just(Scale((), ()))
)
SECTIONS = st.lists(
    st.builds(
        lambda title, blocks, new: Section(title, title, tuple(blocks), new_page=new),
        SHORT,
        st.lists(BLOCKS, max_size=4),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def composed(content: ReportContent) -> list[Page]:
    return Composer().compose(flows(content))


def assert_well_set(pages: list[Page]) -> None:
    for page in pages:
        assert page.pieces
        assert not isinstance(page.pieces[-1][0], HeadingFlow)
        above = TOP
        for piece, top in page.pieces:
            assert top <= above + 0.01
            above = top - piece.height
        assert above >= BOTTOM - 0.01


def with_sections(sections: list[Section]) -> ReportContent:
    content = dossier_content(samples.unknown_inputs(), "en")
    return ReportContent(
        content.kind,
        "en",
        content.title,
        content.organisation,
        content.register_name,
        content.as_of,
        content.prepared_on,
        content.cover,
        tuple(sections),
    )


@given(SECTIONS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_finds_its_place_on_a_page(sections: list[Section]) -> None:
    pages = composed(with_sections(sections))
    for page in pages:
        for piece, top in page.pieces:
            assert top - piece.height >= BOTTOM - 0.01
    headings = [piece.key for page in pages for piece, _top in page.pieces if isinstance(piece, HeadingFlow)]
    assert headings == [section.key for section in sections]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_ends_a_page_of_a_dossier_however_many_answers_it_has(language: Language) -> None:
    for count in range(1, 40, 3):
        inputs = samples.dossier_inputs(answers=(RoundAnswers(samples.vendor_facts().rounds[0], samples.answers(count)),))
        assert_well_set(composed(dossier_content(inputs, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_ends_a_page_of_a_register_however_many_vendors_it_has(language: Language) -> None:
    for count in range(1, 60, 6):
        assert_well_set(composed(register_content(samples.register_inputs(count), language)))
