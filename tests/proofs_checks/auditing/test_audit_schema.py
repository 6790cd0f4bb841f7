"""What audits print is what the shipped schema says, key for key, and the schema is what the types say."""

import copy
import json
from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from examples import audit_schema
from numerics import Problem
from proofs_checks import audit, audit_table
from proofs_checks.challenges.breaking import Outcome, Violation
from tests.proofs_checks.test_cli import command  # noqa: F401

SCHEMA = json.loads(audit_schema.PATH.read_text(encoding="utf-8"))
GIVEN = {"H": [[2, 1], [1, 2]], "Psi": np.eye(2), "beta_star": [1, 0], "sigma2": 1, "M": 20}


def closed(schema):
    """The schema that allows no key besides those that it names, for everything that has names."""
    schema = copy.deepcopy(schema)
    for part in schema["$defs"].values():
        part["additionalProperties"] = False
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def of_a_table(tmp_path_factory):
    rng = np.random.default_rng(0)
    task, X = np.repeat(np.arange(9), 8), rng.standard_normal((72, 2))
    y = X @ [1, -1] + rng.standard_normal(72)
    path = tmp_path_factory.mktemp("data") / "t.csv"
    rows = [f"t{t},{a},{b},{c}" for t, (a, b), c in zip(task, X, y, strict=True)]
    path.write_text("\n".join(["who,a,b,y", *rows]))
    return audit_table(path, task="who", target="y", draws=100)


def documents(of_a_table):
    yield of_a_table
    for changes in ({}, {"sigma2": 0}, {"M": 2, "N": 7}, {"Psi": np.zeros((2, 2)), "sigma2": 0}):
        yield audit(Problem(**{**GIVEN, **changes}))
    found = (
        Violation("risk", "Gaussian inputs", "heavy tails (Student t)", Outcome.FALLS, "detail"),
        Violation("bound", "Gaussian inputs", "heavy tails (Student t)", Outcome.SURVIVES, ""),
    )
    yield replace(of_a_table, violations=found)


def test_every_audit_is_as_the_schema_says(of_a_table):
    Draft202012Validator.check_schema(SCHEMA)
    validator = closed(SCHEMA)
    for report in documents(of_a_table):
        errors = [error.message for error in validator.iter_errors(json.loads(report.to_json()))]
        assert errors == []


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("summary"),
        lambda d: d.update(schema=2),
        lambda d: d["problem"].update(M="20"),
        lambda d: d["excess"].pop("bayes"),
        lambda d: d["excess"].update(ridge=1.0),
        lambda d: d["hypotheses"][0].update(holds="yes"),
        lambda d: d["data"]["estimates"].update(H=[1.0]),
        lambda d: d["data"]["tests"][0].pop("p_value"),
        lambda d: d["intervals"].update(bayes=[1.0]),
        lambda d: d.update(surprise=1),
    ],
)
def test_another_document_is_refused(of_a_table, change):
    document = json.loads(of_a_table.to_json())
    change(document)
    assert list(closed(SCHEMA).iter_errors(document))


def test_the_shipped_schema_is_written_from_the_types():
    assert audit_schema.PATH.read_text(encoding="utf-8") == audit_schema.schema()


def test_the_command_prints_the_schema(command):  # noqa: F811
    code, out, err = command("audit", "--schema")
    assert (code, err) == (0, "")
    assert json.loads(out) == SCHEMA
