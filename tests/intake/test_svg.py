"""SVG drawings of others: what is read of them, and that nothing in them runs, fetches, or grows without end."""

import math
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.intake.svg import Drawing, Undrawable, is_svg, read_svg
from risk_register.intake.svg.paths import path_steps

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50"'


def drawing(inside: str, head: str = "") -> Drawing:
    return read_svg(f"{OPEN} {head}>{inside}</svg>".encode())


def reason(content: str | bytes) -> str:
    with pytest.raises(Undrawable) as refused:
        read_svg(content.encode() if isinstance(content, str) else content)
    return refused.value.reason.render("en")


def test_shapes_become_steps_with_their_colours() -> None:
    found = drawing('<rect width="10" height="5" fill="#f00"/><line x1="0" y1="0" x2="3" y2="4" stroke="blue" stroke-width="2"/>'
                    '<polygon points="0,0 10,0 5,5" fill="none" stroke="#00ff0080"/><circle cx="5" cy="5" r="5"/>')
    assert (found.width, found.height) == (100, 50)
    square, line, corner, circle = found.shapes
    assert square.fill == (255, 0, 0)
    assert square.steps == (("M", (0, 0)), ("L", (10, 0)), ("L", (10, 5)), ("L", (0, 5)), ("Z", ()))
    assert (line.fill, line.stroke, line.stroke_width) == (None, (0, 0, 255), 2)
    assert corner.stroke == (127, 255, 127)
    assert [kind for kind, _at in circle.steps if kind == "C"] == ["C"] * 4
    assert circle.fill == (0, 0, 0)


def test_every_letter_of_a_path_is_followed() -> None:
    steps = path_steps("M10 10h5v5l-5,0zm20-20 1 1C1 2 3 4 5 6s1 1 2 2q1 0 2 2t2 2a5 5 0 0110 0")
    assert steps[:4] == (("M", (10, 10)), ("L", (15, 10)), ("L", (15, 15)), ("L", (10, 15)))
    assert steps[5:7] == (("M", (30, -10)), ("L", (31, -9)))
    assert steps[8] == ("C", (7, 8, 6, 7, 7, 8))
    assert steps[-1][1][-2:] == pytest.approx((21, 12))


def test_an_arc_stays_on_its_circle() -> None:
    steps = path_steps("M 10 0 A 10 10 0 1 1 0 -10")
    assert steps[-1][1][-2:] == pytest.approx((0, -10))
    for _kind, at in steps[1:]:
        assert math.hypot(*at[-2:]) == pytest.approx(10)


def test_what_is_around_an_element_holds_for_it() -> None:
    found = drawing('<style>.a{fill:#123456} #b{stroke:red;stroke-width:3px}</style>'
                    '<g transform="translate(10 20) scale(2)" fill="green" opacity="0.5"><path class="a" d="M0 0L1 1L0 1"/>'
                    '<path id="b" style="fill:none" d="M0 0L1 0"/></g><defs><path id="c" d="M0 0L9 9L0 9"/></defs>'
                    '<use xlink:href="#c" x="1"/><g display="none"><path d="M0 0L5 5L0 5"/></g>')
    first, second, third = found.shapes
    assert first.fill == (136, 154, 170)
    assert first.steps[1] == ("L", (12, 22))
    assert (second.fill, second.stroke_width) == (None, 6)
    assert third.steps[0] == ("M", (1, 0))


def test_a_frame_that_is_moved_is_moved_back_and_the_whole_picture_as_clip_path_is_none() -> None:
    text = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 10 20 20">'
            '<g clip-path="url(#k)"><path d="M10 10L30 30L10 30"/></g>'
            '<defs><clipPath id="k"><rect x="10" y="10" width="20" height="20"/></clipPath></defs></svg>')
    assert read_svg(text.encode()).shapes[0].steps[0] == ("M", (0, 0))


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + f"{OPEN}><desc>&b;</desc></svg>"
FETCHED = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + f"{OPEN}><title>&x;</title></svg>"
NESTED = "".join(f'<g id="l{number}">' + f'<use href="#l{number + 1}"/>' * 10 + "</g>" for number in range(12)) + '<g id="l12"/>'


@pytest.mark.parametrize(("content", "says"), [
    (BOMB, "document type"), (FETCHED, "document type"),
    (f"{OPEN}><script>alert(1)</script></svg>", "'script'"),
    (f'{OPEN}><image href="http://tracker.example/p.png"/></svg>', "'image'"),
    (f"{OPEN}><foreignObject/></svg>", "'foreignObject'"), (f"{OPEN}><text>Name</text></svg>", "'text'"),
    (f'{OPEN}><use href="http://other.example/a.svg#x"/></svg>', "outside of itself"),
    (f'{OPEN}><style>@import url(http://a.example/b.css);</style><path d="M0 0L1 1L0 1"/></svg>', "fetches"),
    (f'<?xml-stylesheet href="http://a.example/b.css"?>{OPEN}><path d="M0 0L1 1"/></svg>', "fetches"),
    (f'{OPEN}><path fill="url(#g)" d="M0 0L1 1L0 1"/></svg>', "gradients"),
    (f'{OPEN}><path filter="url(#f)" d="M0 0L1 1L0 1"/></svg>', "'filter'"),
    (f'{OPEN}><path d="M0 0L1e30 1"/></svg>', "out of all bounds"), (f'{OPEN}><path d="M0 0 X 3"/></svg>', "path cannot be read"),
    (f'{OPEN}><path d="L0 0"/></svg>', "path cannot be read"), (f"{OPEN}></svg>", "shows nothing"),
    (f'{OPEN}><path fill="zebra" d="M0 0L1 1L0 1"/></svg>', "'zebra' is not known"),
    ('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L1 1"/></svg>', "how large"),
    (f"{OPEN}><path d='M0 0", "damaged in line 1"), (f"{OPEN}>{'<g>' * 200}", "too large"),
    (f"{OPEN}>{NESTED}</svg>", "too large"), (f'{OPEN}><g id="a"><use href="#a"/></g></svg>', "too large"),
    ("<html></html>", "no SVG"), (b"\xff\xfe\x00", "damaged"),
])
def test_what_is_not_drawn_is_refused_with_the_reason(content: str | bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_a, **_k: pytest.fail("something was fetched"))
    assert says in reason(content)


def test_what_an_editor_keeps_for_itself_is_passed_by() -> None:
    found = drawing('<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/><metadata>x</metadata>'
                    '<path onclick="alert(1)" d="M0 0L1 1L0 1"/>')
    assert len(found.shapes) == 1


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,- eE+", max_size=60))
@settings(max_examples=300)
def test_any_path_is_read_or_refused(text: str) -> None:
    try:
        steps = path_steps(text)
    except Undrawable:
        return
    assert all(len(at) == {"M": 2, "L": 2, "C": 6, "Z": 0}[kind] for kind, at in steps)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    is_svg(content)
    with pytest.raises(Undrawable):
        read_svg(content)
