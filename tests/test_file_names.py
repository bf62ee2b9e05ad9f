"""Names that people typed become names that any system keeps."""

from hypothesis import given
from hypothesis import strategies as st

from risk_register.file_names import file_name, file_names

FORBIDDEN = set('<>:"/\\|?*')


def test_the_same_name_twice_gives_two_files_and_a_taken_one_is_left_alone() -> None:
    assert file_names(["Same", "same", "SAME"], ".pdf", taken=["same (2).pdf"]) == ["Same.pdf", "same (3).pdf", "SAME (4).pdf"]
    assert file_name("CON", ".pdf") == "_CON.pdf"
    assert file_name("nul.txt") == "_nul.txt"
    assert file_name("../../etc/passwd", ".pdf") == "etc passwd.pdf"
    assert file_name("...", ".pdf") == "_.pdf"


@given(st.text())
def test_any_name_gives_a_file_that_any_system_keeps(words: str) -> None:
    made = file_name(words, ".pdf")
    assert made.endswith(".pdf")
    assert not FORBIDDEN & set(made)
    assert not any(ord(sign) < 32 for sign in made)
    assert 0 < len(made.encode()) <= 200
    assert not made.startswith((".", " "))
    assert not made.removesuffix(".pdf").endswith((".", " "))
