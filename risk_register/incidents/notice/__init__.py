"""What an announcement of an incident says, found offline by rules: proposals for a person, each with the words it rests on."""

from risk_register.incidents.notice.dates import FoundDate as FoundDate
from risk_register.incidents.notice.elements import FoundElement as FoundElement
from risk_register.incidents.notice.elements import FoundSubject as FoundSubject
from risk_register.incidents.notice.parties import FoundParty as FoundParty
from risk_register.incidents.notice.parties import Known as Known
from risk_register.incidents.notice.parties import Names as Names
from risk_register.incidents.notice.reading import Reading as Reading
from risk_register.incidents.notice.reading import read_notice as read_notice
