"""The steps by which registers of older versions come up to date, one module for each version, never changed once released."""
