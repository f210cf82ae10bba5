"""How sure the machine is of a theme, in words for people; never a probability."""

LIKELY = "likely"
POSSIBLE = "possible"
TO_DECIDE = "reviewer"
"""Too close to call: the reviewer decides, and until then nobody counts it as suggested."""

SUGGESTED = (LIKELY, POSSIBLE)
"""The bands that suggest a theme."""
