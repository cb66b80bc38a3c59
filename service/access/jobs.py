"""Jobs of access: letters with one-time links to people who were invited by a list; one letter each."""

from typing import Any

from service.access.actions.inviting import wanted
from service.access.actions.roles import may_be_linked
from service.access.names import AccessEvent
from service.access.queries.people import invitation
from service.access.sessions import issue_link
from service.core.language import N_, translate
from service.jobs.work import workshop
from service.tenancy.scope import Scope
from service.web.post import BODIES, SUBJECTS, Letter, Refused

PURPOSE = "invitation"
KNOWN = N_("Вам дали роль в этом районе. Войдите со своей почтой и паролем:")


def send_invitation(scope: Scope, subject_id: int, **_: Any) -> bool:
    """Make a link and send it; what the network raises rolls the link back and is tried again.

    Somebody who works in another tenant has a way in already and is told of the role alone.
    """
    row, account = invitation(scope.db, subject_id)
    if row.sent_at is not None or not wanted(scope, row, account):
        return False
    given = workshop()
    language, place = account.language, given.settings.public_url
    if may_be_linked(scope, account):
        said = BODIES[PURPOSE]
        link = f"{place}/account/link/{issue_link(scope.db, account, PURPOSE, scope.now)}"
    else:
        said, link = KNOWN, f"{place}/{scope.tenant.slug}/"
    letter = Letter(
        to=account.email,
        subject=translate(SUBJECTS[PURPOSE], language),
        text=f"{scope.tenant.title(language)}\n\n{translate(said, language)}\n\n{link}\n",
        message_id=f"<invitation-{row.id}.{scope.tenant.slug}@metodsluzhba>",
    )
    try:
        given.post.send(letter)
    except Refused:
        scope.record(AccessEvent.INVITATION_REFUSED, row)
        return False
    row.sent_at = scope.now
    return True


JOBS = {"access.send_invitation": send_invitation}
