"""The name under which a family reads what staff write."""

from dataclasses import replace

from portal.domain.people import Member, Role
from portal.models import Partner


def signer(member: Member, triage: Partner) -> Member:
    """The member as the family reads it; a lead signs as triage would, with the first name alone.

    The family sees a message that is in triage: a name may not say that safeguarding has it.
    """
    if member.role is not Role.SAFEGUARDING:
        return member
    first = member.name.partition(",")[0].partition(" ")[0]
    return replace(member, name=f"{first}, {triage.name}")
