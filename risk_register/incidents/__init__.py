"""Breach day, judged: what a notice says, whom it touches, which clocks run. Pure functions of facts, rules and a moment."""

from risk_register.incidents.agreed import agreed_clocks as agreed_clocks
from risk_register.incidents.clocks import Clock as Clock
from risk_register.incidents.clocks import judge_clocks as judge_clocks
from risk_register.incidents.counting import Due as Due
from risk_register.incidents.owed import owed_to_us as owed_to_us
from risk_register.incidents.remarks import Remark as Remark
from risk_register.incidents.remarks import enquiry_open as enquiry_open
from risk_register.incidents.remarks import late_notices as late_notices
from risk_register.incidents.remarks import remarks as remarks
from risk_register.incidents.rules import ClockRule as ClockRule
from risk_register.incidents.rules import Rules as Rules
from risk_register.incidents.rules import load_rules as load_rules
from risk_register.incidents.situation import Customers as Customers
from risk_register.incidents.situation import Decided as Decided
from risk_register.incidents.situation import Entity as Entity
from risk_register.incidents.situation import Policy as Policy
from risk_register.incidents.situation import Promise as Promise
from risk_register.incidents.situation import Sent as Sent
from risk_register.incidents.situation import Situation as Situation
from risk_register.incidents.situation import Supplier as Supplier
from risk_register.incidents.situation import Touched as Touched
from risk_register.incidents.standing import when_closed as when_closed
