"""Pure judgements: tier, inherent risk, control effectiveness, residual risk, each with its reasons."""

from risk_register.risk.assessing import assess as assess
from risk_register.risk.bands import Bands as Bands
from risk_register.risk.dates import add_months as add_months
from risk_register.risk.dates import schedule as schedule
from risk_register.risk.loading import load_method as load_method
from risk_register.risk.loading import parse_method as parse_method
from risk_register.risk.method import Method as Method
