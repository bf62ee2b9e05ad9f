"""Bringing a spreadsheet in the window: columns, problems, vendors that may be known already, and what it comes to."""
