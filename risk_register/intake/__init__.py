"""Untrusted bytes to plain values, with limits."""
