"""Colours, widths and transformations: what attributes, `style` and a simple style sheet say of an element."""

import math
import re
from collections.abc import Mapping

from PIL import ImageColor

from risk_register.intake.svg.drawing import Colour, Matrix, Undrawable
from risk_register.intake.svg.paths import numbers
from risk_register.texts import Text

INHERITED = frozenset({"fill", "stroke", "stroke-width", "fill-rule", "fill-opacity", "stroke-opacity", "stroke-linecap",
                       "stroke-linejoin", "color", "visibility"})
"""What an element takes over from the one around it."""
_OWN = frozenset({"opacity", "display", "clip-path", "mask", "filter", "stroke-dasharray"})
_PLAIN = ("clip-path", "mask", "filter")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TURN = re.compile(r"(\w+)\s*\(([^)]*)\)")
Sheet = Mapping[str, Mapping[str, str]]
"""What a style sheet says, by its selectors: '.name', '#id', 'tag'."""


def style_sheet(text: str) -> dict[str, dict[str, str]]:
    """The simple rules of a style sheet. Raises `Undrawable` where it fetches something or chooses in other ways."""
    text = _COMMENT.sub("", text)
    if "@" in text:
        raise Undrawable(Text("its style sheet fetches or asks for something"))
    found: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(text):
        for selector in selectors.split(","):
            if not re.fullmatch(r"[.#]?[\w-]+", selector.strip()):
                raise Undrawable(Text("its style sheet chooses elements in a way that is not read here"))
            found.setdefault(selector.strip(), {}).update(declarations(body))
    return found


def declarations(text: str) -> dict[str, str]:
    """'fill: red; stroke: none' as names with their values."""
    pairs = (each.partition(":") for each in text.split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _colon, value in pairs if value.strip()}


def painted(tag: str, attributes: Mapping[str, str], sheet: Sheet, around: Mapping[str, str]) -> dict[str, str]:
    """What holds for an element: its own style, then the sheet's, then its attributes, then what it takes over."""
    found = {name: value for name, value in around.items() if name in INHERITED}
    found |= {name: value for name, value in attributes.items() if name in INHERITED or name in _OWN}
    for selector in (tag, *(f".{each}" for each in attributes.get("class", "").split()), f"#{attributes.get('id', '')}"):
        found |= sheet.get(selector, {})
    found |= declarations(attributes.get("style", ""))
    for name in _PLAIN:
        if found.get(name, "none") != "none":
            raise Undrawable(Text("it uses '{name}'", name=name))
    if found.get("stroke-dasharray", "none") != "none" and found.get("stroke", "none") != "none":
        raise Undrawable(Text("it uses '{name}'", name="stroke-dasharray"))
    found["opacity"] = str(share(found.get("opacity")) * share(around.get("opacity")))
    return found


def hidden(paint: Mapping[str, str]) -> bool:
    """Whether it is not to be seen."""
    return paint.get("display") == "none" or paint.get("visibility") in ("hidden", "collapse")


def share(value: str | None) -> float:
    """An opacity of 0 to 1; '50%' is 0.5."""
    found = numbers(value or "")
    if not found:
        return 1.0
    return min(1.0, max(0.0, found[0] / 100 if value and value.strip().endswith("%") else found[0]))


def colour(name: str, paint: Mapping[str, str]) -> Colour | None:
    """The colour of a fill or a stroke as it is seen on white paper; None where there is none."""
    value = paint.get(name, "black" if name == "fill" else "none").strip()
    if value.lower() in ("none", "transparent"):
        return None
    if value.lower() in ("currentcolor", "inherit"):
        value = paint.get("color", "black")
    if value.startswith("url("):
        raise Undrawable(Text("it uses colour gradients or patterns"))
    try:
        red, green, blue, *alpha = ImageColor.getrgb(value)
    except ValueError:
        raise Undrawable(Text("the colour '{colour}' is not known", colour=value[:40])) from None
    dense = share(paint.get("opacity")) * share(paint.get(f"{name}-opacity")) * (alpha[0] / 255 if alpha else 1.0)
    red, green, blue = (round(255 + (each - 255) * dense) for each in (red, green, blue))
    return red, green, blue


def matrix(text: str) -> Matrix:
    """What a `transform` says. Raises `Undrawable` for one that is not known."""
    made = Matrix()
    for kind, inside in _TURN.findall(text):
        made = made.times(_one(kind, numbers(inside)))
    return made


def _one(kind: str, asked: list[float]) -> Matrix:
    if kind == "matrix" and len(asked) == 6:
        return Matrix(*asked)
    if kind == "translate" and asked:
        return Matrix(e=asked[0], f=asked[1] if len(asked) > 1 else 0.0)
    if kind == "scale" and asked:
        return Matrix(a=asked[0], d=asked[1] if len(asked) > 1 else asked[0])
    if kind == "rotate" and asked:
        cos, sin = math.cos(math.radians(asked[0])), math.sin(math.radians(asked[0]))
        turned = Matrix(cos, sin, -sin, cos)
        if len(asked) < 3:
            return turned
        return Matrix(e=asked[1], f=asked[2]).times(turned).times(Matrix(e=-asked[1], f=-asked[2]))
    if kind == "skewX" and asked:
        return Matrix(c=math.tan(math.radians(asked[0])))
    if kind == "skewY" and asked:
        return Matrix(b=math.tan(math.radians(asked[0])))
    raise Undrawable(Text("the transformation '{kind}' is not known", kind=kind[:40]))
