"""What the recipes of docs/new-district.md start from: an operator with a code, the files they name."""

from pathlib import Path

import pyotp
from sqlalchemy import make_url

from service.access.secrets import hash_password
from service.cli.demo_records.samples import write_samples
from service.config import Settings
from tests.database import superuser

EMAIL, PASSWORD = "operator@sluzhba.example", "Волна берег ковш 7"


def make_operator(settings: Settings) -> str:
    """An operator of the platform with a fresh second factor; the secret of their codes."""
    secret = pyotp.random_base32()
    with superuser(make_url(settings.database_url).database or "") as admin:
        admin.execute(
            "INSERT INTO platform.account (email, name, password_hash, totp_secret, is_operator)"
            " VALUES (%s, 'Оператор службы', %s, %s, true)"
            " ON CONFLICT (email) DO UPDATE SET totp_secret = excluded.totp_secret, totp_last = NULL",
            [EMAIL, hash_password(PASSWORD), secret],
        )
    return secret


def sample_files(folder: Path) -> dict[str, Path]:
    """The files that a recipe takes as given."""
    sheet, _page = write_samples(folder)
    return {sheet.name: sheet}


DISTRICT = (
    "Оператор заводит район", "Первый день администратора", "Свой акт: одно правило", "Свой акт целиком",
)  # fmt: skip
REGION = ("Оператор заводит регион", "Регион принимает свой акт")
"""The parts of the recipe by screens, each the heading of its steps."""
