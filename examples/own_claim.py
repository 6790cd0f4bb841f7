"""A theorem of your own, proved; with one coefficient changed, refuted: ``python examples/own_claim.py``.

How far is the sample covariance S = XᵀX/M from H? With H⁻¹S in place of S the answer depends on the sizes alone:
E tr((H⁻¹S)²) = d(M + d + 1)/M.
"""

from sympy import Identity, Inverse, Trace, ZeroMatrix, symbols

from theorycheck import Equality, Expectation, MatrixNormal, PositiveDefiniteMatrix, Verdict, verify

d, M = symbols("d M", integer=True, positive=True)
H = PositiveDefiniteMatrix("H", d)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)  # mean, row covariance, column covariance
S = X.T * X / M
second_moment = Expectation(Trace(Inverse(H) * S * Inverse(H) * S))


def main() -> None:
    for claimed in (d * (M + d + 1) / M, d * (M + d + 2) / M):
        report = verify(Equality(second_moment, claimed))
        print(f"{claimed}: {report.verdict}")
        if report.verdict is Verdict.REFUTED:
            print(report.counterexample)


if __name__ == "__main__":
    main()
