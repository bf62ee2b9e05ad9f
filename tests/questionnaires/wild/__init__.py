"""Tables as buyers and vendors lay them out, made up after those seen in public, each with the values a person reads in it."""
