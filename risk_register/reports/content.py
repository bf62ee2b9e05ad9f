"""What a report says, in the words of one language, apart from how it is drawn.

A builder makes one `ReportContent`; drawing reads nothing else. Each kind of report is another builder over the same
blocks, so a new kind needs no new drawing.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from risk_register.reports.embedding.deflated import Deflated
from risk_register.texts import Language, Text


class Tone(StrEnum):
    """How words are to be read; the style decides what that looks like."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    NOTE = "note"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph of a cell. Line ends in the text are kept."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with more than plain text: several paragraphs, the swatch of a risk level, or a bar for 0 to 100."""

    words: tuple[Words, ...]
    level: str | None = None
    share: Decimal | None = None


CellContent = str | Cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is its share of the table's width against the other columns."""

    title: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `record` names what the row is about, for the note on characters that cannot be printed."""

    cells: tuple[CellContent, ...]
    record: str = ""
    heading: bool = False
    """The one cell of the row spans the table and announces the rows after it."""
    marked: bool = False
    """Set apart by a bar at its left: an adverse answer, a missed promise."""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that repeat on each page; `empty` is said in its place where there is no row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """Several short statements."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and their values."""

    items: tuple[tuple[str, CellContent], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A statement set apart from the text around it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnDigest:
    """A statement set apart, with the fingerprint of the file that holds it as its last line."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline figure, with what qualifies it in small print."""

    label: str
    value: str
    detail: str = ""
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """Headline figures side by side, four to a line."""

    items: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts by two scales. `levels` names the risk level of each column, or '' for one that is no level."""

    row_title: str
    column_title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    totals: tuple[str, ...]
    levels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A figure on a scale, and how far it may be off for what is not known."""

    label: str
    text: str
    value: Decimal | None
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures of 0 to 100 set on one line, with the risk levels' bands where the method's bounds are known."""

    markers: tuple[Marker, ...]
    bands: tuple[tuple[str, str, Decimal, Decimal], ...]
    """Level, its word, from, up to."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class MapBox:
    """A party on a map of the supply chain; its upper left corner is given in points from that of the map."""

    x: float
    y: float
    name: str
    words: str
    level: str | None = None
    """The level whose swatch stands before the words."""
    distant: bool = False
    """Whether it is known through others only."""
    main: bool = False
    """Whether the report is about it."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """A line of the map by its corners, with the words above and below it where there is room for them."""

    points: tuple[tuple[float, float], ...]
    kind: str
    """'flow', 'link' (a subcontractor is used), or 'bare' (a relation without data that is known)."""
    ahead: bool
    """Whether it has an arrowhead at its end."""
    back: bool
    """Whether it has one at its beginning."""
    above: str = ""
    below: str = ""
    label: tuple[float, float] = (0.0, 0.0)
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class ChainMap:
    """The supply chain drawn: who gets data from whom, from us on the left to the farthest on the right; no higher than a page."""

    width: float
    height: float
    box_width: float
    box_height: float
    boxes: tuple[MapBox, ...]
    lines: tuple[MapLine, ...]


Block = Table | Prose | Bullets | Facts | Panel | OwnDigest | Tiles | HeatMap | Scale | ChainMap


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report, found in the contents and the outline by its key."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that the report uses, and what it means: a level's swatch, or characters."""

    sign: str
    meaning: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: what this is, of whom, the headline, and what identifies the document."""

    kind: str
    subject: str
    headline: tuple[Tile, ...]
    facts: tuple[tuple[str, str], ...]
    statement: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The certificate that a report is to be signed with, as the report names it."""

    certificate_sha256: str
    holder: str
    issuer: str
    own: bool
    """Whether the program made the key itself, so that nobody else vouches for whose it is."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """All that one report says. The same content gives the same bytes."""

    kind: str
    language: Language
    title: str
    organisation: str
    register_name: str
    as_of: date
    prepared_on: date
    cover: Cover
    sections: tuple[Section, ...]
    front: Section | None = None
    """What is printed between cover and contents: scope, basis and limits."""
    legend: tuple["Sign", ...] = ()
    """How to read the signs of this report, printed under its contents."""
    source: Deflated | None = None
    """Where the report comes from and the facts that its scores rest on, as JSON; never printed, embedded in the file."""
    logo: bytes | None = None
    """The organisation's logo, a PNG, JPEG or SVG picture, for the cover."""
    address: str = ""
    """The organisation's address, for the cover."""
    classification: str = ""
    """How confidential it is, in a word or two on each page."""
    seal: Seal | None = None
    """The certificate that the file will be signed with; None where it will not be."""


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it was saved, with what its reader must be told about it."""

    file: str
    pages: int
    sha256: str
    notes: tuple[Text, ...] = ()
