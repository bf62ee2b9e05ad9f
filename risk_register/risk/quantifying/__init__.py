"""Losses in money: ranges instead of single figures, thousands of years played through, and how much is lost how often.

Here and only here figures are floating point: they are drawn at random, and rounded to whole units of money before they are shown.
"""

from risk_register.risk.quantifying.curves import Figures as Figures
from risk_register.risk.quantifying.curves import Losses as Losses
from risk_register.risk.quantifying.curves import figures as figures
from risk_register.risk.quantifying.curves import losses as losses
from risk_register.risk.quantifying.ranges import Estimates as Estimates
from risk_register.risk.quantifying.ranges import Peril as Peril
from risk_register.risk.quantifying.ranges import load_estimates as load_estimates
from risk_register.risk.quantifying.ranges import vendor_peril as vendor_peril
from risk_register.risk.quantifying.simulation import Hit as Hit
from risk_register.risk.quantifying.simulation import Playing as Playing
from risk_register.risk.quantifying.simulation import Source as Source
