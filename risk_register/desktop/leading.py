"""Where each line of Today is dealt with: the round that is out, its answers, a vendor's reviews, the steps of leaving."""

from typing import TYPE_CHECKING, cast

from risk_register.desktop.going import Goal, after_answers, go_to
from risk_register.model.items import Item
from risk_register.model.vocabulary.today import TodayKind

if TYPE_CHECKING:
    from risk_register.desktop.pages.questionnaires import QuestionnairesPage
    from risk_register.desktop.pages.vendor import VendorPage
    from risk_register.desktop.window import MainWindow

_ENTERED_AS = {TodayKind.REVIEW.value: "review", TodayKind.OFFBOARDING.value: "offboarding"}
"""What is entered about a vendor to deal with a line that names the vendor alone."""


def lead_to(window: "MainWindow", item: Item) -> None:
    """Shows the place where a line is dealt with, and stands on its record."""
    if item.noun == "questionnaire":
        _to_round(window, item)
    elif item.noun == "incident":
        go_to(window, Goal("incident", item.record_id))
    elif item.noun == "vendor" and item.vendor_id is not None:
        window.open_vendor(item.vendor_id)
        if noun := _ENTERED_AS.get(item.kind):
            page = cast("VendorPage", window.page("vendor"))
            after_answers(window.desk.gateway, lambda: page.show_section(noun))
    else:
        go_to(window, Goal(item.noun, item.record_id, item.vendor_id))


def _to_round(window: "MainWindow", item: Item) -> None:
    window.go("questionnaires")
    page = cast("QuestionnairesPage", window.page("questionnaires"))
    if item.kind == TodayKind.ANSWERS:
        page.open_review(item.record_id)
    else:
        after_answers(window.desk.gateway, lambda: page.show_round(item.record_id))
