"""Records of one vendor that cannot both be right: rules as data in `resources/contradictions.toml`, what they look at in code."""

from risk_register.risk.contradicting.finding import Contradiction as Contradiction
from risk_register.risk.contradicting.finding import contradictions as contradictions
from risk_register.risk.contradicting.rules import Rules as Rules
from risk_register.risk.contradicting.rules import load_rules as load_rules
