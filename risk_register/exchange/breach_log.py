"""The log of breaches that GDPR Art. 33(5) asks for: facts, effects and measures of every one, notified or not, as a workbook."""

from pathlib import Path

from risk_register.exchange.workbooks import CellContent, SheetColumn, SheetContent, write_workbook
from risk_register.incidents import Clock
from risk_register.model.vocabulary import ClockState, DataElement, ExposureState, IncidentState, RecipientKind, StampName, label
from risk_register.operations.incidents import Judged, all_incidents, judge
from risk_register.store import Register
from risk_register.texts import Language, Text, instant, listed, number, tr

_HEADINGS = (
    Text("Reference"), Text("Incident"), Text("State"), Text("Received"), Text("Occurred"), Text("Became aware"),
    Text("Happened at"), Text("Through"), Text("Data exposed or possibly so"), Text("Said not to be exposed"),
    Text("People concerned"), Text("Risk to people"), Text("Notified to the authority"), Text("People informed"),
    Text("Why not notified"), Text("Effects and measures"), Text("Lessons"),
)


def write_breach_log(register: Register, path: Path, language: Language) -> int:
    """Writes all incidents, the oldest first; how many. Raises `RegisterError` where the file cannot be written."""
    rows = [_row(register, judge(register, key), language) for key in reversed(all_incidents(register))]
    columns = [SheetColumn(heading.render(language), wrap=True) for heading in _HEADINGS]
    title = tr(language, "Log of personal data breaches (GDPR Art. 33(5))")
    note = tr(language, "Every breach recorded in this register, also those that were not notified.")
    write_workbook(path, [SheetContent(tr(language, "Breaches"), columns, rows, above=(title, note), frozen_columns=2,
                                       filtered=True)])
    return len(rows)


def _row(register: Register, judged: Judged, language: Language) -> list[CellContent]:
    incident, zone = judged.incident, register.time_zone()

    def moment(name: StampName) -> str | None:
        at = judged.stamps.get(name)
        return instant(at.astimezone(zone), language) if at is not None else None

    def said(*states: ExposureState) -> str:
        return listed([label(DataElement, element, language) for element, state, _words in judged.elements
                       if ExposureState.parse(state) in states], language)

    clocks = {clock.rule: clock for clock in judged.clocks}
    authority = [clock for clock in judged.clocks if clock.recipient is RecipientKind.AUTHORITY and clock.done_at is not None]
    people = [clock for clock in judged.clocks if clock.recipient is RecipientKind.DATA_SUBJECTS and clock.done_at is not None]
    waived = [clock for clock in judged.clocks if clock.state is ClockState.WAIVED]
    high = [each.people_high for each in judged.exposures if each.people_high is not None]
    through = dict.fromkeys(way.names[0] for each in judged.exposures for way in each.ways if len(way.names) > 1)
    return [
        incident["reference"], incident["title"], label(IncidentState, incident["state"], language), incident["received_on"],
        moment(StampName.OCCURRED), moment(StampName.AWARE),
        listed([each.name for each in judged.exposures], language) or None, listed(through, language) or None,
        said(ExposureState.EXPOSED, ExposureState.POSSIBLE) or None, said(ExposureState.DENIED) or None,
        number(sum(high), language) if high else None, _RISKS[judged.situation.risk].render(language),
        _done(authority, register, language), _done(people, register, language),
        listed([clock.reason.render(language) for clock in waived], language) or (
            None if authority or "gdpr-33-1" not in clocks else clocks["gdpr-33-1"].reason.render(language)),
        incident["outcome"], incident["lessons"],
    ]


def _done(clocks: list[Clock], register: Register, language: Language) -> str | None:
    zone = register.time_zone()
    told = [tr(language, "{recipient}, {moment}", recipient=clock.to, moment=clock.done_at.astimezone(zone))
            for clock in clocks if clock.done_at is not None]
    return listed(told, language) or None


_RISKS = {None: Text("not decided"), "unlikely": Text("unlikely"), "risk": Text("a risk"), "high": Text("a high risk")}
