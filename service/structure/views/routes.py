"""The addresses of the structure pages: one table."""

from flask import Blueprint

from service.structure.views import functions, members, services, tree, units

ROUTES = (
    ("", "tree", tree.tree, "GET"),
    ("/export.xlsx", "export", tree.export, "GET"),
    ("/start", "start", tree.start, "GET"),
    ("/start", "start_now", tree.start_now, "POST"),
    ("/units/new", "new", units.new, "GET"),
    ("/units/new", "create", units.create, "POST"),
    ("/units/<int:unit_id>", "card", units.card, "GET"),
    ("/units/<int:unit_id>/edit", "edit", units.edit, "GET"),
    ("/units/<int:unit_id>/edit", "change", units.change, "POST"),
    ("/units/<int:unit_id>/end", "end", units.end, "POST"),
    ("/units/<int:unit_id>/served", "serve", units.serve, "POST"),
    ("/units/<int:unit_id>/remove", "remove", units.remove, "POST"),
    ("/units/<int:unit_id>/members/new", "new_member", members.new, "GET"),
    ("/units/<int:unit_id>/members/new", "create_member", members.create, "POST"),
    ("/members/<int:member_id>/edit", "edit_member", members.edit, "GET"),
    ("/members/<int:member_id>/edit", "change_member", members.change, "POST"),
    ("/members/<int:member_id>/end", "end_member", members.end, "POST"),
    ("/services", "services", services.page, "GET"),
    ("/services/export.xlsx", "export_services", services.export, "GET"),
    ("/functions", "matrix", functions.matrix, "GET"),
    ("/functions/export.xlsx", "export_functions", functions.export, "GET"),
    ("/functions/<code>", "give", functions.give, "GET"),
    ("/functions/<code>", "give_now", functions.give_now, "POST"),
    ("/assignments/<int:assignment_id>/end", "take", functions.take, "POST"),
)


def pages() -> Blueprint:
    """The blueprint of the structure pages."""
    blueprint = Blueprint(
        "structure", __name__, template_folder="../templates", url_prefix="/<slug>/structure"
    )
    for address, name, view, method in ROUTES:
        blueprint.add_url_rule(address, name, view, methods=[method], strict_slashes=False)
    return blueprint
