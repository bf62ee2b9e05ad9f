"""Reports of all vendors at once, as a script asks for them."""

from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Run


def test_a_batch_puts_one_file_for_each_vendor_into_a_folder(run: Run, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    said = run("report", demo, "review", "--all", "--output", folder, "--lang", "en", "--json")
    assert said.code == 0
    told = said.document
    vendors = {each["name"] for each in run("vendors", demo, "--json").document}
    assert {each["vendor"] for each in told["files"]} | {each["vendor"] for each in told["refused"]} == vendors
    assert {Path(each["file"]) for each in told["files"]} == set(folder.iterdir())
    assert all(each["pages"] == len(PdfReader(each["file"]).pages) for each in told["files"])
    assert all("has no review to print" in each["reason"] for each in told["refused"])
    assert f"{len(vendors)} of {len(vendors)}: " in said.err


def test_a_batch_is_for_kinds_about_a_vendor_and_needs_its_folder(run: Run, demo: Path, tmp_path: Path) -> None:
    for words in (("register", "--all"), ("dossier", "--all", "--vendor", "OpenAI")):
        said = run("report", demo, *words, "--output", tmp_path)
        assert (said.code, said.out) == (2, "")
        assert "--all and --critical are for a kind of report that is about one vendor" in said.err
    said = run("report", demo, "dossier", "--all", "--output", tmp_path / "missing", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "There is no folder" in said.err


def test_a_report_without_a_seal_is_never_all_well_and_its_register_can_be_asked(
    run: Run, demo: Path, empty: Path, tmp_path: Path
) -> None:
    target = tmp_path / "register.pdf"
    assert run("report", demo, "register", "--output", target).code == 0
    alone = run("verify", target, "--json", "--lang", "en")
    assert alone.code == 1
    assert alone.document["problems"] == [
        "The report carries no seal: whether a byte of it was changed since it was written cannot be told."]
    assert run("verify", target, "--register", demo, "--json", "--lang", "en").document == alone.document
    other = run("verify", target, "--register", empty, "--json", "--lang", "en")
    assert "it is another register, or an older copy" in other.document["problems"][1]
    changed = run("report", empty, "journal", "--output", tmp_path / "journal.pdf")
    assert changed.code == 0
    said = run("verify", tmp_path / "journal.pdf", "--register", demo, "--lang", "en")
    assert "has another hash than the report names" in said.out


def test_a_pdf_that_is_no_report_has_that_for_its_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.4\nnothing")
    said = run("verify", tmp_path / "other.pdf", "--lang", "en")
    assert (said.code, said.err) == (1, "")
    assert "cannot be read as a PDF" in said.out
    assert run("verify", tmp_path / "other.pdf", "--json").document["ok"] is False


def test_dossiers_of_the_vendors_behind_critical_functions_go_into_one_zip(run: Run, demo: Path, tmp_path: Path) -> None:
    from zipfile import ZipFile

    target = tmp_path / "critical.zip"
    said = run("report", demo, "dossier", "--critical", "--output", target, "--audience", "board", "--lang", "en", "--json")
    assert said.code == 0
    names = [each["vendor"] for each in said.document["files"]]
    assert 0 < len(names) < len(run("vendors", demo, "--json").document)
    with ZipFile(target) as archive:
        assert len(archive.namelist()) == len(names)


def test_a_report_is_made_for_an_audience_with_a_note_and_a_label(run: Run, demo: Path, empty: Path, tmp_path: Path) -> None:
    target = tmp_path / "own.pdf"
    assert run("report", demo, "dossier", "--vendor", "OpenAI", "--audience", "vendor", "--note", "As agreed in May",
               "--classification", "For OpenAI only", "--output", target).code == 0
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())
    assert "Made for The vendor itself" in text
    assert "As agreed in May" in text
    assert text.count("For OpenAI only") == len(PdfReader(target).pages)
    said = run("report", demo, "register", "--audience", "vendor", "--output", tmp_path / "no.pdf", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "is not made for this audience (The vendor itself): it is about all vendors" in said.err
    assert not (tmp_path / "no.pdf").exists()
    assert run("report", empty, "dossier", "--critical", "--output", tmp_path).code == 1


def test_what_reports_carry_of_the_organisation_is_set_and_said(run: Run, empty: Path, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>')
    said = run("branding", empty, "--logo", logo, "--address", "1 Quay", "--classification", "Confidential", "--json")
    assert said.document == {"logo": True, "address": "1 Quay", "classification": "Confidential"}
    assert run("branding", empty, "--no-logo", "--json").document["logo"] is False
    assert run("branding", empty, "--lang", "en").out == "Logo: none\nAddress: 1 Quay\nClassification: Confidential\n"
    assert run("branding", empty, "--logo", logo, "--no-logo").code == 2
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script/></svg>")
    assert "holds an element 'script'" in run("branding", empty, "--logo", logo, "--lang", "en").err


def test_what_says_nothing_to_a_kind_of_report_is_refused_and_not_passed_over(run: Run, demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    for kind, *words in (("register", "--vendor", "OpenAI"), ("journal", "--incident", "1"), ("register", "--with-contacts"),
                         ("dossier", "--vendor", "OpenAI", "--review", "1")):
        said = run("report", demo, kind, *words, "--output", target, "--lang", "en")
        assert (said.code, said.out, target.exists()) == (2, "", False)
        assert f"says nothing to a report of kind '{kind}'" in said.err
