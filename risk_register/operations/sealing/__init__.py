"""The key that reports are signed with: made or brought in, kept under a passphrase, unlocked for a while, forgotten."""
