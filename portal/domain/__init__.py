"""The rules of the portal in plain Python: no web, no database, no clock."""
