"""Saying by hand how a vendor's workbook is to be read."""
