"""One vocabulary: each enumerated word with its English and French label. Imports nothing but the texts' types."""

from risk_register.model.vocabulary.assurance import *
from risk_register.model.vocabulary.contracts import *
from risk_register.model.vocabulary.data import *
from risk_register.model.vocabulary.incidents import *
from risk_register.model.vocabulary.parties import *
from risk_register.model.vocabulary.risk import *
from risk_register.model.vocabulary.services import *
from risk_register.model.vocabulary.terms import Code as Code
from risk_register.model.vocabulary.terms import Term as Term
from risk_register.model.vocabulary.terms import label as label
