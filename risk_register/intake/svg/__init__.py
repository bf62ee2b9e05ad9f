"""SVG drawings of others read as plain lines and areas: nothing is fetched, nothing runs, and what cannot be drawn is refused."""

from risk_register.intake.svg.drawing import Drawing as Drawing
from risk_register.intake.svg.drawing import Shape as Shape
from risk_register.intake.svg.drawing import Undrawable as Undrawable
from risk_register.intake.svg.reading import is_svg as is_svg
from risk_register.intake.svg.reading import read_svg as read_svg
