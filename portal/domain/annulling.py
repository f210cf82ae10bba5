"""Why something that a clock crossed does not hold: by itself, or because a manager says so."""

from portal.domain.clocks import ESCALATIONS, Milestone

DONE_BEFORE = "it was done before"
CORRECTED = "the calendar was corrected"

BY_ITSELF = (DONE_BEFORE, CORRECTED)
"""Reasons that the portal writes; any other is a manager's own sentence."""

LATE = (Milestone.BREACHED, *ESCALATIONS)
"""What is annulled together: that it was late, and each step that was told of it."""
