"""tensorgrad (AGPL; the extra ``yardsticks``, which nothing else needs): symbolic sizes, as the engine has them.

Run as a script with the name of a piece of work, it prints seconds and terms; it runs in a process of its own, which is
ended after ``LIMIT`` seconds.
"""

import subprocess
import sys
from importlib.util import find_spec
from time import perf_counter
from typing import Any

__all__ = ["WORK", "seconds"]

LIMIT = 120


def seconds(work: str) -> str:
    """Time of tensorgrad for it, its import left out."""
    if find_spec("tensorgrad") is None:
        return "not installed (pip install 'theorycheck[yardsticks]'), skipped"
    try:
        ran = subprocess.run(
            [sys.executable, __file__, work], capture_output=True, text=True, check=True, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        return f"none within {LIMIT} s"
    return ran.stdout.strip()


def _law(X: Any, M: Any, H: Any) -> dict[str, Any]:
    """Rows i.i.d. N(0, H)."""
    from tensorgrad import Delta

    return {"covar": Delta(M, "m", "m2") @ H.rename(j="i2"), "covar_names": {"m": "m2", "i": "i2"}}


def _word(letters: str) -> Any:
    """E[S A S …] with a letter between every two S = XᵀX."""
    from sympy import symbols
    from tensorgrad import Variable
    from tensorgrad.extras.expectation import Expectation

    d, M = symbols("d M")
    X, H = Variable("X", m=M, i=d), Variable("H", i=d, j=d).with_symmetries("i j")
    product = X.rename(i="e0") @ X.rename(i="e1")
    for n, name in enumerate(letters):
        a, b, c = (f"e{2 * n + k}" for k in (1, 2, 3))
        product = product @ Variable(name, i=d, j=d).rename(i=a, j=b) @ (X.rename(i=b) @ X.rename(i=c))
    return Expectation(product, X, **_law(X, M, H))


def _risk_of_one_step() -> Any:
    """E[⟨β + ΓXᵀ(y − Xβ) − w, x⟩²], y = Xw + ε: queries, noise, tasks and inputs integrated in this order."""
    from sympy import symbols
    from tensorgrad import Variable
    from tensorgrad.extras.expectation import Expectation

    d, M = symbols("d M")
    H, Psi = (Variable(name, i=d, j=d).with_symmetries("i j") for name in ("H", "Psi"))
    X, noise = Variable("X", m=M, i=d), Variable("noise", m=M)
    w, x, beta, beta_star = (Variable(name, i=d) for name in ("w", "x", "beta", "beta_star"))
    gradient = X @ (X @ (w - beta) + noise)
    error = (beta + Variable("Gamma", i=d, j=d).rename(j="k") @ gradient.rename(i="k") - w) @ x
    names = {"i": "i2"}
    risk = Expectation(error * error, x, covar=H.rename(j="i2"), covar_names=names)
    risk = Expectation(Expectation(risk, noise), w, mu=beta_star, covar=Psi.rename(j="i2"), covar_names=names)
    return Expectation(risk, X, **_law(X, M, H))


WORK = {
    "E[S A S]": lambda: _word("A"),
    "E[S A S B S]": lambda: _word("AB"),
    "risk of GD-β": _risk_of_one_step,
}


if __name__ == "__main__":
    node = WORK[sys.argv[1]]()
    start = perf_counter()
    result = node.full_simplify()
    print(f"{perf_counter() - start:.1f} s, {len(result.terms)} terms")
