"""Whose account an outside identity is (связь с внешним входом): by a link, else by a verified address."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.access.external import Claims
from service.access.model import Account, ExternalIdentity
from service.access.queries.people import by_email
from service.core.errors import Invalid
from service.core.language import N_

NOT_VERIFIED = N_(
    "Внешний вход не подтвердил вашу почту. Войдите паролем и свяжите учётные записи на своей странице."
)
NO_ACCOUNT = N_("Учётной записи с такой почтой здесь нет. Её создаёт администратор вашего района.")
CLOSED = N_("Учётная запись закрыта. Обратитесь к администратору района.")
LINKED_ELSEWHERE = N_("Учётная запись связана с другим внешним входом. Войдите паролем.")
TAKEN = N_("С этим внешним входом уже связана другая учётная запись.")


def account_of(db: Session, claims: Claims) -> Account:
    """The account of an outside identity; raises Invalid saying why there is none. None is ever created."""
    linked_to = select(Account).join(ExternalIdentity, ExternalIdentity.account_id == Account.id)
    named = ExternalIdentity.issuer == claims.issuer, ExternalIdentity.subject == claims.subject
    account = db.execute(linked_to.where(*named)).scalar_one_or_none()
    if account is None:
        if not claims.verified or not claims.email:
            raise Invalid(NOT_VERIFIED)
        account = by_email(db, claims.email)
        if account is None:
            raise Invalid(NO_ACCOUNT)
        if linked(db, account.id, claims.issuer) is not None:
            raise Invalid(LINKED_ELSEWHERE)
    if account.disabled_at is not None:
        raise Invalid(CLOSED)
    return account


def linked(db: Session, account_id: int, issuer: str) -> ExternalIdentity | None:
    """The outside identity that an account is linked with."""
    mine = select(ExternalIdentity).where(ExternalIdentity.account_id == account_id)
    return db.execute(mine.where(ExternalIdentity.issuer == issuer)).scalar_one_or_none()


def link(db: Session, account: Account, issuer: str, subject: str, now: datetime) -> ExternalIdentity:
    """Link an account with an outside identity, in place of an earlier one; raises Invalid for another's."""
    theirs = select(ExternalIdentity.account_id).where(
        ExternalIdentity.issuer == issuer, ExternalIdentity.subject == subject
    )
    if db.execute(theirs).scalar() not in (None, account.id):
        raise Invalid(TAKEN)
    unlink(db, account.id, issuer)
    made = ExternalIdentity(account_id=account.id, issuer=issuer, subject=subject, linked_at=now)
    db.add(made)
    db.flush()
    return made


def unlink(db: Session, account_id: int, issuer: str) -> None:
    """End the link of an account with the provider."""
    mine = delete(ExternalIdentity).where(ExternalIdentity.account_id == account_id)
    db.execute(mine.where(ExternalIdentity.issuer == issuer))
