import numpy as np
import pytest
from sympy import Gt, Identity, Inverse, MatrixSymbol, Trace

from numerics import evaluate, rational_point
from numerics.values.binding import free_parameters
from tests.theory.rules.small import A, B, H, M, Psi, V, attained, b, claim, d, sigma2, state, v
from theory import Assumption, Minimum
from theory.algebra.vocabulary.scalars import inner, quad
from theory.moments.integrated_equality import equal
from theory.rules import CompleteSquare, DerivationError, derive

W = MatrixSymbol("W", M, d)
TAU = sigma2 + Trace(H * Psi)

QUADRATICS = {
    "vector": (v, quad(v, H) - 2 * inner(v, b), Inverse(H) * b, -quad(b, Inverse(H))),
    "matrix": (V, Trace(V * H * V.T) - 2 * Trace(V * A), A.T * Inverse(H), -Trace(A.T * Inverse(H) * A)),
    "two_weights": (
        V,
        Trace(H * V * (H + Psi) * V.T) - 2 * Trace(H * V * A) + sigma2,
        A.T * Inverse(H + Psi),
        sigma2 - Trace(H * A.T * Inverse(H + Psi) * A),
    ),
    "rectangular": (
        W,
        M * Trace(W * H * W.T) + Trace(W * A * W.T) + Trace(W * A.T * W.T),
        0 * W,
        0,
    ),
    "scalar_times_identity": (
        V,
        TAU * Trace(V * V.T) - Trace(V * A) + Trace(B),
        A.T / (2 * TAU),
        Trace(B) - Trace(A * A.T) / (4 * TAU),
    ),
}


def hypotheses():
    return (Assumption("varies", Gt(TAU, 0)),)


@pytest.mark.parametrize("name", sorted(QUADRATICS.keys() - {"rectangular"}))
def test_minimiser_and_value(name):
    variable, objective, at, value = QUADRATICS[name]
    statement = Minimum(objective, (variable,), (at,), value)
    theorem = claim(statement, CompleteSquare(variable), assumptions=hypotheses())
    derivation = derive(theorem)
    assert equal(derivation.end.minimizer[variable], at)
    assert equal(derivation.end.expression, value)
    assert derivation.unique
    assert attained(theorem)


@pytest.mark.parametrize("name", sorted(QUADRATICS.keys() - {"rectangular"}))
def test_nothing_near_or_far_is_smaller(name):
    variable, objective, at, value = QUADRATICS[name]
    rng = np.random.default_rng(1)
    point = rational_point(free_parameters(objective, at), rng, sizes={d: 3})
    least = evaluate(value, point)
    assert evaluate(objective, {**point, variable: evaluate(at, point)}) == least
    for scale in (1, 10**-3):
        for _ in range(20):
            shift = scale * rational_point((variable,), rng, sizes={d: 3})[variable]
            moved = {**point, variable: evaluate(at, point) + shift}
            assert evaluate(objective, moved) > least or not shift.any()


@pytest.mark.parametrize(
    ("variable", "objective"),
    [
        QUADRATICS["rectangular"][:2],
        (V, Trace(V * Psi * V.T) - 2 * Trace(V * A)),
        (V, -Trace(V * H * V.T)),
        (V, sigma2 * Trace(V * V.T)),
    ],
)
def test_weights_that_are_not_definite_are_refused(variable, objective):
    with pytest.raises(DerivationError, match=r"step 1 \(reason 1\) fails: .* ≻ 0 is not shown"):
        derive(claim(Minimum(objective, (variable,), (variable,), 0), CompleteSquare(variable)))


def test_a_weight_known_only_by_hypothesis():
    variable, objective, at, value = QUADRATICS["scalar_times_identity"]
    statement = Minimum(objective, (variable,), (at,), value)
    with pytest.raises(DerivationError, match="add a hypothesis"):
        derive(claim(statement, CompleteSquare(variable)))
    assert derive(claim(statement, CompleteSquare(variable), assumptions=hypotheses())).unique


@pytest.mark.parametrize(
    "objective",
    [
        Trace(V * A),
        Trace(V * H * V.T) ** 2,
        Trace(V * H * V),
        Trace(V * H * V.T) + Trace(H * V * V.T),
        Trace(V) ** 2 + Trace(V * V.T),
        Trace(V * V.T * V * V.T),
    ],
)
def test_other_shapes_are_refused(objective):
    with pytest.raises(DerivationError, match="is not a quadratic"):
        CompleteSquare(V).apply(state(objective))


def test_reads_as():
    assert str(CompleteSquare(V)) == "complete the square in V"
    assert Identity(d).shape == V.shape
