"""Accounts, memberships, roles, offices (учётные записи, участие, роли, должности) and sign-in."""
