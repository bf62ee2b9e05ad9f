"""What vendors' questionnaires mean: families, recognition, verdicts, comparison."""

from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.compare import Change, Changes, compare
from risk_register.questionnaires.families import FAMILIES, Family, family
from risk_register.questionnaires.own_set import OwnQuestion, OwnSet, own_set
from risk_register.questionnaires.ratio import Judged, Standing, adverse, answer_ratio, completeness, standing, standing_by
from risk_register.questionnaires.reading import Account, Flag, Metadatum, ReadAnswer, ReadQuestionnaire, Skipped, Unmapped
from risk_register.questionnaires.recognition import (
    SeveralFamilies,
    read_by_hand,
    read_questionnaire,
    read_questions,
    read_way,
    recognise,
)
from risk_register.questionnaires.verdicts import verdict_of

__all__ = [
    "FAMILIES", "Account", "Candidate", "Change", "Changes", "Family", "Flag", "Judged", "Metadatum", "OwnQuestion", "OwnSet",
    "ReadAnswer", "ReadQuestionnaire", "SeveralFamilies", "Skipped", "Standing", "Unmapped", "adverse", "answer_ratio",
    "compare", "completeness", "family", "own_set", "read_by_hand", "read_questionnaire", "read_questions", "read_way", "recognise",
    "standing", "standing_by", "verdict_of",
]
