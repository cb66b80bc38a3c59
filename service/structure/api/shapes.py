"""What the API of structure gives."""

from marshmallow import Schema, fields

from service.core.language import N_
from service.structure.names import UnitOffice
from service.structure.schema import HolderRecord
from service.web.shapes import VerdictRecord


class MemberRecord(Schema):
    """A person in a unit."""

    id = fields.Int()
    unit_id = fields.Int()
    person_id = fields.Int()
    name = fields.Str(allow_none=True)
    office = fields.Str(metadata={"enum": list(UnitOffice)})
    consent_on = fields.Date(allow_none=True)
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    version = fields.Int()


class AssignmentRecord(Schema):
    """A function held by somebody."""

    id = fields.Int()
    function = fields.Str()
    person_id = fields.Int(allow_none=True)
    unit_id = fields.Int(allow_none=True)
    support = fields.List(fields.Str())
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    version = fields.Int()


class LevelRecord(Schema):
    """A level of the service."""

    code = fields.Str()
    title = fields.Str()
    units = fields.Int(metadata={"description": N_("Сколько единиц на этом уровне.")})


class NodeRecord(Schema):
    """A unit as the tree shows it."""

    id = fields.Int()
    parent_id = fields.Int(allow_none=True)
    kind = fields.Str()
    level = fields.Str()
    name = fields.Str()
    coordinator = fields.Bool()
    head = fields.Str(allow_none=True, metadata={"description": N_("Кто руководит; null, если никто.")})
    contact = fields.Str(allow_none=True)
    members = fields.Int(metadata={"description": N_("Сколько людей в единице.")})
    works = fields.Bool(
        metadata={"description": N_("Введена в действие: совету для этого нужно своё положение.")}
    )


class KindRecord(Schema):
    """A kind of unit that the regulation names."""

    code = fields.Str()
    title = fields.Str()
    level = fields.Str()
    clause = fields.Str()
    required = fields.Bool(metadata={"description": N_("Положение требует такую единицу.")})


class PlacedAssociation(Schema):
    """An association as the tree shows it."""

    id = fields.Int()
    type = fields.Str(allow_none=True)
    name = fields.Str()
    unit_id = fields.Int(allow_none=True, metadata={"description": N_("Под какой единицей стоит.")})
    placed = fields.Bool(
        metadata={"description": N_("Стоит там, где велит положение, или место ему не предписано.")}
    )


class StructureRecord(Schema):
    """The whole structure on a day: units, what the regulation requires, what is missing."""

    on = fields.Date()
    levels = fields.List(fields.Nested(LevelRecord))
    units = fields.List(fields.Nested(NodeRecord))
    associations = fields.List(
        fields.Nested(PlacedAssociation),
        metadata={"description": N_("Методические объединения с их местом.")},
    )
    absent = fields.List(fields.Nested(KindRecord), metadata={"description": N_("Виды единиц, которых нет.")})
    verdicts = fields.List(
        fields.Nested(VerdictRecord), metadata={"description": N_("Что говорят о структуре правила.")}
    )


class MatrixRecord(Schema):
    """How the functions are spread on a day."""

    on = fields.Date()
    kind = fields.Str(
        metadata={"description": N_("Чем закрепляются функции: за специалистами или по уровням.")}
    )
    total = fields.Int()
    covered = fields.Int()
    verdict = fields.Nested(VerdictRecord, allow_none=True)


class FunctionCard(Schema):
    """A function with its holders on a day."""

    code = fields.Str()
    title = fields.Str()
    direction = fields.Str()
    level = fields.Str()
    clause = fields.Str()
    covered = fields.Bool()
    holders = fields.List(fields.Nested(HolderRecord))
