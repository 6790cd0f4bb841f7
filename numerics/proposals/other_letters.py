"""Certificates with other expressions in the place of letters."""

from collections.abc import Mapping
from dataclasses import fields

from sympy import Basic

from theory.algebra.positivity.certificate import Certificate
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced

__all__ = ["with_letters"]


def with_letters(certificate: Certificate, values: Mapping[Basic, Expression]) -> Certificate:
    """The certificate with each letter replaced by its value."""

    def at(argument: Expression) -> Expression:
        match argument:
            case Certificate():
                return with_letters(argument, values)
            case tuple():
                return tuple(map(at, argument))
            case Basic():
                return replaced(argument, values)
        return argument

    return type(certificate)(*(at(getattr(certificate, f.name)) for f in fields(certificate)))
