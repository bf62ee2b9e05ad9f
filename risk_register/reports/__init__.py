"""Audit PDFs: what they say, and how it is set on the page."""
