"""The workshop of jobs (мастерская заданий): what the worker and the command line give to a job."""

from service.config import Settings
from service.jobs.work import Workshop
from service.modules import CARDS
from service.settings.queries import ProfileStore
from service.tenancy.context import make_engine
from service.tenancy.directory import Directory
from service.web.post import Post


def workshop_of(settings: Settings) -> Workshop:
    """What jobs are given; `permissions` are all, since a job acts for an event that was allowed."""
    engine = make_engine(settings.database_url, pool_size=2, max_overflow=3)
    granted = frozenset(str(permission) for card in CARDS for permission in card.grants)
    return Workshop(
        engine=engine,
        find_tenant_by_id=Directory(engine).by_id,
        load_profile=ProfileStore().standing,
        permissions=granted,
        jobs={name: job for card in CARDS for name, job in card.jobs.items()},
        files=settings.files,
        settings=settings,
        post=Post(settings.smtp_url, settings.mail_from, settings.mail_file),
        modules=CARDS,
    )
