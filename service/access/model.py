"""Accounts are global and live in the platform schema; memberships and tokens belong to a tenant."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, refers

ROLE_CHECK = (
    "role IN ('administrator', 'methodist', 'approver', 'school_head', 'school_tutor', 'teacher',"
    " 'institute_analyst', 'auditor', 'chair', 'deputy', 'secretary', 'member', 'leader', 'curator')"
)


class Account(Base):
    """A person who can sign in (учётная запись)."""

    __tablename__ = "account"
    __table_args__ = {"schema": "platform"}

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    totp_secret: Mapped[str | None] = mapped_column(Text)
    totp_last: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(Text, server_default="ru")
    is_operator: Mapped[bool] = mapped_column(server_default="false")
    disabled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class SignIn(Base):
    """A signed-in browser (сеанс); only the digest of its secret is kept."""

    __tablename__ = "sign_in"
    __table_args__ = {"schema": "platform"}

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    address: Mapped[str | None] = mapped_column(Text)
    agent: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OneTimeLink(Base):
    """A link that works once: an invitation or a password reset (приглашение, сброс пароля)."""

    __tablename__ = "one_time_link"
    __table_args__ = (
        CheckConstraint("purpose IN ('invitation', 'reset')", name="purpose"),
        {"schema": "platform"},
    )

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Membership(RegisterRow, Base):
    """A role of an account in a tenant (участие), narrowed to a school for school roles."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(ROLE_CHECK, name="role"),
        UniqueConstraint(
            "tenant_id", "account_id", "role", "organisation_id", postgresql_nulls_not_distinct=True
        ),
        refers("organisation_id", "organisation"),
        refers("person_id", "person"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)


class ApiToken(TenantRow, Base):
    """A token for a neighbouring system (токен доступа): one role in one tenant, digest only.

    A school role is that of one organisation; `expires_on` is the last day, none for a token without end.
    """

    __tablename__ = "api_token"
    __table_args__ = (
        CheckConstraint(ROLE_CHECK, name="role"),
        UniqueConstraint("tenant_id", "digest"),
        refers("organisation_id", "organisation"),
    )

    digest: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    expires_on: Mapped[date | None] = mapped_column(Date)
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    seen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
