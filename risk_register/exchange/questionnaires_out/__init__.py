"""Questionnaires that go out: a workbook to fill in, made from a question set, and the round that is recorded with it."""

from risk_register.exchange.questionnaires_out.form import Form as Form
from risk_register.exchange.questionnaires_out.form import form_bytes as form_bytes
from risk_register.exchange.questionnaires_out.issuing import Issued as Issued
from risk_register.exchange.questionnaires_out.issuing import Request as Request
from risk_register.exchange.questionnaires_out.issuing import chosen as chosen
from risk_register.exchange.questionnaires_out.issuing import issue as issue
