"""Forms whose answers are grades, marks, shares, colours and sentences."""

from datetime import date
from decimal import Decimal

from tests.questionnaires.wild.form import Wild

FORMS: list[Wild] = [
    Wild("multiline header", [
        ("Q", [
            ["Question\nNumber", "Question\nText", "Vendor\nResponse\n(Yes/No/NA)", "Vendor\nComments"],
            ["1", "Is control 1 in place?", "Yes", "c"],
            ["2", "Is control 2 in place?", "No", None],
        ]),
    ], [
        ("1", "Yes", "yes", "c"), ("2", "No", "no", ""),
    ]),
    Wild("RAG", [
        ("Q", [
            ["Ref", "Control", "RAG status", "Comment"], ["1", "Policy", "Green", None], ["2", "DR", "Amber", "c"],
            ["3", "MFA", "Red", None],
        ]),
    ], [
        ("1", "Green", "yes", ""), ("2", "Amber", "partial", "c"), ("3", "Red", "no", ""),
    ]),
    Wild("current target", [
        ("Q", [
            ["Ref", "Control", "Current state", "Target state", "Comments"], ["1", "Policy", "Implemented", "Implemented", None],
            ["2", "DR", "Not implemented", "Implemented", "c"],
        ]),
    ], [
        ("1", "Implemented", "yes", ""), ("2", "Not implemented", "no", "c"),
    ]),
    Wild("one row per vendor", [
        ("Form Responses 1", [
            ["Timestamp", "Company name", "Do you encrypt data at rest?", "Do you have an incident response plan?",
             "How many employees do you have?"],
            ["2026-01-03 10:02:03", "Pine AG", "Yes", "No", "40"],
        ]),
    ], [
        ("", "Yes", "yes", ""), ("", "No", "no", ""), ("", "40", "text", ""),
    ], vendor="Pine AG", day=date(2026, 1, 3)),
    Wild("yes/no column answered with words", [
        ("Q", [
            ["Ref", "Question", "Yes/No", "If yes, please explain"],
            ["1", "Is control 1 in place?", "Yes", "details here"],
            ["2", "Is control 2 in place?", "No", None],
            ["3", "Is control 3 in place?", "Y", None],
        ]),
    ], [
        ("1", "Yes", "yes", "details here"), ("2", "No", "no", ""), ("3", "Y", "yes", ""),
    ]),
    Wild("compliance Y/P/N with requirement id", [
        ("MVSP", [
            ["MVSP v3.0 Checklist"], ["Control", "Title", "Status", "Notes"],
            ["1.1", "External vulnerability reports", "Met", "x"], ["1.2", "t", "Met", None], ["1.3", "t", "Met", None],
            ["1.4", "t", "Met", None], ["1.5", "t", "Met", None], ["1.6", "t", "Met", None], ["1.7", "t", "Met", None],
            ["1.8", "t", "Met", None], ["2.1", "t", "Met", None], ["2.2", "t", "Met", None], ["2.3", "t", "Unmet", None],
            ["2.4", "t", "Met", None],
        ]),
    ], [
        ("1.1", "Met", "yes", "x"), ("1.2", "Met", "yes", ""), ("1.3", "Met", "yes", ""), ("1.4", "Met", "yes", ""),
        ("1.5", "Met", "yes", ""), ("1.6", "Met", "yes", ""), ("1.7", "Met", "yes", ""), ("1.8", "Met", "yes", ""),
        ("2.1", "Met", "yes", ""), ("2.2", "Met", "yes", ""), ("2.3", "Unmet", "no", ""), ("2.4", "Met", "yes", ""),
    ]),
    Wild("sr no particulars", [
        ("Sheet1", [
            ["Sr. No.", "Particulars", "Vendor Response (Yes / No)", "Remarks (if any)"],
            ["1", "Does the vendor have a security policy?", "Yes", "v2"], ["2", "Is data encrypted?", "No", None],
        ]),
    ], [
        ("1", "Yes", "yes", "v2"), ("2", "No", "no", ""),
    ]),
    Wild("FC PC NC", [
        ("S", [
            ["FC = Fully Compliant; PC = Partially Compliant; NC = Non-Compliant"],
            ["S/N", "Technical Requirement", "Compliance (FC/PC/NC)", "Bidder Remarks"],
            ["1", "The system shall support MFA", "FC", "ok"], ["2", "The system shall log", "PC", None],
            ["3", "The system shall encrypt", "NC", None],
        ]),
    ], [
        ("1", "FC", "yes", "ok"), ("2", "PC", "partial", ""), ("3", "NC", "no", ""),
    ]),
    Wild("offset table blank cols", [
        ("S", [
            [], [None, None, None, "Ref", None, "Question", None, "Answer", None, "Comments"],
            [None, None, None, "1", None, "Is control 1 in place?", None, "Yes", None, "c"],
            [None, None, None, "2", None, "Is control 2 in place?", None, "No", None, None],
        ]),
    ], [
        ("1", "Yes", "yes", "c"), ("2", "No", "no", ""),
    ]),
    Wild("unheaded notes", [
        ("S", [
            ["ID", "Question", "Answer"], ["1", "Is control 1 in place?", "Yes", "See policy"],
            ["2", "Is control 2 in place?", "No", None],
        ]),
    ], [
        ("1", "Yes", "yes", ""), ("2", "No", "no", ""),
    ]),
    Wild("different headings per sheet", [
        ("A", [
            ["No", "Question", "Answer"], ["1", "Is control 1 in place?", "Yes"],
        ]),
        ("B", [
            ["Ref", "Requirement", "Response", "Comment"], ["B1", "Policy exists", "No", "x"],
        ]),
        ("C", [
            ["Item", "Control", "Yes", "No"], ["C1", "Logging", "x", None],
        ]),
    ], [
        ("1", "Yes", "yes", ""), ("B1", "No", "no", "x"), ("C1", "Yes", "yes", ""),
    ]),
    Wild("qualified dropdowns", [
        ("S", [
            ["ID", "Question", "Answer", "Comments"], ["1", "Is control 1 in place?", "Yes - fully", None],
            ["2", "Is control 2 in place?", "Yes - partially", None],
            ["3", "Is control 3 in place?", "No - planned", None],
            ["4", "Is control 4 in place?", "No - not planned", None],
            ["5", "Is control 5 in place?", "N/A", None],
        ]),
    ], [
        ("1", "Yes - fully", "yes", ""), ("2", "Yes - partially", "text", ""), ("3", "No - planned", "no", ""),
        ("4", "No - not planned", "no", ""), ("5", "N/A", "not_applicable", ""),
    ]),
    Wild("dropdown with codes", [
        ("S", [
            ["ID", "Question", "Answer"], ["1", "Is control 1 in place?", "Y - Yes"],
            ["2", "Is control 2 in place?", "N - No"],
            ["3", "Is control 3 in place?", "P - Partial"],
            ["4", "Is control 4 in place?", "NA - Not applicable"],
        ]),
    ], [
        ("1", "Y - Yes", "yes", ""), ("2", "N - No", "no", ""), ("3", "P - Partial", "partial", ""),
        ("4", "NA - Not applicable", "not_applicable", ""),
    ]),
    Wild("question header missing; only sections", [
        ("S", [
            ["Information Security", "Yes", "No", "N/A", "Comments"], ["Do you have a policy?", "X", None, None, "c"],
            ["Do you train staff?", None, "X", None, None], ["Access Control", "Yes", "No", "N/A", "Comments"],
            ["Do you use MFA?", "X", None, None, None],
        ]),
    ], [
        ("", "Yes", "yes", "c"), ("", "No", "no", ""), ("", "Yes", "yes", ""),
    ]),
    Wild("section heading as question header", [
        ("S", [
            ["1. Governance", "Response", "Comments"], ["Do you have a policy?", "Yes", "c"], ["Do you train staff?", "No", None],
            [], ["2. Access", "Response", "Comments"], ["Do you use MFA?", "Yes", None],
        ]),
    ], [
        ("", "Yes", "yes", "c"), ("", "No", "no", ""), ("", "Yes", "yes", ""),
    ]),
    Wild("NIST CSF profile", [
        ("CSF", [
            ["Function", "Category", "Subcategory", "Current Maturity (1-5)", "Comments"],
            ["IDENTIFY (ID)", "Asset Management (ID.AM)", "ID.AM-1: Physical devices are inventoried", Decimal(4), "c"],
            [None, None, "ID.AM-2: Software platforms are inventoried", Decimal(2), None],
            ["PROTECT (PR)", "Access Control (PR.AC)", "PR.AC-1: Identities are managed", Decimal(1), None],
        ]),
    ], [
        ("", "4", "yes", "c"), ("", "2", "partial", ""), ("", "1", "no", ""),
    ]),
    Wild("CIS controls sheet", [
        ("CIS", [
            ["CIS Control", "CIS Safeguard", "Title", "IG1", "Implemented", "Notes"],
            ["1", "1.1", "Establish and Maintain Detailed Enterprise Asset Inventory", "x", "Yes", "CMDB"],
            ["1", "1.2", "Address Unauthorized Assets", "x", "No", None],
            ["2", "2.1", "Software Inventory", "x", "Partially", None],
        ]),
    ], [
        ("1.1", "Yes", "yes", "CMDB"), ("1.2", "No", "no", ""), ("2.1", "Partially", "partial", ""),
    ]),
    Wild("PCI DSS", [
        ("SAQ", [
            ["PCI DSS Question", "Expected Testing", "Response", None, None, None],
            [None, None, "Yes", "Yes with CCW", "No", "N/A"],
            ["1.1.1 Are firewall standards documented?", "Review", "X", None, None, None],
            ["1.1.2 Is there a diagram?", "Review", None, None, "X", None],
        ]),
    ], [
        ("", "Yes", "yes", ""), ("", "No", "no", ""),
    ]),
    Wild("weights and scores computed", [
        ("Q", [
            ["ID", "Question", "Answer", "Weight", "Score", "Max"],
            ["1", "Is control 1 in place?", "Yes", Decimal(5), Decimal(5), Decimal(5)],
            ["2", "Is control 2 in place?", "No", Decimal(3), Decimal(0), Decimal(3)],
            [None, "TOTAL", None, Decimal(8), Decimal(5), Decimal(8)],
        ]),
    ], [
        ("1", "Yes", "yes", ""), ("2", "No", "no", ""),
    ], not_understood=('B4', 'D4', 'E4', 'F4')),
    Wild("answer column empty header after merged title", [
        ("Q", [
            ["Vendor Security Assessment", None, None, None], ["#", "Question", "Response", "Comment"],
            ["1", "Is control 1 in place?", "Yes", None], ["Section B – Data", None, None, None],
            ["2", "Is control 2 in place?", "No", "x"], ["End of questionnaire", None, None, None],
        ], [(0, 0, 0, 3), (3, 0, 3, 3), (5, 0, 5, 3)]),
    ], [
        ("1", "Yes", "yes", ""), ("2", "No", "no", "x"),
    ]),
    Wild("ISO gap analysis", [
        ("Gap", [
            ["ISO 27001:2022 Gap Analysis"], ["Clause", "Requirement", "Compliant?", "Gap / Comments", "Action"],
            ["A.5.1", "Requirement 1", "Yes", "g", None], ["A.5.2", "Requirement 2", "Yes", "g", None],
            ["A.5.3", "Requirement 3", "Partially", "g", None], ["A.5.4", "Requirement 4", "Yes", "g", None],
            ["A.5.5", "Requirement 5", "Yes", "g", None], ["A.5.6", "Requirement 6", "Partially", "g", None],
            ["A.5.7", "Requirement 7", "Yes", "g", None], ["A.5.8", "Requirement 8", "Yes", "g", None],
            ["A.5.9", "Requirement 9", "Partially", "g", None], ["A.5.10", "Requirement 10", "Yes", "g", None],
            ["A.5.11", "Requirement 11", "Yes", "g", None], ["A.5.12", "Requirement 12", "Partially", "g", None],
            ["A.5.13", "Requirement 13", "Yes", "g", None], ["A.5.14", "Requirement 14", "Yes", "g", None],
            ["A.5.15", "Requirement 15", "Partially", "g", None], ["A.5.16", "Requirement 16", "Yes", "g", None],
            ["A.5.17", "Requirement 17", "Yes", "g", None], ["A.5.18", "Requirement 18", "Partially", "g", None],
            ["A.5.19", "Requirement 19", "Yes", "g", None], ["A.5.20", "Requirement 20", "Yes", "g", None],
        ]),
    ], [
        ("A.5.1", "Yes", "yes", "g"), ("A.5.2", "Yes", "yes", "g"), ("A.5.3", "Partially", "partial", "g"),
        ("A.5.4", "Yes", "yes", "g"), ("A.5.5", "Yes", "yes", "g"), ("A.5.6", "Partially", "partial", "g"),
        ("A.5.7", "Yes", "yes", "g"), ("A.5.8", "Yes", "yes", "g"), ("A.5.9", "Partially", "partial", "g"),
        ("A.5.10", "Yes", "yes", "g"), ("A.5.11", "Yes", "yes", "g"), ("A.5.12", "Partially", "partial", "g"),
        ("A.5.13", "Yes", "yes", "g"), ("A.5.14", "Yes", "yes", "g"), ("A.5.15", "Partially", "partial", "g"),
        ("A.5.16", "Yes", "yes", "g"), ("A.5.17", "Yes", "yes", "g"), ("A.5.18", "Partially", "partial", "g"),
        ("A.5.19", "Yes", "yes", "g"), ("A.5.20", "Yes", "yes", "g"),
    ]),
    Wild("evaluation criteria with ✓ in options text", [
        ("Q", [
            ["Ref", "Question", "Options"], ["1", "Is control 1 in place?", "☑ Yes ☐ No"],
            ["2", "Is control 2 in place?", "☐ Yes ☑ No"],
            ["3", "Is control 3 in place?", "[x] Yes [ ] No"],
        ]),
    ], [
        ("1", "☑ Yes ☐ No", "yes", ""), ("2", "☐ Yes ☑ No", "no", ""), ("3", "[x] Yes [ ] No", "yes", ""),
    ]),
    Wild("privacy dpa checklist", [
        ("DPA", [
            ["Article 28 requirement", "Met?", "Where in contract"], ["Processing only on documented instructions", "Yes", "§3"],
            ["Confidentiality", "Yes", "§4"], ["Sub-processors", "No", None],
        ]),
    ], [
        ("", "Yes", "yes", ""), ("", "Yes", "yes", ""), ("", "No", "no", ""),
    ]),
    Wild("comment row under each question", [
        ("Q", [
            ["Ref", "Question", "Yes / No"], ["1", "Is control 1 in place?", "Yes"],
            [None, "Comments:", "as said"], ["2", "Is control 2 in place?", "No"], [None, "Comments:", None],
        ]),
    ], [
        ("1", "Yes", "yes", "as said"), ("2", "No", "no", ""),
    ]),
    Wild("many blank then table, totals top", [
        ("Q", [
            ["Score", "80%"], ["Answered", "2"], [], [], [], [], [], [], [], [], [], [], [],
            ["Question ID", "Question Text", "Answer Value", "Answer Comment"],
            ["Q-001", "Is control 1 in place?", "YES", "c"],
            ["Q-002", "Is control 2 in place?", "NO", None],
        ]),
    ], [
        ("Q-001", "YES", "yes", "c"), ("Q-002", "NO", "no", ""),
    ]),
    Wild("answers in lower camel csv", [
        ("Q", [
            ["questionId", "questionText", "answerValue", "comments"],
            ["Q-001", "Is control 1 in place?", "yes", "c"],
            ["Q-002", "Is control 2 in place?", "no", None],
        ]),
    ], [
        ("Q-001", "yes", "yes", "c"), ("Q-002", "no", "no", ""),
    ]),
    Wild("snake case csv", [
        ("Q", [
            ["question_id", "question_text", "vendor_answer", "vendor_comment"],
            ["Q-001", "Is control 1 in place?", "yes", "c"],
            ["Q-002", "Is control 2 in place?", "no", None],
        ]),
    ], [
        ("Q-001", "yes", "yes", "c"), ("Q-002", "no", "no", ""),
    ]),
    Wild("control family export", [
        ("Q", [
            ["Control Family", "Control #", "Control Title", "Control Text", "Status of implementation", "Responsible Role",
             "Implementation narrative"],
            ["AC", "AC-1", "Policy", "The organization develops a policy", "Implemented", "CISO", "text"],
            ["AC", "AC-2", "Accounts", "The organization manages accounts", "Planned", "IT", None],
        ]),
    ], [
        ("AC-1", "Implemented", "yes", "text"), ("AC-2", "Planned", "no", ""),
    ]),
    Wild("strings of NA explanations", [
        ("Q", [
            ["ID", "Question", "Answer"], ["1", "Is control 1 in place?", "N/A – SaaS only"],
            ["2", "Is control 2 in place?", "Not Applicable (no cards)"],
            ["3", "Is control 3 in place?", "None"],
            ["4", "Is control 4 in place?", "TBD"],
            ["5", "Is control 5 in place?", "See attached"],
            ["6", "Is control 6 in place?", "Yes."],
            ["7", "Is control 7 in place?", "yes; quarterly"],
        ]),
    ], [
        ("1", "N/A – SaaS only", "not_applicable", ""), ("2", "Not Applicable (no cards)", "not_applicable", ""),
        ("3", "None", "text", ""), ("4", "TBD", "not_evaluated", ""), ("5", "See attached", "text", ""), ("6", "Yes.", "yes", ""),
        ("7", "yes; quarterly", "yes", ""),
    ]),
]
