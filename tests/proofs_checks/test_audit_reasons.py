"""What a rejection is put down to, and that every test has a word for it."""

import numpy as np
import pytest

from numerics.data.fitting import fit, sums_of
from numerics.data.input_laws import input_laws
from numerics.data.law_test import HypothesisTests, LawTest
from numerics.data.noise_laws import noise_laws
from numerics.data.task_laws import task_laws
from numerics.data.task_rows import task_rows
from proofs_checks.auditing.reasons import reasons
from tests.numerics.data.audit_designs import table


def audited(drawn):
    rng, rows = np.random.default_rng(0), task_rows(drawn)
    fitted = fit(drawn, sums_of(rows), context=14)
    return {
        "Gaussian inputs": input_laws(drawn, rng),
        "Gaussian tasks": task_laws(fitted, rng),
        "independent noise": noise_laws(rows, fitted, rng),
    }


def test_nothing_is_said_of_what_holds():
    assert not list(reasons(audited(table("unequal", 60, 0))))


@pytest.mark.parametrize(
    ("options", "hypothesis", "word", "remedy"),
    [
        ({"noises": "unequal"}, "independent noise", "larger in some tasks", "groups of tasks"),
        ({"noises": "offsets"}, "independent noise", "offset", "--intercept"),
        ({"noises": "serial"}, "independent noise", "the row before", "last label"),
        ({"noises": "t5"}, "independent noise", "not Gaussian: residuals", "outliers"),
        ({"tasks": "t2.5"}, "Gaussian tasks", "not Gaussian: coefficient", "groups of tasks"),
    ],
)
def test_the_reason_is_named_with_its_remedy(options, hypothesis, word, remedy):
    (finding,) = reasons(audited(table("long" if "noises" in options else "unequal", 150, 4, **options)))
    assert hypothesis in finding.what
    assert word in finding.what
    assert remedy in finding.remedy


def test_dependent_rows_are_not_called_another_mean():
    (finding,) = reasons(audited(table("autocorrelated", 60, 1)))
    assert "depend on those before" in finding.what
    assert "mean" not in finding.what


def test_every_test_has_a_reason_of_its_own():
    for hypothesis, found in audited(table("unequal", 60, 0)).items():
        for test in found.tests:
            rejected = HypothesisTests((LawTest(test.about, test.test, 1e-9, 60),), 0.002, "")
            (finding,) = reasons({hypothesis: rejected})
            assert ("not Gaussian" in finding.what) == test.about.endswith(": Gaussian"), finding


def test_what_a_reader_asked_for_is_no_finding():
    constant = LawTest("column of ones: Gaussian", "by construction", 0.0, 60)
    assert not list(reasons({"Gaussian inputs": HypothesisTests((constant,), 0.0, "by construction", constant)}))
