"""Signing a report (PAdES B-B, or B-T with a time-stamp token), and telling years later what the signature shows."""
