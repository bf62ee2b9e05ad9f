"""Tables that are entered in as in a spreadsheet: cells edited in place, filled down, copied and pasted in blocks.

`grid.edits` says how a page makes its table editable.
"""
