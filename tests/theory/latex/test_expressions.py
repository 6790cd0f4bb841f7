import os
import subprocess
import sys

import pytest
from sympy import (
    Add,
    BlockMatrix,
    Function,
    HadamardProduct,
    Identity,
    Integer,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    Min,
    Mul,
    Q,
    Rational,
    Sum,
    Symbol,
    Trace,
    ZeroMatrix,
    exp,
    sqrt,
    symbols,
)
from sympy.core.basic import Basic

from tests.theory.latex.balance import require_balanced
from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, Variance
from theory.latex import expression_latex

d, M, n = symbols("d M n", integer=True, positive=True)
H, Psi = PositiveDefiniteMatrix("H", d), PositiveSemidefiniteMatrix("Psi", d)
A, Gamma, Gamma_star = (MatrixSymbol(name, d, d) for name in ("A", "Gamma", "Gamma_star"))
b, k, beta, beta_star = (MatrixSymbol(name, d, 1) for name in ("b", "k", "beta", "beta_star"))
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
y = MatrixSymbol("y", M, 1)
sigma2, tau, mu, lambda_bar = symbols("sigma2 tau mu lambda_bar", nonnegative=True)
HALF = Rational(1, 2)

GOLDEN = {
    "second moment": (
        Trace(A * H) / M * H + H * A * H + H * A.T * H / M,
        r"\mathbf{H} \mathbf{A} \mathbf{H} + \frac{1}{M} \bigl(\mathbf{H} \mathbf{A}^{\top} \mathbf{H}"
        r" + \operatorname{tr}(\mathbf{A} \mathbf{H})\, \mathbf{H}\bigr)",
    ),
    "expectation": (
        Expectation(X.T * A * X),
        r"\mathbb{E}[\mathbf{X}^{\top} \mathbf{A} \mathbf{X}]",
    ),
    "optimal step size": (
        Psi * Inverse((M + 1) / M * H * Psi + tau / M * Identity(d)),
        r"\boldsymbol{\Psi} \left(\frac{M + 1}{M} \mathbf{H} \boldsymbol{\Psi}"
        r" + \frac{\tau}{M} \mathbf{I}_{d}\right)^{-1}",
    ),
    "risk": (
        sigma2 / M * Trace(H * Gamma * H * Gamma.T) - 2 * Trace(H * Gamma * H * Psi) + Trace(H * Psi),
        r"\operatorname{tr}(\mathbf{H} \boldsymbol{\Psi})"
        r" - 2 \operatorname{tr}(\mathbf{H} \boldsymbol{\Gamma} \mathbf{H} \boldsymbol{\Psi})"
        r" + \frac{\sigma^{2}}{M} "
        r"\operatorname{tr}(\mathbf{H} \boldsymbol{\Gamma} \mathbf{H} \boldsymbol{\Gamma}^{\top})",
    ),
    "error": (
        mu * (mu / M + lambda_bar) / ((M + 1) * mu / M + lambda_bar),
        r"\frac{\mu \left(\bar{\lambda} + \frac{\mu}{M}\right)}{\bar{\lambda} + \frac{(M + 1) \mu}{M}}",
    ),
    "signal": (Trace(H * Psi) + sigma2, r"\operatorname{tr}(\mathbf{H} \boldsymbol{\Psi}) + \sigma^{2}"),
    "norm": (Trace(b.T * H * b), r"\lVert \mathbf{b} \rVert_{\mathbf{H}}^{2}"),
    "norm, cyclic": (Trace(H * b * b.T), r"\lVert \mathbf{b} \rVert_{\mathbf{H}}^{2}"),
    "norm, squared": (Trace(b.T * H * b) ** 2, r"\lVert \mathbf{b} \rVert_{\mathbf{H}}^{4}"),
    "norm itself": (sqrt(Trace(b.T * b)), r"\lVert \mathbf{b} \rVert"),
    "norm of an image": (
        Trace(b.T * Gamma.T * H * Gamma * b),
        r"\lVert \boldsymbol{\Gamma} \mathbf{b} \rVert_{\mathbf{H}}^{2}",
    ),
    "norm of a difference": (
        Trace((beta - beta_star).T * H * (beta - beta_star)) / (M + 1),
        r"\frac{1}{M + 1} \lVert \boldsymbol{\beta} - \boldsymbol{\beta}^{\star} \rVert_{\mathbf{H}}^{2}",
    ),
    "no norm of an indefinite form": (Trace(b.T * A * b), r"\mathbf{b}^{\top} \mathbf{A} \mathbf{b}"),
    "inner product": (2 * Trace(b.T * k), r"2 \mathbf{b}^{\top} \mathbf{k}"),
    "inner products among others": (
        Trace(b.T * k) * Trace(k.T * beta) * H,
        r"(\mathbf{b}^{\top} \mathbf{k}) (\mathbf{k}^{\top} \boldsymbol{\beta})\, \mathbf{H}",
    ),
    "inner product, squared": (Trace(b.T * H * k) ** 2, r"(\mathbf{b}^{\top} \mathbf{H} \mathbf{k})^{2}"),
    "step": (
        beta + Gamma * X.T * (y - X * beta) / M,
        r"\boldsymbol{\beta} + "
        r"\frac{1}{M} \boldsymbol{\Gamma} \mathbf{X}^{\top} (\mathbf{y} - \mathbf{X} \boldsymbol{\beta})",
    ),
    "superscripts merge": (Gamma_star.T * H, r"\boldsymbol{\Gamma}^{\star\top} \mathbf{H}"),
    "superscripts that do not": (Inverse(Gamma_star), r"(\boldsymbol{\Gamma}^{\star})^{-1}"),
    "inverse transpose": (Inverse(A.T), r"\mathbf{A}^{-\top}"),
    "roots": (MatPow(H, HALF) * Psi * MatPow(H, HALF), r"\mathbf{H}^{1/2} \boldsymbol{\Psi} \mathbf{H}^{1/2}"),
    "power of σ²": (sigma2**2, r"\sigma^{4}"),
    "root of σ²": (sqrt(sigma2), r"\sigma"),
    "one over σ²": (1 / sigma2, r"\frac{1}{\sigma^{2}}"),
    "identity first": (Identity(d) - Gamma * H, r"\mathbf{I}_{d} - \boldsymbol{\Gamma} \mathbf{H}"),
    "identity last": (sigma2 * Identity(M) + X * X.T, r"\mathbf{X} \mathbf{X}^{\top} + \sigma^{2} \mathbf{I}_{M}"),
    "positive first": (1 - M, "1 - M"),
    "falling powers": (M - 2 + M**2, "M^{2} + M - 2"),
    "no positive term": (-Trace(A) - Trace(H), r"-\operatorname{tr}(\mathbf{A}) - \operatorname{tr}(\mathbf{H})"),
    "minus in a bracket": (H * (-A), r"-\mathbf{H} \mathbf{A}"),
    "number before a number": (2 * 3**n, r"2 \cdot 3^{n}"),
    "half": (Trace(A) / 2, r"\frac{1}{2} \operatorname{tr}(\mathbf{A})"),
    "coefficient": ((1 + 1 / M) * H, r"\left(1 + \frac{1}{M}\right) \mathbf{H}"),
    "common denominator of a coefficient": (
        (Trace(A) / M + sigma2 / M) * H,
        r"\frac{\operatorname{tr}(\mathbf{A}) + \sigma^{2}}{M} \mathbf{H}",
    ),
    "quotient of traces": (
        Trace(A) ** 2 / (Trace(H) + sigma2),
        r"\frac{\operatorname{tr}(\mathbf{A})^{2}}{\operatorname{tr}(\mathbf{H}) + \sigma^{2}}",
    ),
    "cancelled": (MatAdd(H, MatMul(MatAdd(b, MatMul(-1, b)), b.T)), r"\mathbf{H}"),
    "nothing left": (MatAdd(b, MatMul(-1, b)), r"\mathbf{0}"),
    "blocks": (
        BlockMatrix([[X.T, b], [y.T, ZeroMatrix(1, 1)]]),
        r"\begin{pmatrix} \mathbf{X}^{\top} & \mathbf{b} \\[2pt] \mathbf{y}^{\top} & 0 \end{pmatrix}",
    ),
    "zero": (ZeroMatrix(d, 1), r"\mathbf{0}"),
    "sum": (Sum(mu, (n, 1, d)), r"\sum_{n=1}^{d} \mu"),
    "minimum": (Min(mu, lambda_bar), r"\min\{\bar{\lambda}, \mu\}"),
    "exponential": (exp(-2 * mu), r"e^{-2 \mu}"),
    "tall exponential": (exp(-mu / M), r"\exp\left(-\frac{\mu}{M}\right)"),
    "function": (Function("f")(mu), r"f(\mu)"),
    "entry": (H[0, 1], r"[\mathbf{H}]_{0,1}"),
    "definite": (Q.positive_definite(H), r"\mathbf{H} \succ 0"),
    "relation": (sigma2 + Trace(H) > 0, r"\operatorname{tr}(\mathbf{H}) + \sigma^{2} > 0"),
}


@pytest.mark.parametrize(("expression", "printed"), GOLDEN.values(), ids=list(GOLDEN))
def test_is_written_as_in_a_textbook(expression: Basic, printed: str) -> None:
    assert expression_latex(expression) == printed
    require_balanced(printed)


def test_the_order_of_terms_does_not_depend_on_how_a_sum_was_built() -> None:
    terms = [H * A * H, H * A.T * H / M, Trace(A * H) / M * H, -tau * Identity(d)]
    assert len({expression_latex(MatAdd(*terms[i:], *terms[:i])) for i in range(4)}) == 1
    scalars = [Trace(A), sigma2, -tau / M, Trace(H) / M, Integer(3)]
    assert len({expression_latex(Add(*scalars[i:], *scalars[:i], evaluate=False)) for i in range(5)}) == 1


def test_the_order_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "from tests.theory.latex.test_expressions import GOLDEN, expression_latex;"
        "print([expression_latex(e) for e, _ in GOLDEN.values()])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_an_expectation_may_be_conditional() -> None:
    w = MatrixNormal("w", ZeroMatrix(d, 1), Psi, Identity(1))
    assert expression_latex(Expectation(X * w, given=[X])) == r"\mathbb{E}[\mathbf{X} \mathbf{w} \mid \mathbf{X}]"


def test_a_variance_is_written_out() -> None:
    w = MatrixNormal("w", ZeroMatrix(d, 1), Psi, Identity(1))
    printed = expression_latex(Variance(Trace(w.T * b)))
    assert (
        printed
        == r"\mathbb{E}\bigl[(\mathbf{w}^{\top} \mathbf{b})^{2}\bigr] - \mathbb{E}[\mathbf{w}^{\top} \mathbf{b}]^{2}"
    )


def test_what_is_not_known_is_left_to_sympy_and_named_in_a_comment() -> None:
    printed = expression_latex(HadamardProduct(A, H) + H)
    assert printed == "% HadamardProduct: printed by SymPy\n" + r"\mathbf{H} + \mathbf{A} \circ \mathbf{H}"

    class Novelty(MatrixExpr):
        shape = property(lambda self: (d, d))

    comment, formula = expression_latex(Novelty(A) * H).split("\n")
    assert comment == "% Novelty: printed by SymPy"
    assert formula == r"\operatorname{Novelty}\left(\mathbf{A}\right) \mathbf{H}"


HOSTILE = ("a\\b", "}{", "100%", "#1", "$x$", "a^b", "a~b", "a\nb", "&", "__", "Ж", "\\end{x}", " ")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_printed_as_text(name: str) -> None:
    for expr in (Symbol(name), MatrixSymbol(name, d, d).T, Function(name)(mu), Symbol(name) ** 2):
        printed = expression_latex(expr)
        require_balanced(printed)
        assert printed.startswith(r"\text{")
        assert "\n" not in printed
        assert not any(f"{c}" in printed.replace(f"\\{c}", "") for c in "%#$&" if c in name)


def test_a_product_of_many_kinds_keeps_every_factor() -> None:
    product = Mul(-3, M, 1 / (M + 1), sigma2, Trace(A), Trace(b.T * k), evaluate=False)
    assert expression_latex(product) == (
        r"-\frac{3 M \sigma^{2}}{M + 1} (\mathbf{b}^{\top} \mathbf{k}) \operatorname{tr}(\mathbf{A})"
    )
