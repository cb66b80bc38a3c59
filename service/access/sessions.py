"""Signing in and out, links that work once: accounts only, no tenant."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.access.model import Account, OneTimeLink, SignIn
from service.access.queries import IDLE, by_email
from service.access.second_step import spend
from service.access.secrets import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    digest,
    hash_password,
    new_secret,
    password_matches,
    totp_step,
)
from service.core.errors import FieldProblem, Invalid

SIGNED_IN_FOR = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
LINK_LASTS = {"invitation": timedelta(days=7), "reset": timedelta(hours=2)}
WRONG = "Адрес или пароль не подходят."


@dataclass(frozen=True)
class Browser:
    """Where a sign-in comes from."""

    address: str | None
    agent: str | None


def check_password(db: Session, email: str, password: str) -> Account:
    """The account whose password this is; the same words and time whatever was wrong."""
    account = by_email(db, email)
    usable = account is not None and account.disabled_at is None
    stored = account.password_hash if account and usable else None
    matches = password_matches(stored, password[:LONGEST_PASSWORD])
    if account is None or not matches:
        raise Invalid(WRONG)
    return account


def check_own_password(account: Account, password: str) -> None:
    """Ask the signed-in person for the present password before a change; raises Invalid."""
    if not password_matches(account.password_hash, password[:LONGEST_PASSWORD]):
        raise Invalid(fields=(FieldProblem("old", "Прежний пароль не подходит."),))


def check_code(db: Session, account_id: int, code: str, now: datetime) -> Account:
    """The account, once its one-time code or a spare one is right and not used before.

    Two at once are told apart: the account is locked.
    """
    account = db.get(Account, account_id, with_for_update=True)
    if account is not None and account.disabled_at is not None:
        account = None
    secret = account.totp_secret if account else None
    step = totp_step(secret, code, now.timestamp(), account.totp_last) if account and secret else None
    if account is not None and secret and step is None and spend(db, account.id, code, now):
        return account
    if account is None or step is None:
        raise Invalid(fields=(FieldProblem("code", "Код не подходит. Введите новый код из приложения."),))
    account.totp_last = step
    return account


def open_browser(db: Session, account: Account, browser: Browser, now: datetime) -> str:
    """Begin a sign-in; returns the secret for the cookie. Every sign-in has a new one."""
    secret = new_secret()
    db.add(
        SignIn(
            digest=digest(secret),
            account_id=account.id,
            address=browser.address,
            agent=(browser.agent or "")[:200],
            created_at=now,
            seen_at=now,
            expires_at=now + SIGNED_IN_FOR,
        )
    )
    account.entered_at = now
    over = (SignIn.expires_at < now) | (SignIn.seen_at < now - IDLE)
    db.execute(delete(SignIn).where(SignIn.account_id == account.id, over))
    return secret


def keep_alive(db: Session, secret: str, seen_at: datetime, now: datetime) -> bool:
    """Note that a browser is in use, every few minutes; returns whether there is something to commit."""
    if now - seen_at < SEEN_EVERY:
        return False
    mine = update(SignIn).where(SignIn.digest == digest(secret), SignIn.seen_at < now - SEEN_EVERY)
    db.execute(mine.values(seen_at=now).execution_options(synchronize_session=False))
    return True


def close_browser(db: Session, secret: str | None) -> None:
    """Sign out; the old cookie is worthless from now on."""
    if secret:
        db.execute(delete(SignIn).where(SignIn.digest == digest(secret)))


def close_one(db: Session, account_id: int, sign_in_id: int) -> bool:
    """End one sign-in of an account by its number; whether there was one."""
    mine = delete(SignIn).where(SignIn.account_id == account_id, SignIn.id == sign_in_id)
    return db.execute(mine.returning(SignIn.id)).scalar() is not None


def close_others(db: Session, account_id: int, keep: str | None) -> None:
    """Sign the account out everywhere except in one browser."""
    others = delete(SignIn).where(SignIn.account_id == account_id)
    db.execute(others.where(SignIn.digest != digest(keep)) if keep else others)


def issue_link(db: Session, account: Account, purpose: str, now: datetime) -> str:
    """A secret for a link that works once; an earlier unused one stops working."""
    db.execute(
        update(OneTimeLink)
        .where(OneTimeLink.account_id == account.id, OneTimeLink.used_at.is_(None))
        .values(used_at=now)
    )
    secret = new_secret()
    db.add(
        OneTimeLink(
            digest=digest(secret),
            account_id=account.id,
            purpose=purpose,
            expires_at=now + LINK_LASTS[purpose],
        )
    )
    return secret


def link_owner(db: Session, secret: str, now: datetime) -> Account | None:
    """Whose unused, unexpired link this is."""
    return db.execute(
        select(Account)
        .join(OneTimeLink, OneTimeLink.account_id == Account.id)
        .where(
            OneTimeLink.digest == digest(secret), OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now
        )
        .where(Account.disabled_at.is_(None))
    ).scalar_one_or_none()


def use_link(db: Session, secret: str, password: str, now: datetime) -> Account:
    """Set a password by a link: the link is used up, every browser is signed out."""
    check_strength(password)
    account = link_owner(db, secret, now)
    taken = db.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.digest == digest(secret), OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now
        )
        .values(used_at=now)
    )
    if account is None or taken.rowcount != 1:  # type: ignore[attr-defined]
        raise Invalid("Ссылка уже использована или устарела. Попросите новую.")
    account.password_hash = hash_password(password)
    close_others(db, account.id, None)
    return account


def check_strength(password: str) -> None:
    """Refuse passwords that are too short, too long or only one character repeated."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or len(set(password)) < 5:
        raise Invalid(
            fields=(
                FieldProblem(
                    "password",
                    "Пароль должен быть не короче %(shortest)d знаков и не из одних повторов.",
                    {"shortest": SHORTEST_PASSWORD},
                ),
            )
        )
