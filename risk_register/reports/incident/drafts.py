"""The letters that an incident asks for, as drafts from what was recorded on the day: an annex to be completed and sent."""

from risk_register.reports.audiences import Matter
from risk_register.reports.content import Panel, Prose, Section, Tone
from risk_register.reports.incident.inputs import IncidentInputs
from risk_register.texts import Language, tr


def drafts(inputs: IncidentInputs, language: Language) -> tuple[Section, ...]:
    """Each draft with its subject, for readers who are told of them; of a closed incident none: what was sent is printed."""
    return (_drafts(inputs, language),) if inputs.basis.tells(Matter.DRAFTS) else ()


def _drafts(inputs: IncidentInputs, language: Language) -> Section:
    title = tr(language, "Annex: drafts of letters")
    if not inputs.judged.is_open:
        said = tr(language, "The incident is closed: no drafts are printed. What was sent stands under the notifications.")
        return Section("letters", title, (Prose(said, Tone.NOTE),))
    if not inputs.letters:
        return Section("letters", title, (Prose(tr(language, "Nothing of ours is hit: no letter is asked for."), Tone.NOTE),))
    intro = Prose(tr(language, "Filled with the facts as they stood; what nobody can know from the register stands in square "
                               "brackets. A person completes and sends them. What was sent, when, to whom and with which receipt "
                               "stands under the notifications."), Tone.MUTED)
    parts = tuple(
        Section(f"letter-{place}", tr(language, "To {recipient}: {subject}", recipient=each.recipient, subject=each.subject),
                (Panel("", each.body),))
        for place, each in enumerate(inputs.letters, 1))
    if inputs.letters_left_out:
        more = tr(language, "Further letters to vendors, not printed here: {count}. The program writes all of them as files.",
                  count=inputs.letters_left_out)
        return Section("letters", title, (intro, Prose(more, Tone.NOTE)), parts, new_page=True)
    return Section("letters", title, (intro,), parts, new_page=True)
