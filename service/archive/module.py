"""The card of archives."""

from service.archive import api, views
from service.archive.jobs import JOBS
from service.archive.names import EVENT_WORDS, GRANTS, ArchivePermission
from service.core.language import N_
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="archive",
    title=N_("Архив района"),
    blueprints=(views.blueprint, api.blueprint),
    grants=GRANTS,
    jobs=JOBS,
    events=EVENT_WORDS,
    collections={"api_archives": N_("Архив района")},
    menu=(MenuItem("archive.listing", N_("Архив района"), SERVICE, ArchivePermission.EXPORT, "archive"),),
)
