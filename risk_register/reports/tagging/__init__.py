"""The structure of a report beside its looks: what is a heading, a table's cell, a picture, for those who hear or search a page."""
