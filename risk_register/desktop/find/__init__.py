"""Find anything: what is typed, looked for among commands, vendors and every record, and gone to with Enter."""
