"""The outside world: one port and one vendor each."""
