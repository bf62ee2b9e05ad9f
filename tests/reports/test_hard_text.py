"""Texts that break other programs' reports: markup, scripts, control characters, no spaces, no end."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from risk_register.model.facts import Answer
from risk_register.model.vocabulary import Verdict
from risk_register.reports import files
from risk_register.reports.content import Panel, Prose, Section, Tone
from risk_register.reports.dossier import RoundAnswers, dossier_content, write
from risk_register.reports.register_summary import register_content
from risk_register.reports.register_summary import write as write_register
from risk_register.reports.style import RIGHT
from tests.reports import reading, samples

# The way into reportlab's colour attributes that CVE-2023-33733 describes, were any text of ours read as markup.
CODE = (
    "<para><font color=\"[[[getattr(pow,Word('__globals__'))['os'].system('touch {marker}') "
    "for Word in [orgTypeFun('Word', (str,), {{ 'mutated': 1, 'startswith': lambda self, x: False, "
    "'__eq__': lambda self, x: self.mutate() and self.mutated < 0 and str(self) == x, "
    "'mutate': lambda self: {{setattr(self, 'mutated', self.mutated - 1)}}, "
    "'__hash__': lambda self: hash(str(self)) }})] ] for orgTypeFun in [type(type(1))] ] and 'red'\">exploit</font></para>"
)


def names(shared: Path, case: str) -> list[tuple[str, str]]:
    with (shared / "cases" / case).open(encoding="utf-8", newline="") as file:
        return [(row["vendor_ref"], row["name"]) for row in csv.DictReader(file)]


def register_of(listed: list[tuple[str, str]], path: Path) -> tuple[str, list[str]]:
    """The text of a register summary of vendors so named, and its notes."""
    inputs = samples.register_inputs(len(listed))
    vendors = tuple(
        replace(each, facts=replace(each.facts, vendor=replace(each.facts.vendor, legal_name=name, reference=reference)))
        for each, (reference, name) in zip(inputs.vendors, listed, strict=True)
    )
    written = write_register(register_content(replace(inputs, vendors=vendors), "en"), path)
    return reading.text(path), [str(note) for note in written.notes]


def test_names_that_look_like_markup_are_printed_as_typed(shared: Path, tmp_path: Path) -> None:
    listed = names(shared, "c35-markup.csv")
    text, notes = register_of(listed, tmp_path / "register.pdf")
    assert len(listed) == 10
    assert [name for _reference, name in listed if name not in text] == []
    assert notes == []


def test_letters_of_three_scripts_are_printed_and_a_missing_glyph_is_counted_and_named(shared: Path, tmp_path: Path) -> None:
    listed = names(shared, "c36-scripts.csv")
    text, notes = register_of(listed, tmp_path / "register.pdf")
    assert "\u25a0" not in text
    assert [reference for reference, name in listed if name not in text] == ["V-534"]
    assert "\N{REPLACEMENT CHARACTER}" in text
    assert len(notes) == 1
    assert "V-534" in notes[0]
    assert notes[0] in text


SIGNS = "●■□▪▫◦○◆►✓✔✗✘☐☑☒→←↑↓≥≤≠−≈∞▲▼★☆①⚠"


@pytest.mark.parametrize("tone", Tone)
def test_bullets_ticks_arrows_and_signs_are_printed_as_the_vendor_wrote_them(tmp_path: Path, tone: Tone) -> None:
    words = f"● Éligible → oui; {SIGNS}; delay ≤ 4 h, {'✓' * 300}"
    said = Section("signs", SIGNS, (Prose(words, tone), Panel(SIGNS, words)))
    content = replace(dossier_content(samples.unknown_inputs(), "en"), sections=(said,))
    written = files.write(content, tmp_path / "dossier.pdf")
    assert written.notes == ()
    text = "".join(reading.text(tmp_path / "dossier.pdf").split())
    assert text.count("".join(words.split())) == 2
    assert text.count(SIGNS) >= 5
    assert text.count("\N{REPLACEMENT CHARACTER}") == 1  # its own line in the list of signs
    assert reading.rightmost(tmp_path / "dossier.pdf") <= RIGHT + 0.5


def test_what_no_font_can_set_stays_a_counted_replacement(tmp_path: Path) -> None:
    name = "A ✓ 東京 שלום \uf0b7 ❤\ufe0f"
    written = write(dossier_content(samples.unknown_inputs(name), "en"), tmp_path / "dossier.pdf")
    assert "A ✓ \ufffd\ufffd \ufffd\ufffd\ufffd\ufffd \ufffd ❤" in reading.text(tmp_path / "dossier.pdf")
    assert len(written.notes) == 1


def test_control_characters_are_visible_and_counted(shared: Path, tmp_path: Path) -> None:
    vendors = json.loads((shared / "cases" / "c38-control-characters.json").read_text(encoding="utf-8"))["vendors"]
    text, notes = register_of([(each["ref"], each["name"]) for each in vendors], tmp_path / "register.pdf")
    assert "kr 4\N{REPLACEMENT CHARACTER}00 000" in text
    assert "zero\u200bwidth" in text
    assert "V-560" in notes[0]
    assert "V-561" in notes[0]
    assert "V-562" not in notes[0]


def long_answers(shared: Path) -> tuple[Answer, ...]:
    given = json.loads((shared / "cases" / "c34-long-answers.json").read_text(encoding="utf-8"))["answers"]
    return tuple(
        replace(
            samples.answer(number, question=each["question"], section=None),
            question_id=each["ref"],
            words=each["answer"],
            verdict=Verdict.TEXT if each["answer"] else Verdict.UNANSWERED,
        )
        for number, each in enumerate(given)
    )


def test_answers_longer_than_a_page_are_whole(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    answers = long_answers(shared)
    inputs = samples.dossier_inputs(answers=(RoundAnswers(samples.vendor_facts().rounds[0], answers),))
    write(dossier_content(inputs, "en"), path)
    words = reading.column(path, 300, 400)
    flowing = " ".join(" ".join(words).split())
    assert flowing.count("tested every quarter") == 110
    assert all(sum(line.strip() == f"line {number:03}" for line in words) == 1 for number in range(1, 201))
    link = next(word for answer in answers for word in answer.words.split() if word.startswith("http"))
    assert len(link) == 206
    assert link in "".join(word.strip() for word in words)
    assert "no answer" in flowing
    assert reading.rightmost(path) <= RIGHT + 0.5
    pages = [page for page in reading.pages(path) if "L-1" in page or "(continued)" in page]
    assert len(pages) >= 4
    assert all("Verdict and the vendor's answer" in page for page in pages)


def test_a_name_that_would_run_code_is_only_a_name(tmp_path: Path) -> None:
    marker = tmp_path / "executed"
    name = CODE.format(marker=marker)
    write(dossier_content(samples.dossier_inputs(name), "en"), tmp_path / "dossier.pdf")
    assert not marker.exists()
    joined = "".join(reading.text(tmp_path / "dossier.pdf").split())
    assert "".join(name.split()) in joined


def test_an_image_named_in_a_text_is_neither_opened_nor_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = tmp_path / "picture.png"
    opened: list[object] = []
    monkeypatch.setattr("reportlab.lib.utils.ImageReader.__init__", lambda *given, **_named: opened.append(given))
    monkeypatch.setattr("urllib.request.urlopen", lambda *given, **_named: opened.append(given))
    write(
        dossier_content(samples.dossier_inputs(f'<img src="{picture}"/><img src="https://example.com/x.png"/>'), "en"),
        tmp_path / "dossier.pdf",
    )
    assert opened == []
    assert all(not page.images for page in PdfReader(tmp_path / "dossier.pdf").pages)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 100_000,
        "A word and " * 10_000,
        "\n" * 300,
        "שלום עולם",
        "🙂" * 2_000,
        "a\u0301" * 500,
        "%s %(x)s {0} {name} {{",
        "\\",
        "(((",
        "",
    ],
    ids=["no spaces", "long", "line ends", "right to left", "emoji", "combining", "formats", "backslash", "brackets", "empty"],
)
def test_no_name_stops_the_report_or_runs_over_the_margin(tmp_path: Path, name: str) -> None:
    written = write(dossier_content(samples.dossier_inputs(name), "en"), tmp_path / "dossier.pdf")
    assert written.pages == len(reading.pages(tmp_path / "dossier.pdf"))
    assert reading.rightmost(tmp_path / "dossier.pdf") <= RIGHT + 0.5


def test_a_name_of_a_hundred_thousand_letters_is_printed_to_the_last(tmp_path: Path) -> None:
    write(dossier_content(samples.unknown_inputs("x" * 99_990 + "lastletter"), "en"), tmp_path / "dossier.pdf")
    assert "lastletter" in "".join(reading.text(tmp_path / "dossier.pdf").split())


def test_templates_in_facts_are_not_filled_in(tmp_path: Path) -> None:
    write(dossier_content(samples.dossier_inputs("{vendor} {day} %s"), "en"), tmp_path / "dossier.pdf")
    assert "{vendor} {day} %s is" in reading.text(tmp_path / "dossier.pdf") or "{vendor} {day} %s (tier" in reading.text(
        tmp_path / "dossier.pdf"
    )
