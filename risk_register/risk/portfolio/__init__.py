"""Judgements over all vendors: how risk is spread, what would lower it most, where it gathers, which unknowns matter."""

from risk_register.risk.portfolio.actions import Action as Action
from risk_register.risk.portfolio.actions import actions_for as actions_for
from risk_register.risk.portfolio.concentration import Concentration as Concentration
from risk_register.risk.portfolio.concentration import Dependence as Dependence
from risk_register.risk.portfolio.concentration import concentration as concentration
from risk_register.risk.portfolio.concentration import dependences as dependences
from risk_register.risk.portfolio.sensitivity import Sensitivity as Sensitivity
from risk_register.risk.portfolio.sensitivity import sensitivities as sensitivities
from risk_register.risk.portfolio.spread import Cell as Cell
from risk_register.risk.portfolio.spread import Spread as Spread
from risk_register.risk.portfolio.spread import spread as spread
