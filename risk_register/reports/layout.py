"""From blocks to pages: each block is measured before anything is drawn, so the number of pages is known while drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from risk_register.errors import Cancelled
from risk_register.reports.style import BOTTOM, TOP
from risk_register.reports.tagging.canvas import TaggedCanvas

BODY_HEIGHT = TOP - BOTTOM


class Piece(Protocol):
    """Part of a block that fits its page."""

    @property
    def height(self) -> float:
        """How much of the page it takes."""
        ...

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw it with its upper left corner there."""
        ...


class Flow(Protocol):
    """A block that can be laid on pages, piece after piece."""

    before: float
    """Space above it, dropped at the top of a page."""
    keeps_next: bool
    """It never stands last on a page."""

    def least(self) -> float:
        """The height below which it is not worth beginning it on a page."""
        ...

    def take(self, room: float, /) -> tuple["Piece | None", "Flow | None"]:
        """What fits into `room`, and what is left for the next page. At a page's full height something must fit."""
        ...


@dataclass(slots=True)
class Page:
    """Pieces with the place of their upper edge."""

    pieces: list[tuple[Piece, float]] = field(default_factory=list)


class PageBreak:
    """What follows begins a new page."""

    before = 0.0
    keeps_next = False

    def least(self) -> float:
        """It takes no room."""
        return 0.0

    def take(self, _room: float) -> tuple[Piece | None, Flow | None]:
        """Nothing of it is drawn."""
        return None, None


def stop_if(cancelled: Callable[[], bool] | None) -> None:
    """Raises `Cancelled` where the caller asks for it."""
    if cancelled is not None and cancelled():
        raise Cancelled("The report was cancelled; nothing was written.")


class Composer:
    """Fills page after page from the top."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self._y = BOTTOM

    def compose(self, flows: Sequence[Flow], cancelled: Callable[[], bool] | None = None) -> list[Page]:
        """All pages of the flows, in their order. Raises `Cancelled` as soon as the caller asks for it."""
        for index, flow in enumerate(flows):
            stop_if(cancelled)
            if isinstance(flow, PageBreak):
                self._turn()
                continue
            if self._y < TOP and self._y - self._needed(flows, index) < BOTTOM:
                self._turn()
            self._place(flow)
        return self.pages

    def _needed(self, flows: Sequence[Flow], index: int) -> float:
        needed = 0.0
        for flow in flows[index:]:
            needed += flow.before + flow.least()
            if not flow.keeps_next:
                break
        return float(min(needed, BODY_HEIGHT))

    def _place(self, flow: Flow) -> None:
        rest: Flow | None = flow
        while rest is not None:
            if not self.pages:
                self._turn()
            top = self._y if self._y == TOP else self._y - rest.before
            piece, rest_after = rest.take(top - BOTTOM)
            if piece is not None:
                self.pages[-1].pieces.append((piece, top))
                self._y = top - piece.height
            elif rest_after is not None and top == TOP:
                raise RuntimeError(f"{type(flow).__name__} fits no page")  # a defect of the block; better than pages without end
            if rest_after is not None:
                self._turn()
            rest = rest_after

    def _turn(self) -> None:
        if not self.pages or self._y < TOP:
            self.pages.append(Page())
        self._y = TOP
