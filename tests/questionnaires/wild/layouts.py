"""Forms whose headings, rows and columns stand as people put them."""

from datetime import date
from decimal import Decimal

from tests.questionnaires.wild.form import Wild

FORMS: list[Wild] = [
    Wild("compliance words", [
        ("Security", [
            ["Acme Bank – Supplier Security Assessment"], [],
            ["Control Ref", "Control Requirement", "Supplier Compliance", "Supplier Comments", "Evidence Reference"],
            ["1.1", "Information security policy approved by management", "Compliant", "Approved 2025", "POL-01"],
            ["1.2", "Roles are defined", "Non-compliant", "Planned Q3", None],
            ["1.3", "Duties are segregated", "Partially Compliant", None, None],
            ["1.10", "Contacts kept", "Not Applicable", "no office", None], ["1.11", "Threat intel", "Non Compliant", None, None],
        ]),
    ], [
        ("1.1", "Compliant", "yes", "Approved 2025"), ("1.2", "Non-compliant", "no", "Planned Q3"),
        ("1.3", "Partially Compliant", "partial", ""), ("1.10", "Not Applicable", "not_applicable", "no office"),
        ("1.11", "Non Compliant", "no", ""),
    ]),
    Wild("levels", [
        ("Maturity", [
            ["0 = Not implemented, 5 = Optimised"], ["#", "Capability", "Maturity Level (0-5)", "Rationale"],
            ["1", "Patch management", "Level 4", "auto"], ["2", "Logging", "Level 0", None], ["3", "Backups", "Level 2", None],
            ["4", "Access", "5", None],
        ]),
    ], [
        ("1", "Level 4", "yes", "auto"), ("2", "Level 0", "no", ""), ("3", "Level 2", "partial", ""), ("4", "5", "yes", ""),
    ]),
    Wild("scores 0-3 with legend", [
        ("S", [
            ["0 – No", "1 – Partially", "2 – Largely", "3 – Fully"], ["Ref", "Question", "Score (0-3)", "Comment"],
            ["1", "Is control 1 in place?", Decimal(3), None],
            ["2", "Is control 2 in place?", Decimal(0), "no"],
            ["3", "Is control 3 in place?", Decimal(2), None],
        ]),
    ], [
        ("1", "3", "yes", ""), ("2", "0", "no", "no"), ("3", "2", "partial", ""),
    ]),
    Wild("fully/planned/not", [
        ("Controls", [
            ["Control ID", "Control Description", "Implementation Status", "Implementation Details"],
            ["AC-1", "Access policy", "Fully implemented", "doc"], ["AC-2", "Accounts", "Partially implemented", "x"],
            ["AC-3", "Enforcement", "Planned", "Q4"], ["AC-4", "Flow", "Not implemented", None],
            ["AC-5", "Duties", "Alternative implementation", "y"], ["AC-6", "Least priv", "Not applicable", None],
        ]),
    ], [
        ("AC-1", "Fully implemented", "yes", "doc"), ("AC-2", "Partially implemented", "partial", "x"),
        ("AC-3", "Planned", "no", "Q4"), ("AC-4", "Not implemented", "no", ""),
        ("AC-5", "Alternative implementation", "partial", "y"), ("AC-6", "Not applicable", "not_applicable", ""),
    ]),
    Wild("two headers merged", [
        ("A", [
            ["Section", "Question", "Vendor response", None, None, "Internal use", None],
            [None, None, "Answer", "Comment", "Evidence", "Score", "Reviewer"],
            ["Gov", "Is control 1 in place?", "Yes", "c1", "e1", "5", "bob"],
            ["Gov", "Is control 2 in place?", "No", None, None, None, None],
        ], [(0, 2, 0, 4), (0, 5, 0, 6), (0, 0, 1, 0), (0, 1, 1, 1)]),
    ], [
        ("", "Yes", "yes", "c1"), ("", "No", "no", ""),
    ]),
    Wild("instructions totals", [
        ("Form", [
            ["SUPPLIER SECURITY QUESTIONNAIRE"], ["Instructions"], ["1. Answer every question with Yes, No or N/A."],
            ["2. Provide comments where the answer is No."], [], ["Supplier name:", "Fir Ltd"], ["Completed by:", "Head of IT"],
            ["Date completed:", date(2026, 2, 1)], [], ["Q#", "Question", "Y/N/NA", "Comments"],
            ["Q1", "Is control 1 in place?", "Y", None],
            ["Q2", "Is control 2 in place?", "N", "no"],
            ["Q3", "Is control 3 in place?", "NA", None], [], ["Total Yes", None, Decimal(1), None],
            ["Total No", None, Decimal(1), None], ["Score", None, "50%", None], [], ["Signed:", "Head of IT"],
            ["Date:", "2026-02-02"],
        ]),
    ], [
        ("Q1", "Y", "yes", ""), ("Q2", "N", "no", "no"), ("Q3", "NA", "not_applicable", ""),
    ], vendor="Fir Ltd", day=date(2026, 2, 1), not_understood=('A15', 'C15', 'A16', 'C16', 'A17', 'C17')),
    Wild("answers per product", [
        ("P", [
            ["Ref", "Question", "Product A", "Product B", "Comments"], ["1", "Is SSO supported?", "Yes", "No", "x"],
            ["2", "Is data encrypted?", "Yes", "Yes", None], ["3", "Are logs kept?", "No", "N/A", None],
        ]),
    ], [
        ("1", "Yes", "yes", "x"), ("2", "Yes", "yes", ""), ("3", "No", "no", ""), ("1", "No", "no", "x"), ("2", "Yes", "yes", ""),
        ("3", "N/A", "not_applicable", ""),
    ]),
    Wild("side by side", [
        ("P", [
            ["Ref", "Question", "Answer", None, "Ref", "Question", "Answer"],
            ["1", "Is control 1 in place?", "Yes", None, "11", "Is control 11 in place?", "No"],
            ["2", "Is control 2 in place?", "No", None, "12", "Is control 12 in place?", "Yes"],
            ["3", "Is control 3 in place?", "N/A", None, "13", "Is control 13 in place?", "Partial"],
        ]),
    ], [
        ("1", "Yes", "yes", ""), ("2", "No", "no", ""), ("3", "N/A", "not_applicable", ""), ("11", "No", "no", ""),
        ("12", "Yes", "yes", ""), ("13", "Partial", "partial", ""),
    ]),
    Wild("tick ✔", [
        ("P", [
            ["Item", "Requirement", "Yes", "No", "N/A", "Comment"], ["1", "Data is encrypted", "✔", None, None, "c"],
            ["2", "Logs are kept", None, "✔", None, None], ["3", "MFA is used", None, None, "✔", None],
        ]),
    ], [
        ("1", "Yes", "yes", "c"), ("2", "No", "no", ""), ("3", "N/A", "not_applicable", ""),
    ]),
    Wild("✔✘ in answer", [
        ("P", [
            ["Item", "Requirement", "Compliant?", "Comment"], ["1", "Data is encrypted", "✔", "c"],
            ["2", "Logs are kept", "✘", None], ["3", "MFA is used", "✗", None], ["4", "DR", "☑", None], ["5", "DR", "☐", None],
        ]),
    ], [
        ("1", "✔", "yes", "c"), ("2", "✘", "no", ""), ("3", "✗", "no", ""), ("4", "☑", "yes", ""), ("5", "☐", "unanswered", ""),
    ]),
    Wild("percentage col", [
        ("P", [
            ["Ref", "Requirement", "Compliance %", "Comments"], ["1", "Policy", "100%", None], ["2", "Training", "50%", "half"],
            ["3", "Backups", "0%", None],
        ]),
    ], [
        ("1", "100%", "yes", ""), ("2", "50%", "partial", "half"), ("3", "0%", "no", ""),
    ]),
    Wild("SIG", [
        ("A. Risk", [
            ["SIG Lite 2024"],
            ["Ques Num", "Question/Request", "Response", "Additional Information", "Category", "Sub-category", "ISO 27002:2013"],
            ["A.1", "Is there a formalized risk governance plan?", "Yes", "see doc", "Ent Risk", "Gov", "A.5.1.1"],
            ["A.1.1", "Does it include range?", "No", None, "Ent Risk", "Gov", None],
        ]),
        ("B. Policy", [
            ["SIG Lite 2024"], ["Ques Num", "Question/Request", "Response", "Additional Information"],
            ["B.1", "Is there a policy?", "N/A", "none"],
        ]),
    ], [
        ("A.1", "Yes", "yes", "see doc"), ("A.1.1", "No", "no", ""), ("B.1", "N/A", "not_applicable", "none"),
    ]),
    Wild("lists sheet", [
        ("Questionnaire", [
            ["Ref", "Question", "Answer"], ["1", "Is control 1 in place?", "Yes"],
            ["2", "Is control 2 in place?", "No"],
        ]),
        ("Lists", [
            ["Yes/No", "Status"], ["Yes", "Open"], ["No", "Closed"], ["N/A", None],
        ]),
    ], [
        ("1", "Yes", "yes", ""), ("2", "No", "no", ""),
    ]),
    Wild("preferred", [
        ("Q", [
            ["ID", "Question", "Preferred Response", "Vendor Response", "Vendor Comment"],
            ["1", "Have you had a breach in 3 years?", "No", "No", None], ["2", "Do you encrypt?", "Yes", "No", "soon"],
        ]),
    ], [
        ("1", "No", "no", ""), ("2", "No", "no", "soon"),
    ]),
    Wild("response details", [
        ("Q", [
            ["#", "Category", "Question", "Response Type", "Response", "Details / Explanation", "Attachment"],
            ["1", "Gov", "Do you have a CISO?", "Yes/No", "Yes", "since 2020", "ciso.pdf"],
            ["2", "Gov", "How many staff?", "Free text", "120", None, None],
            ["3", "Ops", "Do you patch?", "Yes/No", "No", "", None],
        ]),
    ], [
        ("1", "Yes", "yes", "since 2020"), ("2", "120", "text", ""), ("3", "No", "no", ""),
    ]),
    Wild("cover", [
        ("Cover", [
            [None, "Third-Party Risk Questionnaire"], [], [None, "Vendor Legal Name", "Larch Inc."],
            [None, "Product / Service", "Larch Pay"], [None, "Contact e-mail", "sec@larch.example"],
            [None, "Submission date", date(2026, 1, 15)],
        ]),
        ("1. Governance", [
            ["ID", "Question", "Answer", "Comment"], ["1.1", "Is control 1 in place?", "Yes", None],
        ]),
        ("2. Access", [
            ["ID", "Question", "Answer", "Comment"], ["2.1", "Is control 1 in place?", "No", "x"],
        ]),
    ], [
        ("1.1", "Yes", "yes", ""), ("2.1", "No", "no", "x"),
    ], vendor="Larch Inc.", product="Larch Pay", day=date(2026, 1, 15)),
    Wild("SoA short headings", [
        ("SoA", [
            ["Statement of Applicability ISO 27001:2022"], ["#", "Control", "Appl", "Justification", "Status", "Doc", "Evidence"],
            ["5.1", "Control 1", "No", "because", "Planned", "POL", "—"],
            ["5.2", "Control 2", "Yes", "because", "Implemented", "POL", "—"],
            ["5.3", "Control 3", "Yes", "because", "Implemented", "POL", "—"],
            ["5.4", "Control 4", "Yes", "because", "Planned", "POL", "—"],
            ["5.5", "Control 5", "Yes", "because", "Implemented", "POL", "—"],
            ["5.6", "Control 6", "No", "because", "Implemented", "POL", "—"],
            ["5.7", "Control 7", "Yes", "because", "Planned", "POL", "—"],
            ["5.8", "Control 8", "Yes", "because", "Implemented", "POL", "—"],
            ["5.9", "Control 9", "Yes", "because", "Implemented", "POL", "—"],
            ["5.10", "Control 10", "Yes", "because", "Planned", "POL", "—"],
            ["5.11", "Control 11", "No", "because", "Implemented", "POL", "—"],
            ["5.12", "Control 12", "Yes", "because", "Implemented", "POL", "—"],
            ["5.13", "Control 13", "Yes", "because", "Planned", "POL", "—"],
            ["5.14", "Control 14", "Yes", "because", "Implemented", "POL", "—"],
            ["5.15", "Control 15", "Yes", "because", "Implemented", "POL", "—"],
            ["5.16", "Control 16", "No", "because", "Planned", "POL", "—"],
            ["5.17", "Control 17", "Yes", "because", "Implemented", "POL", "—"],
            ["5.18", "Control 18", "Yes", "because", "Implemented", "POL", "—"],
            ["5.19", "Control 19", "Yes", "because", "Planned", "POL", "—"],
            ["5.20", "Control 20", "Yes", "because", "Implemented", "POL", "—"],
        ]),
    ], [
        ("5.1", "Planned", "not_applicable", "because"), ("5.2", "Implemented", "yes", "because"),
        ("5.3", "Implemented", "yes", "because"), ("5.4", "Planned", "no", "because"), ("5.5", "Implemented", "yes", "because"),
        ("5.6", "Implemented", "not_applicable", "because"), ("5.7", "Planned", "no", "because"),
        ("5.8", "Implemented", "yes", "because"), ("5.9", "Implemented", "yes", "because"), ("5.10", "Planned", "no", "because"),
        ("5.11", "Implemented", "not_applicable", "because"), ("5.12", "Implemented", "yes", "because"),
        ("5.13", "Planned", "no", "because"), ("5.14", "Implemented", "yes", "because"),
        ("5.15", "Implemented", "yes", "because"), ("5.16", "Planned", "not_applicable", "because"),
        ("5.17", "Implemented", "yes", "because"), ("5.18", "Implemented", "yes", "because"),
        ("5.19", "Planned", "no", "because"), ("5.20", "Implemented", "yes", "because"),
    ]),
    Wild("SoA reasons columns", [
        ("SoA", [
            ["ISO 27001:2022 Statement of Applicability"],
            ["Control", "Control name", "Applicable?", "Reason for selection", None, None, None, "Implemented?", "Remarks"],
            [None, None, None, "LR", "CO", "BR", "RRA", None, None], ["A.5.1", "Control 1", "N", "x", None, None, "x", "N", "r"],
            ["A.5.2", "Control 2", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.3", "Control 3", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.4", "Control 4", "Y", "x", None, None, "x", "N", "r"],
            ["A.5.5", "Control 5", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.6", "Control 6", "N", "x", None, None, "x", "Y", "r"],
            ["A.5.7", "Control 7", "Y", "x", None, None, "x", "N", "r"],
            ["A.5.8", "Control 8", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.9", "Control 9", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.10", "Control 10", "Y", "x", None, None, "x", "N", "r"],
            ["A.5.11", "Control 11", "N", "x", None, None, "x", "Y", "r"],
            ["A.5.12", "Control 12", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.13", "Control 13", "Y", "x", None, None, "x", "N", "r"],
            ["A.5.14", "Control 14", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.15", "Control 15", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.16", "Control 16", "N", "x", None, None, "x", "N", "r"],
            ["A.5.17", "Control 17", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.18", "Control 18", "Y", "x", None, None, "x", "Y", "r"],
            ["A.5.19", "Control 19", "Y", "x", None, None, "x", "N", "r"],
        ], [(1, 3, 1, 6), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 7, 2, 7), (1, 8, 2, 8)]),
    ], [
        ("A.5.1", "N", "not_applicable", "r"), ("A.5.2", "Y", "yes", "r"), ("A.5.3", "Y", "yes", "r"), ("A.5.4", "N", "no", "r"),
        ("A.5.5", "Y", "yes", "r"), ("A.5.6", "Y", "not_applicable", "r"), ("A.5.7", "N", "no", "r"), ("A.5.8", "Y", "yes", "r"),
        ("A.5.9", "Y", "yes", "r"), ("A.5.10", "N", "no", "r"), ("A.5.11", "Y", "not_applicable", "r"),
        ("A.5.12", "Y", "yes", "r"), ("A.5.13", "N", "no", "r"), ("A.5.14", "Y", "yes", "r"), ("A.5.15", "Y", "yes", "r"),
        ("A.5.16", "N", "not_applicable", "r"), ("A.5.17", "Y", "yes", "r"), ("A.5.18", "Y", "yes", "r"),
        ("A.5.19", "N", "no", "r"),
    ]),
    Wild("CAIQ star lite", [
        ("CAIQ-Lite", [
            ["CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE v4.0.3"],
            ["Question ID", "Consensus Assessment Questions", "Answer", "Notes/Comments"], ["A&A-01.1", "q A&A-01.1", "NA", "n"],
            ["A&A-02.1", "q A&A-02.1", "Yes", "n"], ["AIS-01.1", "q AIS-01.1", "Yes", "n"], ["AIS-02.1", "q AIS-02.1", "NA", "n"],
            ["BCR-01.1", "q BCR-01.1", "Yes", "n"], ["BCR-02.1", "q BCR-02.1", "Yes", "n"], ["CCC-01.1", "q CCC-01.1", "NA", "n"],
            ["CEK-01.1", "q CEK-01.1", "Yes", "n"], ["CEK-02.1", "q CEK-02.1", "Yes", "n"], ["DCS-01.1", "q DCS-01.1", "NA", "n"],
            ["DSP-01.1", "q DSP-01.1", "Yes", "n"], ["GRC-01.1", "q GRC-01.1", "Yes", "n"], ["HRS-01.1", "q HRS-01.1", "NA", "n"],
            ["IAM-01.1", "q IAM-01.1", "Yes", "n"], ["IPY-01.1", "q IPY-01.1", "Yes", "n"], ["IVS-01.1", "q IVS-01.1", "NA", "n"],
            ["LOG-01.1", "q LOG-01.1", "Yes", "n"], ["SEF-01.1", "q SEF-01.1", "Yes", "n"], ["STA-01.1", "q STA-01.1", "NA", "n"],
            ["TVM-01.1", "q TVM-01.1", "Yes", "n"], ["UEM-01.1", "q UEM-01.1", "Yes", "n"], ["UEM-02.1", "q UEM-02.1", "NA", "n"],
        ]),
    ], [
        ("A&A-01.1", "NA", "not_applicable", "n"), ("A&A-02.1", "Yes", "yes", "n"), ("AIS-01.1", "Yes", "yes", "n"),
        ("AIS-02.1", "NA", "not_applicable", "n"), ("BCR-01.1", "Yes", "yes", "n"), ("BCR-02.1", "Yes", "yes", "n"),
        ("CCC-01.1", "NA", "not_applicable", "n"), ("CEK-01.1", "Yes", "yes", "n"), ("CEK-02.1", "Yes", "yes", "n"),
        ("DCS-01.1", "NA", "not_applicable", "n"), ("DSP-01.1", "Yes", "yes", "n"), ("GRC-01.1", "Yes", "yes", "n"),
        ("HRS-01.1", "NA", "not_applicable", "n"), ("IAM-01.1", "Yes", "yes", "n"), ("IPY-01.1", "Yes", "yes", "n"),
        ("IVS-01.1", "NA", "not_applicable", "n"), ("LOG-01.1", "Yes", "yes", "n"), ("SEF-01.1", "Yes", "yes", "n"),
        ("STA-01.1", "NA", "not_applicable", "n"), ("TVM-01.1", "Yes", "yes", "n"), ("UEM-01.1", "Yes", "yes", "n"),
        ("UEM-02.1", "NA", "not_applicable", "n"),
    ]),
    Wild("numbered text", [
        ("Q", [
            ["Question", "Response"], ["1. Do you have a policy?", "Yes"], ["2. Do you train staff?", "No"],
            ["3. Do you log?", "Partial"],
        ]),
    ], [
        ("", "Yes", "yes", ""), ("", "No", "no", ""), ("", "Partial", "partial", ""),
    ]),
    Wild("section rows", [
        ("Q", [
            ["Ref", "Question", "Answer", "Comment"], ["1", "Governance", None, None],
            ["1.1", "Is control 1 in place?", "Yes", None],
            ["1.2", "Is control 2 in place?", "No", None], ["2", "Access control", None, None],
            ["2.1", "Is control 3 in place?", "Yes", None],
        ]),
    ], [
        ("1.1", "Yes", "yes", ""), ("1.2", "No", "no", ""), ("2.1", "Yes", "yes", ""),
    ]),
    Wild("booleans", [
        ("Q", [
            ["Ref", "Question", "Answer"], ["1", "Is control 1 in place?", True],
            ["2", "Is control 2 in place?", False],
        ]),
    ], [
        ("1", "TRUE", "yes", ""), ("2", "FALSE", "no", ""),
    ]),
    Wild("risk rating", [
        ("Q", [
            ["ID", "Question", "Risk Rating", "Supplier Answer", "Supplier Explanation", "Assessor Rating", "Assessor Comments"],
            ["1", "Is control 1 in place?", "High", "Yes", "e", "Green", "fine"],
            ["2", "Is control 2 in place?", "Low", "No", None, "Red", "bad"],
        ]),
    ], [
        ("1", "Yes", "yes", "e"), ("2", "No", "no", ""),
    ]),
    Wild("in place", [
        ("Q", [
            ["ID", "Control", "In place?", "Details"], ["1", "Policy", "In place", "v1"], ["2", "Log", "Not in place", None],
            ["3", "DR", "Partly in place", None],
        ]),
    ], [
        ("1", "In place", "yes", "v1"), ("2", "Not in place", "no", ""), ("3", "Partly in place", "partial", ""),
    ]),
    Wild("RFP", [
        ("Q", [
            ["Req #", "Requirement", "F/P/N", "Vendor remarks"], ["R1", "SSO", "F", "ok"], ["R2", "MFA", "P", None],
            ["R3", "SCIM", "N", None],
        ]),
        ("Legend", [
            ["F", "Fully compliant"], ["P", "Partially compliant"], ["N", "Not compliant"],
        ]),
    ], [
        ("R1", "F", "yes", "ok"), ("R2", "P", "partial", ""), ("R3", "N", "no", ""),
    ]),
    Wild("vendor name response", [
        ("Q", [
            ["No", "Question", "Acme Response"], ["1", "Where is data hosted?", "France"], ["2", "Do you encrypt?", "Yes"],
        ]),
    ], [
        ("1", "France", "text", ""), ("2", "Yes", "yes", ""),
    ]),
    Wild("control + question", [
        ("Q", [
            ["Domain", "Control", "Assessment Question", "Response", "Comments"],
            ["Access", "AC-1 Policy", "Is there an access policy?", "Yes", "c"],
            ["Access", "AC-2 Accounts", "Are accounts reviewed?", "No", None],
        ]),
    ], [
        ("", "Yes", "yes", "c"), ("", "No", "no", ""),
    ]),
    Wild("notes and evidence", [
        ("Q", [
            ["ID", "Question", "Answer", "Notes", "Evidence"],
            ["1", "Is control 1 in place?", "Yes", "n", "e.pdf"],
        ]),
    ], [
        ("1", "Yes", "yes", "n"),
    ]),
]
