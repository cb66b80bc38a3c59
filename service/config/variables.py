"""The variables of the environment (переменные окружения): the one list of their names, forms and meanings.

The operator's guide shows this very list; a test compares them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

EVERY = "все"
"""Stands where each program of the service needs a variable."""


class Form(StrEnum):
    """How a value is written."""

    DATABASE = "адрес postgresql://"
    QUEUE = "адрес redis://, rediss:// или unix://"
    WEB = "адрес http:// или https://"
    MAIL = "адрес smtp:// или smtps://"
    NUMBER = "целое число"
    SWITCH = "1 или 0"
    PATH = "каталог"
    LIST = "через запятую"
    PLACE = "адрес:порт"
    TEXT = "строка"


@dataclass(frozen=True)
class Variable:
    """One variable: its form, the default as written, which programs cannot do without it, what it means."""

    name: str
    form: Form
    about: str
    default: str = ""
    needed: tuple[str, ...] = ()
    least: int = 0
    most: int = 100_000
    secret: bool = False


VARIABLES = (
    Variable(
        "DATABASE_URL",
        Form.DATABASE,
        "Роль приложения mun_app: видит один район за раз.",
        needed=(EVERY,),
        secret=True,
    ),
    Variable(
        "REDIS_URL", Form.QUEUE, "Очередь заданий и счётчики: Valkey или Redis.", needed=(EVERY,), secret=True
    ),
    Variable(
        "SECRET_KEY",
        Form.TEXT,
        "Ключ подписи, не короче 32 знаков; одинаковый у всех программ.",
        needed=(EVERY,),
        secret=True,
    ),
    Variable("DATA", Form.PATH, "Загруженные файлы; письма, если почта не настроена.", default=".data"),
    Variable(
        "ASSETS_DIR", Form.PATH, "Готовые файлы оформления; в образе собраны заранее.", default="DATA/assets"
    ),
    Variable(
        "DATABASE_ADMIN_URL",
        Form.DATABASE,
        "Кто может создать роли и менять схему. Только для migrate и восстановления.",
        needed=("migrate", "restore"),
        secret=True,
    ),
    Variable(
        "DATABASE_COMPUTE_URL",
        Form.DATABASE,
        "Роль mun_compute: показатели всех районов.",
        needed=("scheduler",),
        secret=True,
    ),
    Variable(
        "DATABASE_REGION_URL", Form.DATABASE, "Роль mun_region: опубликованные сводки регионов.", secret=True
    ),
    Variable(
        "DATABASE_PLATFORM_URL",
        Form.DATABASE,
        "Роль mun_platform: события, журнал, список районов, страница оператора.",
        needed=("scheduler",),
        secret=True,
    ),
    Variable(
        "DATABASE_BACKUP_URL",
        Form.DATABASE,
        "Роль mun_backup: читает строки всех районов, только для копий.",
        needed=("backup", "restore"),
        secret=True,
    ),
    Variable(
        "PUBLIC_URL",
        Form.WEB,
        "Адрес, который набирают люди; https включает Secure у куки.",
        default="http://127.0.0.1:8000",
    ),
    Variable(
        "HOSTS",
        Form.LIST,
        "Имена, на которые служба отвечает.",
        default="под https: имя из PUBLIC_URL и localhost",
    ),
    Variable(
        "TRUSTED_PROXIES",
        Form.NUMBER,
        "Сколько своих прокси перед службой; им верят в адресе и X-Request-ID.",
        default="0",
        most=10,
    ),
    Variable("SMTP_URL", Form.MAIL, "Почтовый сервер; без него ссылки пишутся в DATA/mail.txt.", secret=True),
    Variable("MAIL_FROM", Form.TEXT, "Обратный адрес писем.", default="no-reply@localhost"),
    Variable("OIDC_ISSUER", Form.WEB, "Внешний вход: адрес поставщика OpenID Connect.", default="нет"),
    Variable("OIDC_CLIENT_ID", Form.TEXT, "Имя службы у поставщика внешнего входа."),
    Variable("OIDC_CLIENT_SECRET", Form.TEXT, "Её пароль у поставщика внешнего входа.", secret=True),
    Variable("OIDC_TITLE", Form.TEXT, "Как назвать внешний вход на кнопке.", default="имя из OIDC_ISSUER"),
    Variable(
        "UPLOAD_LIMIT_MB", Form.NUMBER, "Наибольший загружаемый файл, МБ.", default="10", least=1, most=1024
    ),
    Variable("METRICS", Form.SWITCH, "Отдавать /metrics; прокси наружу его не пускает.", default="0"),
    Variable("BIND", Form.PLACE, "Где слушает веб-сервер.", default="127.0.0.1:8000"),
    Variable("WEB_WORKERS", Form.NUMBER, "Процессов веб-сервера.", default="2", least=1, most=64),
    Variable("WEB_THREADS", Form.NUMBER, "Потоков в каждом.", default="4", least=1, most=64),
    Variable(
        "STOP_WITHIN",
        Form.NUMBER,
        "Секунд на то, чтобы закончить начатое после SIGTERM.",
        default="30",
        least=1,
        most=3600,
    ),
    Variable(
        "WAIT_WITHIN",
        Form.NUMBER,
        "Секунд ждать базу, очередь и схему при запуске.",
        default="60",
        most=3600,
    ),
    Variable("ALIVE_DIR", Form.PATH, "Где программы отмечаются живыми для проверки здоровья.", default="нет"),
    Variable(
        "SERVICE_PG_BIN", Form.PATH, "Программы PostgreSQL для копий и встроенного сервера.", default="найти"
    ),
    Variable("HOST", Form.TEXT, "Адрес демонстрации (make demo).", default="127.0.0.1"),
    Variable("PORT", Form.NUMBER, "Порт демонстрации (make demo).", default="8000", least=1, most=65_535),
)
BY_NAME = {one.name: one for one in VARIABLES}
NEAR = 0.85


def misspelt(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names of the environment that look like one of ours but are not: (name given, name meant)."""
    found = []
    for given in sorted(environ):
        if given in BY_NAME:
            continue
        near = [(_likeness(given, name), name) for name in BY_NAME if abs(len(given) - len(name)) <= 2]
        likeness, meant = max(near, default=(0.0, ""))
        if likeness >= NEAR:
            found.append((given, meant))
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
