"""A model's constraints, asked of a row that is about to be written: in one query, not one each."""

from functools import cache

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q


def meets_constraints(row, changed=None):
    """Whether a row keeps the constraints of its model; which one it breaks, Django tells.

    Django asks the database once for each condition, with every column each time, which took
    half of a publish. Here one query asks for all, with the columns that they name.

    Args:
        row: a model's instance, saved or not.
        changed: the names of the fields that changed since the row was written, None for any.
            What is about none of them is kept as it was.
    """
    rules = row._meta.constraints
    if changed is not None:
        subjects = _subjects(type(row))
        rules = [rule for rule in rules if not subjects[rule.name].isdisjoint(changed)]
    checks = [rule.condition for rule in rules if isinstance(rule, CheckConstraint)]
    return not (checks and _breaks(row, Q(*checks))) and all(
        _is_kept(row, rule) for rule in rules if not isinstance(rule, CheckConstraint)
    )


def _breaks(row, condition):
    others = {"pk", *(field.name for field in row._meta.local_concrete_fields)}
    others -= condition.referenced_base_fields
    return not condition.check(row._get_field_expression_map(row._meta, others))


def _is_kept(row, rule):
    try:
        rule.validate(type(row), row)
    except ValidationError:
        return False
    return True


@cache
def _subjects(model):
    """Return {constraint's name: the names of the fields that it is about}."""
    every = Q()
    return {
        rule.name: {*getattr(rule, "fields", ()), *(rule.condition or every).referenced_base_fields}
        for rule in model._meta.constraints
    }
