"""Pages look as they did when somebody last looked at them and kept their picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from risk_register.reports import KINDS
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import pictures


@pytest.fixture(scope="module")
def demonstration() -> Iterator[Register]:
    with pictures.demonstration() as register:
        yield register


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_pages_look_as_kept(
    demonstration: Register, tmp_path_factory: pytest.TempPathFactory, kind: str, language: Language
) -> None:
    now = pictures.small(pictures.taken(demonstration, kind, language))
    with Image.open(pictures.kept(kind, language)) as before:
        differing = pictures.pages_that_differ(now.convert("L"), before.convert("L"))
    new = tmp_path_factory.mktemp("pictures") / f"{kind}-{language}.png"
    if differing:
        now.save(new)
    assert not differing, (
        f"pages {', '.join(map(str, differing))} of the {kind} report ({language}) look different (0: there are more or fewer); "
        f"compare {new} with {pictures.kept(kind, language)}, and keep new pictures with: python -m tests.reports.pictures"
    )


def test_a_line_that_moved_is_seen_and_other_digits_are_not(demonstration: Register) -> None:
    now = pictures.taken(demonstration, "register", "en")
    assert pictures.pages_that_differ(now, now) == {}
    moved = now.copy()
    width = now.width // pictures.PAGES
    body = (3 * width + 20, 100, 4 * width - 20, 160)
    moved.paste(ImageChops.offset(now.crop(body), 0, 7), body)
    assert list(pictures.pages_that_differ(moved, now)) == [4]


def test_every_kind_is_kept_and_small() -> None:
    found = sorted(pictures.KEPT.iterdir(), key=lambda path: path.name)
    assert [path.name for path in found] == sorted(Path(f"{kind}-{language}.png").name for kind in KINDS for language in LANGUAGES)
    assert sum(path.stat().st_size for path in found) < 1_500_000
