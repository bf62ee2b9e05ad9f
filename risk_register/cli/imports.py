"""Files in and out: questionnaires, and facts in the published schema."""

import argparse
from dataclasses import asdict, replace

from risk_register.cli.output import Output, refuse_over_itself
from risk_register.errors import WrongUsage
from risk_register.model.vocabulary import Verdict
from risk_register.operations.question_mappings import read_mapping_file
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.registers import this_person
from risk_register.operations.rows import ImportOutcome
from risk_register.operations.vendors import UnknownVendor, find_vendor
from risk_register.questionnaires import SeveralFamilies
from risk_register.questionnaires.families import family
from risk_register.questionnaires.mapping import SavedMapping
from risk_register.store import Register
from risk_register.texts import Text


def questionnaire(asked: argparse.Namespace, output: Output) -> None:
    """`import questionnaire`: a vendor's file, as a round with every answer and its place."""
    with Register.open(asked.register, write=not asked.dry_run) as register:
        vendor_id, new_vendor = _vendor(register, asked)
        try:
            result = import_questionnaire(
                register, asked.file, vendor_id=vendor_id, new_vendor=new_vendor, actor=asked.actor or this_person(),
                family=asked.family, mapping=_mapping(asked), learn=asked.learn is not None, dry_run=asked.dry_run)
        except SeveralFamilies as error:
            _list_ways(error, output)
            raise
    language = output.language
    output.document({
        "vendor": result.vendor, "vendor_id": result.vendor_id, "questionnaire": result.questionnaire_id, "family": result.family,
        "version": result.version, "questions": result.questions, "answers": result.counts,
        "unmapped": [{"sheet": sheet, "cell": cell, "text": text, "reason": reason.render(language)}
                     for sheet, cell, text, reason in result.unmapped],
        "file_sha256": result.file_sha256, "changed_since_last": list(result.changed_since_last),
        "skipped": [{"reason": reason.render(language), "count": count} for reason, count in result.skipped],
        "recognised_by": [note.render(language) for note in result.notes],
        "remarks": [remark.render(language) for remark in result.remarks],
        "account": asdict(result.account) if result.account else None,
    })
    _say(result, output)
    if asked.dry_run:
        output.say(Text("Nothing was stored: this was a trial."))


def _list_ways(several: SeveralFamilies, output: Output) -> None:
    for each in several.candidates:
        output.progress(Text("    --family {name}: {family}, {score} of 100", name=each.family.name, family=each.family,
                             score=each.score))
        for reason in each.reasons:
            output.progress(Text("        {reason}", reason=reason))


def _say(result: ImportOutcome, output: Output) -> None:
    language = output.language
    form = f"{family(result.family).label(language)} {result.version}".strip()
    output.say(Text("{vendor}: {form}, {questions} questions", vendor=result.vendor, form=form, questions=result.questions))
    for remark in result.remarks:
        output.say(Text("    {remark}", remark=remark))
    for verdict in Verdict:
        if result.counts[verdict.word]:
            output.say(Text("    {verdict}: {count}", verdict=verdict, count=result.counts[verdict.word]))
    for sheet, cell, text, reason in result.unmapped:
        output.say(Text("    {place}: {text} ({reason})", place=f"{sheet}!{cell}", text=text[:80], reason=reason))
    for reason, count in result.skipped:
        output.say(Text("    left out: {count} ({reason})", count=count, reason=reason))
    if result.account:
        output.say(Text("    questions found: {questions}; answered: {answered}, blank by the form's own rules: {excused}, blank: "
                        "{blank}; set aside: {set_aside}, not understood: {not_understood}", **asdict(result.account)))
    if result.changed_since_last:
        output.say(Text("    changed since the last round: {count}; `questionnaire changes` lists them", count=len(
            result.changed_since_last)))


def _mapping(asked: argparse.Namespace) -> SavedMapping | None:
    """The mapping named, under the name by which it is to be kept."""
    if asked.map is None:
        if asked.learn is not None:
            raise WrongUsage("--learn keeps a mapping; name its file with --map.")
        return None
    mapping = read_mapping_file(asked.map)
    return mapping if asked.learn is None else replace(mapping, name=asked.learn)


def _vendor(register: Register, asked: argparse.Namespace) -> tuple[int | None, str | None]:
    try:
        return find_vendor(register, asked.vendor), None
    except UnknownVendor:
        if not asked.create:
            raise
        return None, asked.vendor


def facts(asked: argparse.Namespace, output: Output) -> int:
    """`import facts`: all of the file's facts, or none and why."""
    from risk_register.exchange.facts_json import import_facts, read_facts

    with Register.open(asked.register, write=not asked.dry_run) as register:
        result = import_facts(register, read_facts(asked.file), actor=asked.actor or this_person(), dry_run=asked.dry_run)
    language = output.language
    rejected = [{"row": row, "reason": reason.render(language)} for row, reason in result.rejected]
    output.document({"created": result.created, "updated": result.updated, "unchanged": result.unchanged, "rejected": rejected,
                     "notes": [note.render(language) for note in result.notes]})
    if rejected:
        for item in rejected:
            output.progress(Text("{row}: {reason}", row=item["row"], reason=item["reason"]))
        output.progress(Text("Nothing was stored. Correct these places in {file} and import it again.", file=asked.file.name))
        return 1
    output.say(Text("{created} created, {updated} updated, {unchanged} unchanged", created=result.created, updated=result.updated,
                    unchanged=result.unchanged))
    for note in result.notes:
        output.say(note)
    if asked.dry_run:
        output.say(Text("Nothing was stored: this was a trial."))
    return 0


def export(asked: argparse.Namespace, output: Output) -> None:
    """`export facts`: every fact of the register."""
    from risk_register.exchange.facts_json import write_facts

    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register, write=False) as register:
        rows = write_facts(register, asked.output)
    path = str(asked.output.absolute())
    output.document({"file": path, "rows": rows})
    output.say(Text("Wrote {rows} records to {file}.", rows=rows, file=path))
