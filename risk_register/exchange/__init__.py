"""Registers and records in other people's formats."""
