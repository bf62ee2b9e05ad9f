"""Notices of new subcontractors: reading a vendor's list, comparing it with what is recorded, deciding in time."""

from risk_register.operations.subcontractors.comparing import Comparison as Comparison
from risk_register.operations.subcontractors.comparing import compare as compare
from risk_register.operations.subcontractors.listing import Listed as Listed
from risk_register.operations.subcontractors.listing import Listing as Listing
from risk_register.operations.subcontractors.listing import read_file as read_file
from risk_register.operations.subcontractors.listing import read_pasted as read_pasted
from risk_register.operations.subcontractors.notices import ListRow as ListRow
from risk_register.operations.subcontractors.notices import compared as compared
from risk_register.operations.subcontractors.notices import decide as decide
from risk_register.operations.subcontractors.notices import lists as lists
from risk_register.operations.subcontractors.notices import take_in as take_in
from risk_register.operations.subcontractors.notices import usual_deadline as usual_deadline
