"""Every text of a full register filled with what breaks other programs: nothing vanishes, nothing stops a report of any kind."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.operations.incidents import all_incidents
from risk_register.operations.records import records
from risk_register.operations.vendors import find_vendor
from risk_register.reports import ABOUT_A_VENDOR, KINDS, write_report
from risk_register.reports.glyphs import REPLACEMENT, Inspector
from risk_register.reports.recomputing import embedded, recompute
from risk_register.reports.style import RIGHT
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading
from tests.reports.filling import filled, free_texts
from tests.reports.test_hard_text import CODE

PIECES = (
    "<b>&amp;</b>", "<imgsrc='http://a.example/x.png'/>", '<fontcolor="[[[getattr(pow)]]]">', "&#x41;&lt;", "]]>--%s{vendor}",
    "<para>", "שלום", "مرحبا", "東京クラウド", "\N{GRINNING FACE}\N{FAMILY}", "\x07\x1b\x0b\x7f",
    "e\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH JOINER}",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc", "\N{ZERO WIDTH NO-BREAK SPACE}x", "ŁódźȘЯΩ", "🇫🇷𝔘",
    "\ue000\uffff", "=HYPERLINK(1)", "\\n%00'\"`",
)
HARD = re.compile(r"(Zq\d{6})(?:(?!Zq\d{6}).)*\1|n\d{4}o")
"""A hard text between its two tags, and each piece of the long one."""
LONG = "".join(f"n{number:04}o" for number in range(800))
"""No spaces, and no end as far as a column is concerned."""
NOT_PRINTED = {
    "person": {"role", "email", "phone"}, "own_entity": {"address", "data_protection_officer"},
    "branch": {"name", "identification_code"}, "regime": {"reason"},
    "insurance_policy": {"notice_contact", "conditions"},
    "vendor": {"town", "address", "website", "scope_decided_by"}, "contact": {"address"}, "custom_field": {"name", "value"},
    "vendor_confirmation": {"confirmed_by", "remarks", "file_name"}, "supplier_ledger": {"title", "file_name"},
    "ledger_supplier": {"name", "account", "registration", "scope_reason", "decided_by"}, "function": {"licensed_activity"},
    "contract": {"notice_form_ours", "notice_form_theirs", "notice_address_ours", "notice_address_theirs"},
    "contract_signer": {"name"}, "processing_activity": {"reference", "purpose", "retention"},
    "subcontractor_list": {"name", "version", "decision_reason", "decided_by", "source", "file_name"},
    "subcontractor_link": {"address", "contact"}, "question": {"sheet", "guidance", "choices", "crosswalk"},
    "questionnaire": {"recipient"}, "answer_review": {"reviewer"}, "override": {"method"},
    "risk_acceptance": {"method"},
    "note": {"author", "body"}, "vendor_event": {"title", "source", "checked_by", "searched"},
}
"""What stays in the register: page 2 says so, or no kind of report is about it. A field that is named nowhere must be printed."""


class Full:
    """A register full of hard texts, and what each of them says."""

    def __init__(self, path: Path) -> None:
        self.pieces = itertools.cycle(PIECES)
        self.said: dict[str, tuple[str, str]] = {}
        self.long: set[tuple[str, str]] = set()
        self.prose = {(noun.name, field) for noun, fields in free_texts() for field in fields
                      if noun.table.c[field].type.length == 200_000}  # type: ignore[attr-defined]
        filled(path, self._hard)
        self.register = Register.open(path, write=False)

    def _hard(self, noun: str, field: str, _key: int) -> str:
        tag = f"Zq{len(self.said):06}"
        self.said[tag] = (noun, field)
        text = f"{tag}{next(self.pieces)}{tag}"
        if (noun, field) in self.prose and (noun, field) not in self.long:
            self.long.add((noun, field))
            return text + LONG
        return text


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    folder = tmp_path_factory.mktemp("full")
    made = Full(folder / "full.riskregister")
    yield made
    made.register.close()


def texts(value: object) -> Iterator[str]:
    """Every text in what is carried inside; a map's names, which may be shortened on it, are all in the words below it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and value.get("type") != "map":
        nothing = value.get("type") == "table" and not value["rows"]  # what it would hold is not printed then
        for name, each in value.items() if not nothing else ():
            if name not in ("type", "key", "tone", "level", "levels", "bands"):
                yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\N{ZERO WIDTH SPACE}", "")


def printed(part: str, page: str) -> bool:
    """Whether a text is there; one that a page's end may have cut is there in its halves."""
    middle = len(part) // 2
    return part in page or (part[:middle] in page and part[middle:] in page)


def subjects(register: Register, kind: str) -> list[dict[str, int]]:
    if kind == "incident":
        return [{"incident_id": all_incidents(register)[0]}]
    if kind not in ABOUT_A_VENDOR:
        return [{}]
    row = records(register, "review")[0]
    rounds = [each["vendor_id"] for each in records(register, "questionnaire")]
    asked = records(register, "credit_claim")[0]["sla_term_id"]
    promised = next(each["contract_id"] for each in records(register, "sla_term") if each["id"] == asked)
    accepted, overruled = records(register, "risk_acceptance")[0], records(register, "override")[0]
    promiser = next(each["vendor_id"] for each in records(register, "contract") if each["id"] == promised)
    planned, ended = records(register, "exit_plan")[0], records(register, "offboarding")[0]
    found = [row["vendor_id"], accepted["vendor_id"], overruled["vendor_id"], rounds[0], promiser, planned["vendor_id"],
             ended["vendor_id"]]
    return [{"vendor_id": each} for each in dict.fromkeys(found)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_on_the_page_as_far_as_it_can_be_seen(full: Full, tmp_path: Path, kind: str, language: Language) -> None:
    path, hard = tmp_path / "report.pdf", "Zq9<b>&amp;\x07東</b>Zq9"
    made = 0
    for about in subjects(full.register, kind):
        try:
            written = write_report(full.register, kind, path, language=language, preparer=hard, note=hard + LONG,
                                   with_contacts=True, classification=hard, **about)
        except RegisterError:  # there is nothing of this kind of that vendor
            continue
        made += 1
        page = squeezed(reading.text(path))
        told = embedded(path)
        assert REPLACEMENT in page
        assert written.notes
        inspector = Inspector()
        lost = []
        for text in set(texts(told["sections"])):
            seen = squeezed(inspector.legible(text, ""))
            lost += [found[0] for found in HARD.finditer(seen) if not printed(found[0], page)]
        assert lost == []
        assert squeezed(inspector.legible(hard, "")) in page
        assert reading.rightmost(path) <= RIGHT + 0.5
        assert recompute(path).ok
    assert made


def test_every_field_is_printed_by_some_kind_or_named_as_left_out(full: Full, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    every = {(noun.name, field) for noun, fields in free_texts() for field in fields}
    left_out = {(noun, field) for noun, fields in NOT_PRINTED.items() for field in fields}
    printed_: set[tuple[str, str]] = set()
    for kind in KINDS:
        for about in subjects(full.register, kind):
            try:
                write_report(full.register, kind, path, with_contacts=True, **about)
            except RegisterError:
                continue
            told = embedded(path)
            printed_ |= {full.said[tag] for tag in re.findall(r"Zq\d{6}", " ".join(texts([told["cover"], told["sections"]])))}
    assert every - left_out - printed_ == set()
    assert left_out & printed_ == set()


def test_half_a_character_is_replaced_on_the_page_and_kept_inside(tmp_path: Path) -> None:
    from risk_register.reports.dossier import dossier_content, write
    from tests.reports import samples

    name = "Half \ud800 and \udfff"
    written = write(dossier_content(samples.unknown_inputs(name), "en"), tmp_path / "dossier.pdf")
    assert f"Half {REPLACEMENT} and {REPLACEMENT}" in reading.text(tmp_path / "dossier.pdf")
    assert embedded(tmp_path / "dossier.pdf")["cover"]["subject"] == name
    assert len(written.notes) == 1


@pytest.mark.parametrize("field", ["note", "preparer", "classification"])
def test_what_is_typed_for_one_report_may_hold_anything(full: Full, tmp_path: Path, field: str) -> None:
    marker = tmp_path / "executed"
    for text in (CODE.format(marker=marker), "\ud83d", "x" * 100_000, "<font color='[[[1]]]'>", ""):
        write_report(full.register, "data-flows", tmp_path / "report.pdf", vendor_id=find_vendor_anywhere(full), **{field: text})
        assert recompute(tmp_path / "report.pdf").ok
    assert not marker.exists()


def find_vendor_anywhere(full: Full) -> int:
    return find_vendor(full.register, str(records(full.register, "vendor")[0]["id"]))
