"""Partnerships as data: one TOML file an area, read by `portal.domain.partnership.read`."""
