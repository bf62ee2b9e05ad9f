"""The command line: the same jobs without a window."""

from risk_register.cli.main import main as main
