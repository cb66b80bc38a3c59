"""The register of news and mailings (новости и рассылки)."""

from service.core.language import N_
from service.portal.model import News
from service.portal.names import PortalPermission
from service.web.register import Field, Kind, Register

NEWS = Register(
    name="news",
    address="portal/news",
    module="info_portal",
    title=N_("Новости и рассылки"),
    one=N_("Новость"),
    about=N_(
        "О чём служба сообщала. Новости видны посторонним, если на открытой странице есть такой раздел."
    ),
    model=News,
    label="title",
    read=PortalPermission.READ,
    write=PortalPermission.WRITE,
    latest="on",
    lives=False,
    add=N_("Добавить новость"),
    fields=(
        Field("title", N_("Заголовок"), required=True),
        Field("on", N_("Дата"), Kind.DATE, required=True),
        Field(
            "kind",
            N_("Вид"),
            Kind.CHOICE,
            required=True,
            choices={"news": N_("новость"), "mailing": N_("рассылка")},
        ),
        Field("audience", N_("Для кого"), longest=300),
        Field("url", N_("Адрес публикации"), longest=500, listed=False),
        Field("text", N_("Текст"), Kind.LONG, longest=10_000, listed=False),
    ),
)
