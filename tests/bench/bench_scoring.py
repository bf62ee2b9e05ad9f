"""All of 10,000 vendors, 300 answers each, judged from their facts, from a register that was just opened in a fresh process."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import load, taken
from large import VENDORS, large_register, median

WHAT = "scoring all of 10,000 vendors, cold"
BASELINE = "SQLite reading the same rows once, with the same aggregate"
AIM = 1.5
RUNS = 3

SCORE = """
from risk_register.operations.scoring import assess
from risk_register.store import Register
with measured(time.perf_counter), Register.open(Path(sys.argv[1]), write=False) as register:
    assess(register, explain=False)
"""
READ = """
import json, sqlite3
with measured(time.perf_counter):
    connection = sqlite3.connect(sys.argv[1])
    for statement in json.loads(sys.argv[2]):
        connection.execute(statement).fetchall()
"""


def run() -> tuple[float, float]:
    """Median seconds of scoring, and of the plain driver reading what scoring rests on, in turn.

    By the clock, since scoring takes as many processors as it is worth; on a machine that other programs keep busy it has but one.
    The baseline knows nothing of the program's own statements: each table is read once, whole, and its rows are let go at once.
    """
    from risk_register.operations.each_vendor import worth_starting

    path, statements = large_register(), json.dumps(same_rows())
    ours, baseline = [], []
    for _ in range(RUNS):
        ours.append(taken(SCORE, path).seconds)
        baseline.append(taken(READ, path, statements).seconds)
    print(f"  {worth_starting(VENDORS)} processes{load()}", file=sys.stderr, flush=True)
    return median(ours), median(baseline)


def same_rows() -> list[str]:
    """The rows that a judgement rests on, table by table with the columns it is given, and the answers as they are counted."""
    from risk_register.model import assurance, contracts, facts, flows, incidents, parties, questionnaires, services
    from risk_register.model.nouns import BY_RECORD
    from risk_register.operations.fetch import shared_fields

    known = {
        parties.Vendor: facts.Vendor, services.Service: facts.Service, services.Function: facts.Function,
        services.Access: facts.Access, contracts.Contract: facts.Contract, contracts.Clause: facts.Clause,
        contracts.SlaTerm: facts.SlaTerm, contracts.SlaMeasurement: facts.SlaMeasurement,
        contracts.SlaCreditStep: facts.SlaCreditStep, flows.DataFlow: facts.DataFlow, flows.FlowPopulation: facts.Population,
        flows.FlowCountry: facts.FlowCountry, assurance.Evidence: facts.Evidence, assurance.Finding: facts.Finding,
        assurance.Review: facts.Review, assurance.RiskAcceptance: facts.RiskAcceptance, assurance.Override: facts.Override,
        incidents.Incident: facts.Incident, questionnaires.Questionnaire: facts.Round,
    }
    columns = {BY_RECORD[record].table.name: shared_fields(fact, BY_RECORD[record].table) for record, fact in known.items()}
    columns |= {"service_function": ("service_id", "function_id"), "flow_element": ("flow_id", "element"),
                "incident_vendor": ("incident_id", "vendor_id"), "incident_stamp": ("incident_id", "name", "at"),
                "answer_review": ("answer_id", "verdict", "reviewed_at"), "question_set": ("id", "family", "version", "title")}
    key = "questionnaire_id, domain, polarity, verdict"
    return [*(f'SELECT {", ".join(names)} FROM "{table}"' for table, names in columns.items()),
            f"SELECT {key}, count(*), sum(weight) FROM answer WHERE weight > 0 GROUP BY {key}"]
