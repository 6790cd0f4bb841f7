import pytest

from proofs_checks.experiment_parts.setting_checks import require_among, require_at_least, require_positive


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (lambda: require_at_least(1, batch=0), "batch is 0: give a number of at least 1"),
        (lambda: require_at_least(1, batch=float("nan")), "batch is nan"),
        (lambda: require_positive(rate=-1.0), "rate is -1.0: give a number above 0"),
        (lambda: require_positive(rate=float("inf")), "rate is inf"),
        (
            lambda: require_among(("raw", "rescaled"), units="rescalde"),
            "units is 'rescalde'.*'rescaled'.*raw, rescaled",
        ),
    ],
)
def test_refused(check, words):
    with pytest.raises(ValueError, match=words):
        check()


def test_what_works_passes():
    require_at_least(1, batch=1)
    require_positive(rate=1e-9)
    require_among(("raw",), units="raw")
