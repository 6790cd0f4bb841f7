"""Pictures of what theorems claim, as numbers: each is computed here and drawn elsewhere."""

from proofs_checks.illustrations.catalogue import illustrations_of
from proofs_checks.illustrations.series import Curve, Illustration, Panel

__all__ = ["Curve", "Illustration", "Panel", "illustrations_of"]
