"""The structure tree as the objects of a PDF: each element, and for each page and link the elements that it belongs to.

Written as text at once and not as the PDF library's objects: a register of ten thousand vendors has a hundred thousand elements.
"""

from collections.abc import Callable, Iterator

from risk_register.reports.tagging.elements import Annotation, Element, Structure, place


def objects(structure: Structure, first: int, root: int, page_number: Callable[[int], int]) -> Iterator[tuple[int, str]]:
    """Number and content of each object: `root` is that of the tree's root, the others are counted up from `first`."""
    elements = list(_numbered(structure.root, first))
    tree = first + len(elements)
    top, keys = structure.root.number, len(structure.parents)
    yield root, f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {keys}>>"
    for element in elements:
        parent = element.parent.number if element.parent else root
        yield element.number, _written(element, parent, page_number)
    places, later = [], []
    for key, owner in enumerate(structure.parents):
        if isinstance(owner, Element):
            places.append(f"{key} {owner.number} 0 R")
        else:
            later.append(f"[{' '.join(f'{each.number} 0 R' for each in owner)}]")
            places.append(f"{key} {tree + len(later)} 0 R")
    yield tree, f"<</Nums[{' '.join(places)}]>>"
    yield from enumerate(later, start=tree + 1)


def _numbered(root: Element, first: int) -> Iterator[Element]:
    """Every element, each before those inside it, in reading order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        element.number = first
        first += 1
        yield element
        waiting.extend(reversed([kid for kid in element.kids if isinstance(kid, Element)]))


def _written(element: Element, parent: int, page_number: Callable[[int], int]) -> str:
    start = f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{element.more}"
    kids = element.kids
    if len(kids) == 1 and isinstance(kids[0], int):
        page, number = place(kids[0])
        return f"{start}/Pg {page_number(page)} 0 R/K {number}>>"
    return f"{start}/K[{' '.join(_kid(kid, page_number) for kid in kids)}]>>"


def _kid(kid: "Element | Annotation | int", page_number: Callable[[int], int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    if isinstance(kid, Annotation):
        return f"<</Type/OBJR/Obj {kid.number} 0 R/Pg {page_number(kid.page)} 0 R>>"
    page, number = place(kid)
    return f"<</Type/MCR/Pg {page_number(page)} 0 R/MCID {number}>>"
