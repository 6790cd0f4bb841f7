from examples import own_claim


def test_what_it_prints(capsys):
    """x ~ N(0, 1): E x⁴ = 3, and d(M + d + 2)/M = 4"""
    own_claim.main()
    assert capsys.readouterr().out == (
        "d*(M + d + 1)/M: PROVED\n"
        "d*(M + d + 2)/M: REFUTED\n"
        "claim: Expectation(Trace(M**(-2)*H**(-1)*X.T*X*H**(-1)*X.T*X)) = d*(M + d + 2)/M\n"
        "  M = 1\n"
        "  d = 1\n"
        "  H = [[1]]\n"
        "left side  = 3\n"
        "right side = 4\n"
        "left side, recomputed = 3\n"
        "right side, recomputed = 4\n"
        "recomputed by = a second evaluator, which shares no code with the first\n"
    )
