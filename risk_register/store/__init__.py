"""One open register: create, open, migrate, change, journal, as-of, search, back up."""
