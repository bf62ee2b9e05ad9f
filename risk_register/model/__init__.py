"""The nouns: vocabulary, tables, and the facts that judgements read."""
