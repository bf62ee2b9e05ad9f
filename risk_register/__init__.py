"""A register of the vendors an organisation depends on, kept in one local file."""

__version__ = "0.1.0"
