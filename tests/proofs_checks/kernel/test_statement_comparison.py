"""A file that states anything else than the theorem is told apart, whatever it proves."""

import pytest

from proofs_checks.kernel.statement_comparison import OtherStatementError, require_same_statement
from proofs_checks.kernel.theorem_file import coq_file
from theory import theorem

SECOND, OPTIMUM, RISK = "second_moment_of_sample_covariance", "optimal_one_step_gd", "risk_of_one_step_gd"
SHIFT, SHARP, GUESS = (
    "task_shift_is_tolerated",
    "attention_gap_lower_bound_is_sharp",
    "constant_guess_does_not_help",
)
SYMMETRIC = "best_constant_predictor"
TEXTS = {slug: coq_file(theorem(slug)) for slug in (SECOND, OPTIMUM, RISK, SHIFT, SHARP, GUESS, SYMMETRIC)}


def head_of(slug):
    text = TEXTS[slug]
    return text[text.index(f"Theorem {slug}") :]


@pytest.mark.parametrize("slug", TEXTS)
def test_what_is_exported_is_the_theorem(slug):
    require_same_statement(TEXTS[slug], slug, theorem(slug))


CHANGES = [
    (SECOND, "H *m A_ *m H.", "H *m A_^T *m H."),
    (SECOND, "*: H +", "*: H -"),
    (SECOND, r"\tr (H *m A_)", r"\tr (A_)"),
    (SECOND, "Symbol X 1%:M H", "Symbol X (2%:R *: 1%:M) H"),
    (SECOND, "Symbol X 1%:M H", "Symbol X 1%:M (H *m H)"),
    (SECOND, "  pd H ->\n", ""),
    (SECOND, "pd H ->", "psd H ->"),
    (SECOND, "  pd H ->\n", "  pd H ->\n  pd A_ ->\n"),
    (SECOND, "  (0 < M)%N ->\n", ""),
    (SECOND, "(A_ : 'M[R]_(d, d))", "(A_ : 'M[R]_(M, d))"),
    (SECOND, "map_mx E (", "("),
    (RISK, "let y := X *m w + y_0 in", "let y := X *m w - y_0 in"),
    (RISK, "let w := cst beta_star + w_0 in", "let w := w_0 in"),
    (RISK, "Symbol w_0 Psi 1%:M; ", ""),
    (RISK, "Symbol y_0 (sigma2 *: 1%:M)", "Symbol y_0 1%:M"),
    (RISK, "- sigma2 + E", "E"),
    (OPTIMUM, "<=", "="),
    (OPTIMUM, "-> beta = beta_star /\\", "-> beta = beta_star \\/"),
    (OPTIMUM, "Gamma = Gamma_star)", "Gamma = Psi)"),
    (OPTIMUM, r"0 < sigma2 + \tr (H *m Psi) ->", r"0 < \tr (H *m Psi) ->"),
    (OPTIMUM, r"  0 < sigma2 + \tr (H *m Psi) ->", r"  0 < tau -> 0 < sigma2 ->"),
    (OPTIMUM, "forall", "exists"),
    (SHIFT, "tends infinity2 f (nu)", "tends infinity2 f (0)"),
    (SHIFT, "tends infinity2 f (nu)", "tends infinity f (nu)"),
    (SHIFT, "tends infinity2 f (nu)", "f (M, N) = nu"),
    (SHIFT, "f (M, N) = E", "f (N, M) = E"),
    (SHIFT, "f (M, N) = E", "f (M, M) = E"),
    (SHIFT, "f (M, N) = E", "f (M, N) = 0 * E"),
    (SHIFT, "forall (M N : nat)", "forall (N M : nat)"),
    (SHIFT, "forall (M N : nat)", "forall (M : nat)"),
    (SHIFT, "  (d : nat)", "  (d M : nat)"),
    (SHIFT, "(0 < M)%N -> ", ""),
    (SHIFT, "(0 < M)%N -> ", "(0 < M)%N -> pd Sigma -> "),
    (SHIFT, "exists (A", "forall (A"),
    (SHIFT, "(forall (x : R), exists (n : nat), x < n%:R) ->", ""),
    (SHIFT, "(forall (x : R), exists (n : nat), x < n%:R) ->", "(forall (x : R), exists (n : nat), n%:R < x) ->"),
    (SHIFT, "(f : nat * nat -> R)", "(f : nat -> R)"),
    (SHIFT, "Moments x Lambda", "Symbol x Lambda"),
    (SHIFT, "Moments x Lambda 1%:M; ", ""),
    (SHIFT, "(M%:R^-1 *: Sigma)", "Sigma"),
    (SHIFT, "m := cst Lambda *m cst a + m_0", "m := m_0"),
    (SHIFT, "(N%:R^-1 * \\tr Lambda) *: 1%:M", "(M%:R^-1 * \\tr Lambda) *: 1%:M"),
    (SHARP, "forall (s : R), 0 < s ->", "forall (s : R),"),
    (SHARP, "tends (falling_to_0 R) f (1)", "tends (falling_to_0 R) f (0)"),
    (SHARP, "tends (falling_to_0 R)", "tends infinity"),
    (SHARP, "Symbol x 1%:M 1%:M", "Symbol x (s *: 1%:M) 1%:M"),
    (GUESS, "(y_0_ : R)", "(y_0_ : nat)"),
    (GUESS, "y_0_%:A", "sigma2%:A"),
    (GUESS, "y := X *m w + y_0", "y := X *m w + y_0_%:A *: X"),
    (GUESS, "Symbol y_0 (", "Symbol X ("),
    (SYMMETRIC, "Lambda^T = Lambda -> ", ""),
    (SYMMETRIC, "Lambda^T = Lambda -> ", "psd Lambda -> "),
    (SYMMETRIC, "Lambda^T = Lambda -> ", "Lambda^T = Psi -> "),
    (SYMMETRIC, "(Lambda : 'M[R]_(d, d)) (c : R)", "(Lambda : 'M[R]_(d, d)) (c : R) (b : R)"),
    (SYMMETRIC, "(Lambda : 'M[R]_(d, d)) (c : R)", "(Lambda : 'M[R]_(d, d))"),
]


@pytest.mark.parametrize(("slug", "old", "new"), CHANGES)
def test_another_statement_is_told_apart(slug, old, new):
    head = head_of(slug)
    old = old if old in head else old.replace("sigma2 + \\tr (H *m Psi)", "tau")
    assert old in head, old
    text = TEXTS[slug].replace(head, head.replace(old, new, 1))
    with pytest.raises(OtherStatementError):
        require_same_statement(text, slug, theorem(slug))


def test_that_a_minimiser_is_symmetric_is_part_of_the_claim():
    head = head_of(SYMMETRIC)
    claim, _, symmetric = head[: head.index("\nProof.")].rpartition(" /\\\n")
    assert symmetric.count("^T = ") == 1
    text = TEXTS[SYMMETRIC].replace(f" /\\\n{symmetric}", ".")
    assert claim in text
    with pytest.raises(OtherStatementError):
        require_same_statement(text, SYMMETRIC, theorem(SYMMETRIC))


def test_the_theorem_has_to_be_there_once():
    text = TEXTS[SECOND]
    for other in (text.replace(f"Theorem {SECOND}", "Theorem another"), text + head_of(SECOND)):
        with pytest.raises(OtherStatementError, match="theorems of the name"):
            require_same_statement(other, SECOND, theorem(SECOND))
