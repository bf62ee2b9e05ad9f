"""The supply chain as a graph: from us to vendors to their subcontractors, with what data goes along."""

from risk_register.risk.supply_chain.chain import US as US
from risk_register.risk.supply_chain.chain import Edge as Edge
from risk_register.risk.supply_chain.chain import Flow as Flow
from risk_register.risk.supply_chain.chain import Link as Link
from risk_register.risk.supply_chain.chain import Party as Party
from risk_register.risk.supply_chain.chain import SupplyChain as SupplyChain
from risk_register.risk.supply_chain.narrowing import Narrowing as Narrowing
from risk_register.risk.supply_chain.narrowing import foremost as foremost
from risk_register.risk.supply_chain.narrowing import narrowed as narrowed
from risk_register.risk.supply_chain.narrowing import surroundings as surroundings
from risk_register.risk.supply_chain.reach import Reach as Reach
from risk_register.risk.supply_chain.reach import came_to as came_to
from risk_register.risk.supply_chain.reach import reached as reached
from risk_register.risk.supply_chain.walks import Step as Step
from risk_register.risk.supply_chain.walks import chain_of as chain_of
from risk_register.risk.supply_chain.walks import edges as edges
from risk_register.risk.supply_chain.walks import ranks as ranks
