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
        assert "--all is for a kind of report that is about one vendor" in said.err
    said = run("report", demo, "dossier", "--all", "--output", tmp_path / "missing", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "There is no folder" in said.err
