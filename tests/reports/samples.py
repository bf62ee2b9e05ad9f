"""Facts made by hand, rich enough for every part of a report to have something to say."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from risk_register.model import facts
from risk_register.model.facts.follow_up import EvidenceReview, ExitPlan, FollowUp, Treatment
from risk_register.model.vocabulary import Confidence, ControlDomain, Polarity, RiskLevel, Tier, Verdict
from risk_register.operations.rows import HistoryRow
from risk_register.reports.dossier import DossierInputs, RoundAnswers
from risk_register.reports.register_summary import Judged, Population, RegisterInputs
from risk_register.reports.wording import Basis, MethodUsed
from risk_register.risk.result import Assessment, DomainScore, FactRef, Reason
from risk_register.texts import Text

ON = date(2025, 11, 20)
D = Decimal
BANDS = (
    (RiskLevel.LOW, D(0), D(25)),
    (RiskLevel.MODERATE, D(25), D(50)),
    (RiskLevel.HIGH, D(50), D(75)),
    (RiskLevel.CRITICAL, D(75), D(100)),
)


def basis(**changes: object) -> Basis:
    made = Basis(
        organisation=facts.Organisation(name="Northwind Analytics SA", country="FR", time_zone="Europe/Paris"),
        register_name="northwind.register",
        as_of=ON,
        prepared_on=ON,
        head=(214, "9f2c" * 16),
        method=MethodUsed("house 1.0", "House method", "ab" * 32, BANDS),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def assessment(vendor_id: int = 1, vendor: str = "OpenAI", **changes: object) -> Assessment:
    made = Assessment(
        vendor_id=vendor_id,
        vendor=vendor,
        method="house 1.0",
        on=ON,
        tier=Tier.T2,
        level=RiskLevel.MODERATE,
        confidence=Confidence.MEDIUM,
        inherent=D("68.75"),
        inherent_low=D("62.5"),
        inherent_high=D("75"),
        control_effectiveness=D("48.3"),
        residual=D("41.20"),
        residual_low=D("33.1"),
        residual_high=D("58.9"),
        answer_ratio=D("71.4"),
        completeness=D("92.5"),
        domains=(
            DomainScore(ControlDomain.GOVERNANCE, D("81.2"), 16, 16, 1, D(1)),
            DomainScore(ControlDomain.ACCESS, D("50"), 3, 2, 1, D(2)),
            DomainScore(ControlDomain.ENCRYPTION, D("12.5"), 8, 7, 5, D(2)),
            DomainScore(ControlDomain.CONTINUITY, None, 3, 0, 0, D(1)),
        ),
        reasons=(
            Reason(
                "inherent",
                D("68.75"),
                Text("The worse of business and data exposure is {grade} of 4: what leaks if the vendor leaks.", grade=D("3.75")),
                (FactRef("data_flow", 61), FactRef("service", 11)),
            ),
            Reason(
                "controls",
                D("-33.20"),
                Text("Controls are shown to be {share}% effective.", share=D("48.3")),
                (FactRef("questionnaire", 81),),
            ),
            Reason(
                "service_levels",
                D("2.00"),
                Text("{count} service level was missed in the last 12 months.", count=1),
                (FactRef("sla_term", 41),),
            ),
            Reason("findings", D("3.65"), Text("{count} finding is overdue.", count=1), (FactRef("finding", 91),)),
        ),
        missing=(Text("Two of the data flows name no countries."), Text("No exit plan is recorded.")),
        next_review_on=date(2025, 10, 31),
        review_overdue_days=20,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def answer(
    number: int,
    *,
    verdict: Verdict = Verdict.YES,
    words: str = "Yes",
    polarity: Polarity = Polarity.YES_IS_GOOD,
    notes: str = "",
    section: str | None = "Audit & Assurance",
    question: str = "",
) -> facts.Answer:
    return facts.Answer(
        id=1000 + number,
        questionnaire_id=81,
        question_id=f"A&A-{number:02}.1",
        question=question
        or "Are audit and assurance policies, procedures, and standards established, documented, approved, communicated, "
        "applied, evaluated, and maintained?",
        section=section,
        verdict=verdict,
        domain=ControlDomain.COMPLIANCE,
        weight=1,
        polarity=polarity,
        words=words,
        notes=notes,
        sheet="CAIQv4.0.3",
        cell=f"C{number + 2}",
    )


def vendor_facts(name: str = "OpenAI") -> facts.VendorFacts:
    return facts.VendorFacts(
        vendor=facts.Vendor(
            1,
            name,
            reference="V-007",
            country="US",
            stage="active",
            owner="Compliance lead",
            since=date(2023, 4, 1),
            description="Large language models through an API, used by support and research.",
            next_review_on=date(2025, 10, 31),
        ),
        names=("OpenAI, L.L.C.", "OpenAI Ireland Ltd"),
        identifiers=(("national", "C4012893"), ("internal", "SUP-0042")),
        services=(
            facts.Service(
                11,
                1,
                "ChatGPT API platform",
                kind="ai",
                description="Text generation for customer support.",
                reliance="material",
                substitutability="medium",
                substitutability_reason="Prompts would have to be tuned again; about three months.",
                reintegration="complex",
                alternatives="Mistral AI, Anthropic",
                valid_from=date(2023, 4, 1),
                functions=(
                    facts.Function(21, "F-03", "Customer support", "high", rto_hours=24, rpo_hours=4),
                    facts.Function(22, "F-01", "Regulatory reporting", "critical_or_important", rto_hours=8),
                ),
            ),
            facts.Service(12, 1, "Batch embeddings"),
        ),
        accesses=(
            facts.Access(
                31,
                1,
                "Support inbox",
                "read",
                integration="api",
                credential="api_key",
                granted_on=date(2023, 4, 2),
                reviewed_on=date(2025, 1, 15),
            ),
            facts.Access(
                32, 1, "Data lake", "write", integration="network", granted_on=date(2023, 9, 1), revoked_on=date(2024, 9, 1)
            ),
        ),
        contracts=(
            facts.Contract(
                40,
                "CT-2023-011",
                1,
                title="Services agreement and data processing addendum",
                kind="overarching",
                starts_on=date(2023, 4, 1),
                renewal="tacit",
                renewal_months=12,
                notice_days_ours=60,
                notice_days_theirs=90,
                governing_law="Ireland",
                annual_cost=D("48000"),
                currency="EUR",
                clauses=(
                    facts.Clause(
                        51,
                        40,
                        "breach_notice",
                        "present",
                        page="7",
                        wording="without undue delay and at the latest within 48 hours",
                        hours=48,
                        hours_from="confirmation",
                        read_by="Compliance lead",
                        read_on=date(2024, 2, 1),
                    ),
                    facts.Clause(52, 40, "audit_right", "absent", read_by="Compliance lead", read_on=date(2024, 2, 1)),
                    facts.Clause(53, 40, "exit_support", "not_read"),
                ),
            ),
        ),
        sla_terms=(
            facts.SlaTerm(
                41,
                40,
                "availability",
                D("99.9"),
                "percent",
                "at_least",
                "month",
                name="API availability",
                credit_scale="10% of the month's fee below 99.9%",
                claim_days=30,
                measurements=(
                    facts.SlaMeasurement(411, 41, date(2025, 8, 1), date(2025, 8, 31), D("99.95")),
                    facts.SlaMeasurement(412, 41, date(2025, 9, 1), date(2025, 9, 30), D("99.41")),
                    facts.SlaMeasurement(413, 41, date(2025, 10, 1), date(2025, 10, 31), None),
                ),
            ),
            facts.SlaTerm(42, 40, "support_reaction", D("4"), "hour", "at_most", "event"),
        ),
        flows=(
            facts.DataFlow(
                61,
                "Support conversations",
                None,
                1,
                service_id=11,
                our_role="controller",
                their_role="processor",
                purpose="Draft answers to customers' requests",
                legal_basis="legitimate_interests",
                confidentiality=3,
                integrity=2,
                availability=2,
                transfer_mechanism="dpf",
                transfer_checked_on=date(2025, 9, 4),
                transfer_assessed_on=date(2024, 12, 1),
                in_transit="encrypted",
                at_rest="encrypted",
                pseudonymised=False,
                retention="30 days",
                elements=(
                    "name",
                    "email",
                    "messages",
                    "health_record",
                    "account_id",
                    "ip_address",
                    "criminal_record",
                    "from_the_future",
                ),
                populations=(
                    facts.Population(62, 61, "customer", 48210, region="FR", counted_on=date(2025, 6, 30)),
                    facts.Population(63, 61, "business_user", 1250, exact=True),
                ),
                countries=(
                    facts.FlowCountry(64, 61, "US", "storage"),
                    facts.FlowCountry(65, 61, "IE", "processing"),
                    facts.FlowCountry(66, 61, "US", "processing"),
                ),
                customers="Northwind's retail customers",
                customer_notice_hours=24,
            ),
            facts.DataFlow(67, "Usage statistics", 1, 2),
        ),
        subcontractors=(
            facts.SubcontractorLink(
                71,
                1,
                2,
                "OpenAI",
                "Mixpanel",
                purpose="Product analytics on the API's web pages",
                authorisation="general",
                announced_on=date(2024, 3, 1),
                objection_until=date(2024, 3, 31),
                decision="deemed_accepted",
                list_name="Sub-processor list",
                list_version="2025-06",
                confidence="list",
                passes_all_elements=False,
                elements=("name", "email", "coarse_location"),
                countries=("US",),
            ),
            facts.SubcontractorLink(72, 2, 3, "Mixpanel", "Google Cloud", supports_critical_function=True),
        ),
        rounds=(
            facts.Round(
                81,
                1,
                "received",
                "caiq",
                "4.0.3",
                sent_on=date(2025, 1, 10),
                received_on=date(2025, 2, 3),
                file_name="openai-caiq.xlsx",
                file_sha256="cd" * 32,
            ),
            facts.Round(82, 1, "received", "caiq", "4.0.2", received_on=date(2024, 2, 1)),
        ),
        evidence=(
            facts.Evidence(
                101,
                "soc2_type2",
                "SOC 2 type 2 report 2024",
                1,
                issuer="A firm of auditors",
                period_from=date(2024, 1, 1),
                period_to=date(2024, 12, 31),
                scope="API platform",
                opinion="qualified",
                exceptions="Two leavers' accounts stayed open.",
                file_name="soc2-2024.pdf",
                file_sha256="ef" * 32,
            ),
            facts.Evidence(
                102, "iso27001", "ISO/IEC 27001 certificate", 1, issued_on=date(2022, 6, 1), expires_on=date(2025, 5, 31)
            ),
            facts.Evidence(103, "insurance", "Cyber insurance", 1, expires_on=date(2025, 12, 31)),
        ),
        reviews=(
            facts.Review(
                105,
                1,
                "periodic",
                started_on=date(2024, 10, 1),
                completed_on=date(2024, 10, 31),
                score=D("38.5"),
                level="moderate",
                method="house 1.0",
                conclusion="approved_with_conditions",
                conditions="SOC 2 exceptions to be explained.",
                assessor="Compliance lead",
                approver="Finance lead",
                approved_on=date(2024, 11, 4),
            ),
        ),
        findings=(
            facts.Finding(
                91,
                1,
                "No audit right in the contract",
                "high",
                "open",
                date(2024, 2, 1),
                reference="FND-12",
                description="The addendum grants reports only.",
                treatment="mitigate",
                due_on=date(2025, 6, 30),
                owner="Compliance lead",
            ),
            facts.Finding(92, 1, "Retention was not stated", "low", "closed", date(2024, 2, 1), closed_on=date(2024, 3, 1)),
        ),
        acceptances=(
            facts.RiskAcceptance(
                95,
                1,
                "Reports are enough until renewal.",
                date(2024, 11, 4),
                date(2025, 10, 31),
                finding_id=91,
                approver="Finance lead",
            ),
        ),
        incidents=(facts.Incident(99, "Analytics data taken at Mixpanel", "open", "medium", date(2025, 11, 26)),),
    )


def history(count: int = 5) -> tuple[HistoryRow, ...]:
    return tuple(
        HistoryRow(
            change=200 + number,
            at=datetime(2025, 11, number % 28 + 1, 9, 30, tzinfo=UTC),
            actor="Compliance lead",
            reason=Text("Edit vendor {name}", name="OpenAI"),
            noun="vendor",
            record=1,
            name="OpenAI",
            field=name,
            before="prospect",
            after="active",
            kind="do",
        )
        for number in range(count)
        for name in ("stage",)
    )


def answers(count: int = 12) -> tuple[facts.Answer, ...]:
    verdicts = [Verdict.YES, Verdict.NO, Verdict.YES, Verdict.UNANSWERED, Verdict.PARTIAL, Verdict.NOT_APPLICABLE]
    return tuple(
        answer(
            number,
            verdict=verdicts[number % 6],
            words={1: "No", 3: "", 5: "N/A"}.get(number % 6, "Yes"),
            notes="Reviewed every year by an independent auditor; the report is available under NDA." if number % 4 == 0 else "",
            section=("Audit & Assurance", "Application & Interface Security")[number >= 8],
        )
        for number in range(count)
    )


def follow_up() -> FollowUp:
    """What was done about the vendor of `vendor_facts`."""
    return FollowUp(
        treatments=(
            Treatment(911, 91, "mitigate", "Audit right asked for", "in_progress", date(2025, 10, 15), owner="Legal lead"),
            Treatment(912, 91, "mitigate", "Audit report read in its place", "done", date(2025, 6, 30), date(2025, 6, 12)),
        ),
        evidence_reviews=(EvidenceReview(1011, 101, date(2025, 3, 14), "Security lead", "Access control of the API platform"),),
        user_controls={101: "We remove leavers from the console ourselves."},
        exit_plans=(
            ExitPlan(121, 11, "Change of owner, or prices doubled", "Mistral AI behind the same interface", D("25000"), "EUR",
                     date(2025, 5, 15), "Answers compared on 200 requests; four days of work."),
        ),
    )


def dossier_inputs(name: str = "OpenAI", **changes: object) -> DossierInputs:
    made_facts = vendor_facts(name)
    made = DossierInputs(
        basis(),
        made_facts,
        assessment(vendor=name),
        (RoundAnswers(made_facts.rounds[0], answers()),),
        history(),
        {2: "Mixpanel", 3: "Google Cloud"},
        follow_up=follow_up(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def unknown_inputs(name: str = "Nothing Known Ltd") -> DossierInputs:
    """A vendor of whom the register holds the name alone."""
    nothing = assessment(
        vendor=name,
        tier=Tier.UNASSESSED,
        level=RiskLevel.UNASSESSED,
        confidence=Confidence.LOW,
        inherent=None,
        inherent_low=D(0),
        inherent_high=D(100),
        control_effectiveness=None,
        residual=None,
        residual_low=D(0),
        residual_high=D(100),
        answer_ratio=None,
        completeness=None,
        domains=(),
        reasons=(),
        missing=(),
        next_review_on=None,
        review_overdue_days=0,
    )
    return DossierInputs(basis(), facts.VendorFacts(facts.Vendor(1, name)), nothing)


def register_inputs(count: int = 24) -> RegisterInputs:
    """A register of vendors over all levels and tiers, with what they share and what is late."""
    judged = []
    for number in range(1, count + 1):
        level = (RiskLevel.LOW, RiskLevel.MODERATE, RiskLevel.HIGH, RiskLevel.MODERATE, RiskLevel.CRITICAL, RiskLevel.UNASSESSED)[
            number % 6
        ]
        residual = {
            RiskLevel.LOW: D("12.5"),
            RiskLevel.MODERATE: D("38.1"),
            RiskLevel.HIGH: D("61.75"),
            RiskLevel.CRITICAL: D("82"),
        }.get(level)
        known = residual is not None
        name = f"Vendor {number:05}"
        made = vendor_facts(name)
        owner = ("Compliance lead", "Finance lead", None)[number % 3]
        vendor = replace(made.vendor, id=number, reference=f"V-{number}", owner=owner)
        tier = Tier.UNASSESSED if not known else (Tier.T1, Tier.T2, Tier.T3, Tier.T4)[number % 4]
        residual = residual + D(number % 10) / 10 if residual is not None else None
        judged.append(
            Judged(
                replace(made, vendor=vendor),
                assessment(
                    vendor_id=number,
                    vendor=name,
                    tier=tier,
                    level=level,
                    residual=residual,
                    inherent=D("70.5") if known else None,
                    review_overdue_days=number % 5 * 7 if number % 5 < 2 else 0,
                ),
            )
        )
    return RegisterInputs(basis(), tuple(judged), Population(count + 3, indirect=2, archived=1), history())
