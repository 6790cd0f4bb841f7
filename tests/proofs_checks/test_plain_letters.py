import io

import pytest

from proofs_checks.plain_letters import IN_PLAIN_LETTERS, in_plain_letters
from proofs_checks.report.terminal import _SIGNS
from proofs_checks.verdict import Verdict


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("✓ ✗ ∅ » ? –", "+ X 0 > ? -"),
        ("σ² ≤ tr(HΨ)", "sigma2 <= tr(HPsi)"),
        ("H^½ΨH^½, λ̄ = τ/M", "H^1/2PsiH^1/2, lambda = tau/M"),
        ("naïve façade", "naive facade"),
        ("名\u202e", "\\u540d\\u202e"),
        ("⠋━╸╭│", "-" * 3 + "+|"),
    ],
)
def test_in_ascii(text, plain):
    assert in_plain_letters(text) == plain


def test_the_signs_of_verdicts_stay_apart():
    """A "?" for what cannot be encoded would make every verdict INCONCLUSIVE."""
    plain = {verdict: in_plain_letters(sign) for verdict, sign in _SIGNS.items()}
    assert len(set(plain.values())) == len(plain) == len(Verdict)
    assert all(len(sign) == len(_SIGNS[verdict]) for verdict, sign in plain.items())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437", "shift_jis", "koi8-r", "utf-8", "utf-16"])
def test_every_character_has_something_to_show_in_every_encoding(encoding):
    text = "".join(map(chr, [*range(0x3000), *range(0xD700, 0xE010), *range(0x1F600, 0x1F650)]))
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=IN_PLAIN_LETTERS)
    file.write(text)
    file.flush()


def test_what_an_encoding_has_stays(tmp_path):
    assert "±×»é☃".encode("cp1252", IN_PLAIN_LETTERS) == "±×»é\\u2603".encode("cp1252")
    assert b"caf\xe9".decode("utf-8", "surrogateescape").encode("utf-8", IN_PLAIN_LETTERS) == b"caf\\udce9"
