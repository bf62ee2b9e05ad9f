"""The tabs of the Risk page."""
