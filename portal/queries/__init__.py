"""Reads: always ordered, always scoped to the one who asks."""
