"""Use cases of access: invitations, roles, keys, standing, substitutions, the second step."""

from service.access.actions.roles import give_role, invite, take_role
from service.access.actions.tokens import create_token, revoke_token

__all__ = ["create_token", "give_role", "invite", "revoke_token", "take_role"]
