"""Accounts are global and live in the platform schema; memberships and tokens belong to a tenant."""

from datetime import date, datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, indexed, refers

ROLE_CHECK = (
    "role IN ('administrator', 'methodist', 'coordinator', 'approver', 'school_head', 'school_tutor',"
    " 'teacher', 'institute_analyst', 'auditor', 'chair', 'deputy', 'secretary', 'member', 'leader',"
    " 'curator')"
)


class Account(Base):
    """A person who can sign in (учётная запись); `entered_at` is when they last did."""

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
    entered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class SignIn(Base):
    """A signed-in browser (сеанс); only the digest of its secret is kept."""

    __tablename__ = "sign_in"
    __table_args__ = {"schema": "platform"}

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), index=True)
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


class RecoveryCode(Base):
    """A spare code (запасной код) that stands once for the application on a lost phone; digest only."""

    __tablename__ = "recovery_code"
    __table_args__ = {"schema": "platform"}

    account_id: Mapped[int] = mapped_column(
        ForeignKey("platform.account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ExternalIdentity(Base):
    """Who an account is at the outside provider (внешний вход): linked by its owner, from their own page."""

    __tablename__ = "external_identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("account_id", "issuer"),
        {"schema": "platform"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"))
    issuer: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    linked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


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
        *indexed("organisation_id", "person_id"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)


class Invitation(TenantRow, Base):
    """An invitation (приглашение) that is answered by coming in; its link is made with the letter."""

    __tablename__ = "invitation"
    __table_args__ = (Index(None, "tenant_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    invited_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    invited_by: Mapped[int | None] = mapped_column(BigInteger)
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    cancelled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Substitution(RegisterRow, Base):
    """Somebody stands in for an absent person (замещение): holds their roles and offices for these days."""

    __tablename__ = "substitution"
    __table_args__ = (Index(None, "tenant_id", "absent_id"), Index(None, "tenant_id", "substitute_id"))

    absent_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    substitute_id: Mapped[int] = mapped_column(
        ForeignKey("platform.account.id", ondelete="CASCADE"), index=True
    )
    basis: Mapped[str | None] = mapped_column(Text)


class Deactivation(TenantRow, Base):
    """A person shut out of the tenant (отключение): which roles ended with it, so that they can come back."""

    __tablename__ = "deactivation"
    __table_args__ = (
        Index(None, "tenant_id", "account_id"),
        Index(
            "ix_deactivation_open",
            "tenant_id",
            "account_id",
            unique=True,
            postgresql_where=text("reactivated_at IS NULL"),
        ),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str | None] = mapped_column(Text)
    memberships: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    deactivated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    deactivated_by: Mapped[int | None] = mapped_column(BigInteger)
    reactivated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reactivated_by: Mapped[int | None] = mapped_column(BigInteger)


class FactorPolicy(TenantRow, Base):
    """Whose roles need the second step (вход с кодом обязателен); the latest row is in force."""

    __tablename__ = "factor_policy"

    roles: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    set_by: Mapped[int | None] = mapped_column(BigInteger)


class ApiToken(TenantRow, Base):
    """A token for a neighbouring system (токен доступа): one role in one tenant, digest only.

    A school role is that of one organisation; `expires_on` is the last day, none for a token without end.
    """

    __tablename__ = "api_token"
    __table_args__ = (
        CheckConstraint(ROLE_CHECK, name="role"),
        UniqueConstraint("tenant_id", "digest"),
        refers("organisation_id", "organisation"),
        *indexed("organisation_id"),
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
