"""The second step of signing in (вход с кодом): turned on with spare codes, turned off, spare codes spent."""

import secrets
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.access.model import Account, RecoveryCode
from service.access.secrets import digest

CODES = 10
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are taken for each other."""
GROUPS, GROUP = 3, 4
LONGEST_OF_APPLICATION = 8


def turn_on(db: Session, account: Account, secret: str, step: int) -> list[str]:
    """Ask for codes from now on; returns the spare codes, shown this once."""
    account.totp_secret, account.totp_last = secret, step
    return renew_codes(db, account)


def turn_off(db: Session, account: Account) -> None:
    """Ask for no codes any more; spare ones are worthless."""
    account.totp_secret = account.totp_last = None
    db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def renew_codes(db: Session, account: Account) -> list[str]:
    """New spare codes (запасные коды) in place of the earlier ones; only digests are kept."""
    db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    made = [_code() for _ in range(CODES)]
    db.add_all(RecoveryCode(account_id=account.id, digest=digest(plain(one))) for one in made)
    db.flush()
    return made


def _code() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def plain(code: str) -> str:
    """A spare code as it is compared: without hyphens and spaces, in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def codes_left(db: Session, account_id: int) -> int:
    """How many spare codes an account has not spent."""
    unused = select(func.count()).select_from(RecoveryCode)
    mine = unused.where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return db.execute(mine).scalar_one()


def spend(db: Session, account_id: int, code: str, now: datetime) -> bool:
    """Use a spare code up; of two who send the same one only the first comes in."""
    given = plain(code)
    if len(given) <= LONGEST_OF_APPLICATION:
        return False
    mine = update(RecoveryCode).where(
        RecoveryCode.account_id == account_id,
        RecoveryCode.digest == digest(given),
        RecoveryCode.used_at.is_(None),
    )
    return db.execute(mine.values(used_at=now).returning(RecoveryCode.digest)).scalar() is not None
