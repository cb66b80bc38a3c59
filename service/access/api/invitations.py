"""The API of invitations: pending ones, sent again, cancelled, and many at once by a list."""

from typing import Any

from flask import Blueprint, g

from service.access.actions import inviting, listing
from service.access.actions.listing import Judged
from service.access.api.member_shapes import InvitationRecord, JudgedList, ListedDraft
from service.access.api.users import told
from service.access.listing import Line
from service.access.model import Invitation
from service.access.names import AccessPermission
from service.access.queries import people
from service.access.views.links import send_link
from service.access.views.users import by_hand
from service.core.language import N_, render
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_invitations", __name__, url_prefix=f"{PREFIX}/<slug>/invitations")
ONE = "/<int:invitation_id>"


@blueprint.get("")
@requires(AccessPermission.READ)
@accepts(query=ListQuestion())
@returns(InvitationRecord(), many=True, summary=N_("Приглашены, но ещё не вошли"))
def pending(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Invitations of people who have never come in."""
    rows = people.pending(g.scope.db, g.scope.today)
    return [{**told(held, account), **_of(row)} for row, account, held in rows]


def _of(row: Invitation, link: str | None = None) -> dict[str, Any]:
    return {"invitation_id": row.id, "invited_at": row.invited_at, "sent_at": row.sent_at, "link": link}


@blueprint.post(f"{ONE}/send")
@requires(AccessPermission.MANAGE)
@returns(InvitationRecord(), summary=N_("Прислать приглашение ещё раз; прежняя ссылка перестаёт действовать"))
def send_again(invitation_id: int) -> dict[str, Any]:
    """Send an invitation again."""
    account, secret = inviting.link_again(g.scope, invitation_id)
    send_link(account, "invitation", secret)
    return _answer(invitation_id, by_hand(secret))


@blueprint.post(f"{ONE}/cancel")
@requires(AccessPermission.MANAGE)
@returns(InvitationRecord(), summary=N_("Отменить приглашение: роли кончаются, ссылка не действует"))
def cancel(invitation_id: int) -> dict[str, Any]:
    """Cancel an invitation."""
    inviting.cancel(g.scope, invitation_id)
    return _answer(invitation_id)


def _answer(invitation_id: int, link: str | None = None) -> dict[str, Any]:
    row, account = people.invitation(g.scope.db, invitation_id)
    (held, *_) = people.roles_of(g.scope.db, account.id)
    return {**told(held, account), **_of(row, link)}


@blueprint.post("/list/preview")
@requires(AccessPermission.MANAGE)
@accepts(body=ListedDraft())
@returns(
    JudgedList(),
    summary=N_("Что будет с каждой строкой списка"),
    about=N_("Ничего не записывается. Роль – код или название, школа – код или название из реестра."),
)
def preview(body: dict[str, Any]) -> dict[str, Any]:
    """What would come of every row."""
    return {"items": [_told(one) for one in listing.judge(g.scope, _lines(body))]}


@blueprint.post("/list")
@requires(AccessPermission.MANAGE)
@accepts(body=ListedDraft())
@returns(
    JudgedList(),
    status=201,
    summary=N_("Пригласить по списку"),
    about=N_("Отклонённые строки пропускаются, новым людям уходят письма."),
)
def invite(body: dict[str, Any]) -> dict[str, Any]:
    """Give the roles of every row that is not refused."""
    return {"items": [_told(one) for one in listing.invite_listed(g.scope, _lines(body))]}


def _lines(body: dict[str, Any]) -> list[Line]:
    said = ("name", "email", "role", "school")
    return [
        Line(number, *(" ".join(row[name].split()) for name in said))
        for number, row in enumerate(body["rows"], start=1)
    ]


def _told(one: Judged) -> dict[str, Any]:
    return {
        "number": one.line.number,
        "name": one.line.name,
        "email": one.line.email,
        "status": one.status,
        "role": one.role,
        "organisation_id": one.organisation_id,
        "why": render(one.why) if one.why else None,
    }
