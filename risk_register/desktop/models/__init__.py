"""Qt item models: rows in, cells out; no queries, no judgements."""
