"""Breach day: recording an incident from an announcement or by hand, its moments and decisions, and what follows from them."""

from risk_register.operations.incidents.closing import Fate as Fate
from risk_register.operations.incidents.closing import close_incident as close_incident
from risk_register.operations.incidents.closing import left_open as left_open
from risk_register.operations.incidents.judging import Judged as Judged
from risk_register.operations.incidents.judging import judge as judge
from risk_register.operations.incidents.letters import Letter as Letter
from risk_register.operations.incidents.letters import letters as letters
from risk_register.operations.incidents.listing import all_incidents as all_incidents
from risk_register.operations.incidents.listing import open_incidents_at as open_incidents_at
from risk_register.operations.incidents.listing import timeline as timeline
from risk_register.operations.incidents.reading import add_named as add_named
from risk_register.operations.incidents.reading import known_names as known_names
from risk_register.operations.incidents.reading import proposal as proposal
from risk_register.operations.incidents.reading import read as read
from risk_register.operations.incidents.recording import Told as Told
from risk_register.operations.incidents.recording import decide as decide
from risk_register.operations.incidents.recording import record_incident as record_incident
from risk_register.operations.incidents.recording import stamp as stamp
from risk_register.operations.incidents.related import is_about as is_about
from risk_register.operations.incidents.rule_texts import take_rules as take_rules
from risk_register.operations.incidents.sending import record_sent as record_sent
from risk_register.operations.incidents.updating import Updated as Updated
from risk_register.operations.incidents.updating import differences as differences
from risk_register.operations.incidents.updating import only_what_is_missing as only_what_is_missing
from risk_register.operations.incidents.updating import update_incident as update_incident
