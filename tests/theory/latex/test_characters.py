"""No character of a theorem's prose is left as a code point, and none changes what is said."""

import re
import unicodedata
from pathlib import Path

import pytest

import theory
from proofs_checks.report.appendix import appendix_latex
from proofs_checks.report.page.theorem_view import claim_of
from tests.shares import nightly
from tests.theorem_shares import SHORT
from tests.theory.latex.balance import require_balanced
from theory.latex import statement_macros, theorem_latex
from theory.latex.characters import MATHEMATICS, script
from theory.latex.names import Weight
from theory.latex.plain_text import decoded
from theory.latex.prose import prose
from theory.latex.text import escaped
from theory.registry import theorems

PLACEHOLDER = "[U+"
TWO_SCRIPTS = re.compile(r"\^\{[^{}]*\}(_\{[^{}]*\})?\^|(?<!\^)_\{[^{}]*\}(\^\{[^{}]*\})?_\{")
ROOT = Path(theory.__file__).parent
SCRIPTED = [
    c
    for c in map(chr, range(0x80, 0x3000))
    if unicodedata.decomposition(c).startswith(("<super> ", "<sub> "))
    and re.fullmatch(r"[A-Za-z0-9+\-=()−]|[α-ω]", unicodedata.normalize("NFKC", c))
]


@pytest.mark.long
@pytest.mark.parametrize("printed", [SHORT[::6], nightly(theorems())], ids=["some", "all"])
def test_no_theorem_has_a_placeholder_in_statement_proof_or_article(printed: tuple[theory.Theorem, ...]) -> None:
    require_readable(appendix_latex(printed))
    require_readable(statement_macros(theorems()))


@pytest.mark.parametrize("theorem", theorems(), ids=lambda t: t.slug)
def test_no_claim_has_a_placeholder(theorem: theory.Theorem) -> None:
    require_readable(theorem_latex(theorem, proof=False))
    assert PLACEHOLDER not in str(claim_of(theorem, {}))
    assert PLACEHOLDER not in theorem._repr_html_()


def require_readable(printed: str) -> None:
    assert PLACEHOLDER not in printed
    assert TWO_SCRIPTS.search(printed) is None
    require_balanced(printed)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_whatever_stands_in_the_sources_can_be_printed(path: Path) -> None:
    """Reasons, explanations of certificates, lemmas, docstrings: any of them may be printed one day."""
    text = path.read_text(encoding="utf-8").replace(PLACEHOLDER, "")
    assert PLACEHOLDER not in escaped(text)
    assert PLACEHOLDER not in prose(text, {})


def test_every_superscript_and_subscript_is_mathematics() -> None:
    assert len(SCRIPTED) > 80
    for c in SCRIPTED:
        mark = "^" if unicodedata.decomposition(c).startswith("<super>") else "_"
        assert re.fullmatch(rf"x\$\{mark}\{{[^{{}}]+\}}\$", escaped(f"x{c}")), c
        assert script(c) is not None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Γ⁻¹", r"$\Gamma^{-1}$"),
        ("X⁻ᵀ", r"X$^{-\top}$"),
        ("xᵢⱼ₊₁", "x$_{ij+1}$"),
        ("A′ᵀ", r"A$^{\prime\top}$"),
        ("ψ⋆²", r"$\psi^{\star 2}$"),
        ("σᵀa", r"$\sigma^{\top}$a"),
        ("λ̄ and Θ̇", r"$\bar{\lambda}$ and $\dot{\Theta}$"),
        ("¼ ½", r"$\tfrac{1}{4}$ $\tfrac{1}{2}$"),
        ("𝒦 𝓜 ℝ 𝐱 ℓ", r"$\mathcal{K}$ $\boldsymbol{\mathcal{M}}$ $\mathbb{R}$ $\mathbf{x}$ $\ell$"),
        ("‖∇ℓ‖²", r"$\Vert\nabla\ell\Vert^{2}$"),
        ("a ≪ b ∝ c", r"a $\ll$ b $\propto$ c"),
        ("5$β", r"5\$$\beta$"),
        ("Łojasiewicz, Grönwall", "Łojasiewicz, Grönwall"),
        ("☃", "[U+2603]"),
    ],
)
def test_characters(text: str, printed: str) -> None:
    assert escaped(text) == printed


@pytest.mark.parametrize("text", [*MATHEMATICS, *SCRIPTED, "Γ⁻¹ ≤ β, 100% of a_b", "𝒦 ¼ ℓ"])
def test_what_is_escaped_can_be_read_as_text_again(text: str) -> None:
    # some signs have two characters: ∑ is Σ, ✗ is ×
    assert escaped(decoded(escaped(f"a{text} b"))) == escaped(f"a{text} b")
    assert "$" not in decoded(escaped(f"a{text} b"))


WEIGHTS = {"H": Weight.BOLD, "sigma2": Weight.ITALIC, "Gamma_star": Weight.BOLD}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("noise is N(0, sigma2)", r"noise is $\mathcal{N}(0, \sigma^{2})$"),
        (
            "w is N(0, I), x is N(0, ·)",
            r"$\mathbf{w}$ is $\mathcal{N}(0, \mathbf{I})$, $\mathbf{x}$ is $\mathcal{N}(0, \cdot)$",
        ),
        ("N(0, unit variance)", r"$\mathcal{N}(0, \text{unit} \text{variance})$"),
        ("Γ*⁻¹ H", r"$\boldsymbol{\Gamma}^{\star-1} \mathbf{H}$"),
        ("λ_min(H) ‖X‖_F²", r"$\lambda_{\mathrm{min}}(\mathbf{H})\, \Vert\mathbf{X}\Vert_{F}^{2}$"),
        ("(b^T x)^3 and M^{-1}", r"$(\mathbf{b}^{\top} \mathbf{x})^{3}$ and $M^{-1}$"),
        ("a^T x in a word, A₃", r"$\mathbf{a}^{\top} \mathbf{x}$ in a word, $\mathbf{A}_{3}$"),
        ("ŷ of Łojasiewicz", r"$\hat{\mathbf{y}}$ of Łojasiewicz"),
        ("tasks have covariance Psi", r"tasks have covariance $\boldsymbol{\Psi}$"),
    ],
)
def test_sentences(text: str, printed: str) -> None:
    assert prose(text, WEIGHTS) == printed
