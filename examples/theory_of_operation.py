"""One claim followed from expression to verdict: python examples/theory_of_operation.py

Writes what each part of the tool makes of it into docs/explanation/theory_of_operation.md.

The claim: of all multiples of the sample covariance S = XᵀX/M the one nearest to H, in mean squared error, is
c = M tr(H²)/((M + 1) tr(H²) + (tr H)²) times S.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import fill

from sympy import Basic, Identity, Symbol, Trace, ZeroMatrix, symbols

from proofs_checks.cases.admissible import admissible_point
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.context import Context
from proofs_checks.evidence import property_search
from proofs_checks.judging.compared_exactly import compare_exactly
from proofs_checks.judging.printable import point_as_text
from theory.algebra.words.convert import from_sympy
from theory.algebra.words.gram import random_in
from theory.algebra.words.normal_form import TracePolynomial
from theory.certificates import WeightedSquare
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.establishing import derive
from theory.moments.gaussian import _by_parts, integrate
from theory.rules import Integrate, MinimiseAt, Rule
from theorycheck import Expectation, MatrixNormal, Minimum, PositiveDefiniteMatrix, Report, Step, Theorem, verify

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "theory_of_operation.md"
WIDTH = 110

d, M = symbols("d M", integer=True, positive=True)
H = PositiveDefiniteMatrix("H", d)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
S = X.T * X / M
c = Symbol("c", real=True)

WEIGHT = ((M + 1) * Trace(H**2) + Trace(H) ** 2) / M
BEST = Trace(H**2) / WEIGHT
SQUARE = WeightedSquare((c - BEST) * Identity(1), WEIGHT * Identity(1), Identity(1))

CLAIM = Theorem(
    slug="best_multiple_of_sample_covariance",
    title="The best multiple of the sample covariance",
    statement=Minimum(
        Expectation(Trace((c * S - H) ** 2)),
        over=(c,),
        at=(BEST,),
        value=Trace(H**2) - Trace(H**2) ** 2 / WEIGHT,
        unique=True,
    ),
    derivation=(
        Step(Integrate(), "the fourth moment of Gaussian inputs"),
        Step(MinimiseAt(c, BEST, SQUARE), "a quadratic in c with a positive leading coefficient"),
    ),
)


@dataclass(frozen=True)
class Hasty(Rule):
    """A rule that leaves out a term without a reason."""

    def apply(self, state: State) -> State:
        return state.to(state.expression - c**2 * Trace(H) ** 2 / M)


WRONG = replace(CLAIM, derivation=(CLAIM.derivation[0], Step(Hasty(), "small for large M"), CLAIM.derivation[1]))


def lines(*given: object) -> str:
    return "\n".join(fill(str(line), WIDTH, subsequent_indent="    ", break_long_words=False) for line in given)


def tree() -> str:
    """The integrand as SymPy holds it: one node a line, indented by depth."""

    def shown(node: Basic, depth: int) -> list[str]:
        if not node.args or isinstance(node, MatrixNormal | PositiveDefiniteMatrix | Symbol):
            return [f"{'  ' * depth}{type(node).__name__} {node}"]
        return [f"{'  ' * depth}{type(node).__name__}", *(s for a in node.args for s in shown(a, depth + 1))]

    return "\n".join(shown(CLAIM.statement.objective, 0))


def terms(polynomial: TracePolynomial) -> str:
    """A line for each term: coefficient, powers of scalars, traces, the open word."""
    rows = []
    for (scalars, loops, word), value in polynomial.sorted_terms():
        powers = " ".join(f"{base}^{power}" for base, power in scalars) or "-"
        traces = " ".join(f"tr({' '.join(map(str, loop))})" for loop in loops) or "-"
        rows.append((str(value), powers, traces, " ".join(map(str, word)) or "-"))
    return "\n".join(f"{v:>3}   {p:12} {t:18} {w}" for v, p, t, w in [("", "scalars", "traces", "word"), *rows])


def words() -> str:
    return terms(from_sympy(CLAIM.statement.objective.integrand))


def by_parts() -> str:
    """The three contractions of the first X in tr(X Xᵀ X Xᵀ), each as a sum of one term."""
    fourth = from_sympy(Trace(X * X.T * X * X.T))
    (key,) = fourth.terms
    (symbol,) = random_in(fourth)
    found = [TracePolynomial(1, 1, {new: factor}) for _, new, factor in _by_parts(key, symbol)]
    return "\n\n".join(map(terms, found))


def normal_form() -> str:
    return terms(integrate(from_sympy(CLAIM.statement.objective.integrand)))


def steps() -> str:
    found = []
    for number, state in enumerate(derive(CLAIM).states):
        found.append(f"state {number}   {state.relation if number else ' '}   {state.expression}")
        found += [f"  left out: {certificate}" for certificate in state.certificates]
        found += [f"  {variable} is given the value {value}" for variable, value in state.minimizer.items()]
    return lines(*found)


def refused() -> str:
    try:
        derive(WRONG)
    except DerivationError as error:
        return lines(error)
    message = "the core let a wrong step pass"
    raise AssertionError(message)


def exact_point() -> str:
    point = admissible_point(CLAIM, Context().generator(CLAIM.slug, "exact_points"), sizes={d: 2, M: 2})
    drawn = ", ".join(f"{name} = {_plain(value)}" for name, value in point_as_text(point).items())
    found = [f"drawn: {drawn}"]
    for claim in claims_of(CLAIM)[:2]:
        seen = compare_exactly(claim, point)
        assert seen is not None
        at = ", ".join(f"{s} = {seen.point[s]}" for s, _ in claim.moves)
        found.append(f"{claim.where}{f', {at}' if at else ''}: {seen.left} {claim.relation} {seen.right}: {seen.holds}")
    return lines(*found)


def search() -> str:
    """What the search finds of the claim, and of one with M + 2 for M + 1 in the minimiser and the value."""
    wrong = ((M + 2) * Trace(H**2) + Trace(H) ** 2) / M
    statement = replace(CLAIM.statement, at=(Trace(H**2) / wrong,), value=Trace(H**2) - Trace(H**2) ** 2 / wrong)
    found = []
    for theorem in (CLAIM, replace(CLAIM, statement=statement, derivation=())):
        result = property_search.check(theorem, Context())
        assert result is not None
        found += [f"{result.verdict}: {result.detail}", *str(result.counterexample or "").splitlines(), ""]
    return lines(*found).strip()


def _plain(value: object) -> str:
    return str(value).replace("'", "").replace(",)", ")")


def sampled(report: Report) -> str:
    """What the first long sample saw, to as many digits as do not depend on the machine."""
    (check,) = [r for r in report.checks if r.check == "monte_carlo"]
    seen = check.data["comparisons"][0]
    found = {
        "point": seen["point"],
        "claimed": f"{seen['claimed']:.4g}",
        "observed": f"{seen['observed']:.4g} ± {seen['standard_error']:.1g}",
        "samples": f"about {seen['samples']:.2g}".replace("e+04", "·10⁴"),
        "an error that would have shown": f"{seen['smallest_detectable_relative_error']:.2%}",
        "points of other magnitudes": len(seen["elsewhere"]),
    }
    return "\n".join(f"{name + ':':32} {value}" for name, value in found.items())


def verdicts(report: Report) -> str:
    return "\n".join([*(f"{r.check:18} {r.verdict}" for r in report.checks), "", f"{'together':18} {report.verdict}"])


def stops() -> dict[str, str]:
    """What the page shows, by name, in the order of the page."""
    report = verify(CLAIM)
    return {
        "tree": tree(),
        "words": words(),
        "by parts": by_parts(),
        "normal form": normal_form(),
        "steps": steps(),
        "refused": refused(),
        "exact point": exact_point(),
        "search": search(),
        "sampled": sampled(report),
        "verdicts": verdicts(report),
    }


def page(found: dict[str, str]) -> str:
    """The page with what the tool makes of the claim."""
    text = PAGE.read_text(encoding="utf-8")
    for name, shown in found.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{begin}.*?{end}", re.DOTALL)
        assert pattern.search(text), f"the page has no place for {name!r}"
        block = f"{begin}\n```text\n{shown}\n```\n{end}"
        text = pattern.sub(lambda _, block=block: block, text)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(stops()), encoding="utf-8")
