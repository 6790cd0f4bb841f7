import json
import math
from pathlib import Path

import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import attention_gap_bounds, minimal_excess
from proofs_checks import audit, audit_table
from proofs_checks.challenges.breaking import Outcome, Violation
from proofs_checks.report.audit_html import audit_as_html
from proofs_checks.report.audit_text import print_audit
from proofs_checks.report.terminal import console_for
from tests.proofs_checks.test_cli import command, one_line  # noqa: F401

H, PSI, BETA = [[2.0, 0.5], [0.5, 1.0]], [[1.0, 0.0], [0.0, 0.4]], [1.0, -1.0]
KEYS = {
    "signal_to_noise",
    "certified_factor",
    "observed_factor",
    "effective_dimension",
    "excess",
    "gap_lower_bound",
    "gap_upper_bound",
    "hypotheses",
}
EXCESS = {"one_step_gd", "linear_attention", "zero_initialised_gd", "bayes", "least_squares"}


def problem(**changes):
    return Problem(**{"H": H, "Psi": PSI, "beta_star": BETA, "sigma2": 0.5, "M": 10, **changes})


@pytest.fixture(scope="module")
def report():
    return audit(problem())


def test_figures_are_those_of_the_closed_forms(report):
    p = report.problem
    signal = np.trace(p.H @ p.Psi)
    mu = np.linalg.eigvals(p.H @ p.Psi).real
    limit = (signal + 0.5) / 10
    assert report.signal_to_noise.value == pytest.approx(signal / 0.5)
    assert report.certified_factor.value == pytest.approx(1 + (signal + mu.max()) / 0.5)
    assert report.effective_dimension.value == pytest.approx(np.minimum(mu, limit).sum() / limit)
    assert report.excess["one_step_gd"].value == pytest.approx(minimal_excess(p))
    assert report.excess["least_squares"].value == pytest.approx(2 * 0.5 / 7)
    assert report.lambda_bar == pytest.approx(limit)
    assert np.allclose(report.spectrum, sorted(mu, reverse=True))


def test_the_part_of_the_engine_in_the_bayes_risk_is_said(report):
    note = json.loads(report.to_json())["notes"]["excess.bayes"]
    assert note == report.excess["bayes"].note
    assert float(note.split()[-2]) > 2, note


def test_bounds_hold_between_the_figures(report):
    e = {name: figure.value for name, figure in report.excess.items()}
    assert report.bayes_lower_bound.value <= e["bayes"] <= e["one_step_gd"] <= e["linear_attention"]
    assert e["one_step_gd"] <= e["zero_initialised_gd"]
    gap = e["linear_attention"] - e["one_step_gd"]
    assert report.gap_lower_bound.value <= gap <= report.gap_upper_bound.value
    bounds = attention_gap_bounds(report.problem)
    assert report.gap_upper_bound.value == min(bounds.upper, bounds.vanishing)
    assert report.irreducible_share.value == pytest.approx(gap / e["linear_attention"])
    assert report.observed_factor.low < report.observed_factor.value < report.observed_factor.high
    assert 1 <= report.observed_factor.value <= report.certified_factor.value


def test_the_shared_signal_matters_until_its_bounds_are_negligible(report):
    def share(M, which):
        p = problem(M=M)
        return float(getattr(attention_gap_bounds(p), which)) / (float(minimal_excess(p)) + p.sigma2)

    until, since = (int(report.figures[f"signal_{n}"].value) for n in ("matters_until", "negligible_from"))
    assert until < since
    assert share(until, "lower") > 0.01 >= share(until + 1, "lower")
    assert min(share(since, "upper"), share(since, "vanishing")) <= 0.01
    assert min(share(since - 1, "upper"), share(since - 1, "vanishing")) > 0.01


def test_hypotheses_have_margins_and_users(report):
    by_name = {h.name: h for h in report.hypotheses}
    assert by_name["noisy labels"].holds
    assert by_name["noisy labels"].margin == 0.5
    assert "one_step_gd_is_nearly_optimal" in by_name["noisy labels"].used_by
    assert by_name["enough examples"].margin == 7
    assert by_name["H is positive definite"].margin == pytest.approx(np.linalg.eigvalsh(H)[0] / 2)
    assert by_name["one task"].holds is False
    assert by_name["one task"].margin == -1
    assert by_name["b is long enough"].holds is None
    assert by_name["isotropic tasks"].holds is False
    assert "no_gap_without_shared_signal" in report.affected
    assert "block_prediction" in report.unaffected


def test_the_isotropic_noise_free_problem_has_isotropic_tasks():
    found = audit(problem(Psi=np.eye(2), beta_star=[0, 0], sigma2=0)).hypotheses
    assert next(h for h in found if h.name == "isotropic tasks").holds


@pytest.mark.parametrize(
    ("changes", "null"),
    [
        ({"sigma2": 0}, {"signal_to_noise", "certified_factor", "excess.bayes", "observed_factor"}),
        ({"M": 3}, {"excess.least_squares"}),
        ({"Psi": np.zeros((2, 2)), "sigma2": 0}, {"effective_dimension", "gap_lower_bound", "excess.one_step_gd"}),
        ({"Psi": np.zeros((2, 2))}, {"observed_factor"}),
        ({"Psi": np.diag([1.0, 0.0])}, {"signal_negligible_from"}),
        ({"beta_star": [0, 0]}, set()),
    ],
)
def test_what_is_undefined_is_null_with_a_reason(changes, null):
    document = json.loads(audit(problem(**changes)).to_json(), parse_constant=pytest.fail)
    assert null <= document["reason"].keys()
    assert document.keys() >= KEYS
    assert document["excess"].keys() == EXCESS
    for name, reason in document["reason"].items():
        assert reason
        where = document["excess"] if name.startswith("excess.") else document
        value = where[name.removeprefix("excess.")]
        assert value is None or value["value"] is None
    if "observed_factor" in null:
        assert document["observed_factor"]["reason"]


def test_without_shared_signal_there_is_no_gap():
    found = audit(problem(beta_star=[0, 0]))
    assert found.irreducible_share.value == pytest.approx(0, abs=1e-9)
    assert found.signal_matters_until.value == 0


def test_the_same_seed_gives_the_same_document(report):
    assert audit(problem()).to_json() == report.to_json()


def test_wrong_arguments_are_named():
    with pytest.raises(ValueError, match=r"give a numerics\.Problem, or use audit_table"):
        audit({"H": 1})
    with pytest.raises(ValueError, match="seed is -1"):
        audit(problem(), seed=-1)


# -- tables ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def table(tmp_path):
    return written(tmp_path / "table.csv")


def written(path, mean=0):
    rng = np.random.default_rng(0)
    task = np.repeat(np.arange(30), 8)
    X = rng.standard_normal((240, 2)) + mean
    w = np.array([1.0, -1.0]) + 0.5 * rng.standard_normal((30, 2))
    y = (X * w[task]).sum(axis=1) + 0.5 * rng.standard_normal(240)
    lines = ["who,<b>a</b>,b,y"] + [f"t{t},{a},{b},{c}" for t, (a, b), c in zip(task, X, y, strict=True)]
    path.write_text("\n".join(lines))
    return path


def audited(path, **options):
    return audit_table(path, task="who", target="y", **{"draws": 100, **options})


def test_a_table_is_audited_with_intervals_and_tests(table):
    found = audited(table)
    for name in ("signal_to_noise", "certified_factor", "observed_factor", "effective_dimension"):
        assert found.figures[name].low <= found.figures[name].high
    assert found.signal_to_noise.low < found.signal_to_noise.value < found.signal_to_noise.high
    assert found.problem.M == 8
    assert {name for name, _ in found.data.tests} == {"Gaussian inputs", "Gaussian tasks", "independent noise"}
    by_name = {h.name: h for h in found.hypotheses}
    assert by_name["Gaussian inputs"].holds
    assert by_name["Gaussian inputs"].margin > 0
    assert json.loads(found.to_json(), parse_constant=pytest.fail)["data"]["rows"] == 240


def test_an_intercept_leaves_what_needs_second_moments_only(table):
    found = audited(table, intercept=True)
    assert found.data.features[0] == "intercept"
    assert {name for name, f in found.figures.items() if f.value is not None} == {
        "signal_to_noise",
        "effective_dimension",
        "bayes_lower_bound",
    }
    assert all(f.reason for f in found.excess.values())
    assert next(h for h in found.hypotheses if h.name == "Gaussian inputs").holds is False


def test_offsets_of_tasks_are_not_silently_taken_for_noise(tmp_path):
    path = written(tmp_path / "moved.csv", mean=3)
    plain, with_intercept = audited(path), audited(path, intercept=True)
    assert any("an intercept would take it up" in note for note in plain.data.notes)
    assert with_intercept.problem.sigma2 < 0.3 < plain.problem.sigma2
    assert not any("take it up" in note for note in with_intercept.data.notes)


def test_labels_without_noise_leave_the_figures_that_need_noise_out(tmp_path):
    path = tmp_path / "exact.csv"
    rows = [f"t{t},{x},{(t + 1) * x}" for t in range(4) for x in (-1.5, -0.5, 0.25, 1.75)]
    path.write_text("\n".join(["who,x,y", *rows]))
    found = audited(path)
    assert found.problem.sigma2 == 0
    assert found.signal_to_noise.reason
    json.loads(found.to_json(), parse_constant=pytest.fail)


def test_coefficients_that_differ_by_rounding_do_not_vary(tmp_path):
    path = tmp_path / "same.csv"
    draws = np.random.default_rng(0).standard_normal((60, 2))
    path.write_text("\n".join(["who,a,b,y", *(f"t{i % 10},{a},{b},{2 * a}" for i, (a, b) in enumerate(draws))]))
    found = audited(path)
    assert not found.problem.Psi.any()
    assert "×" not in found.summary.costs
    assert found.excess["one_step_gd"].value in (0, None)


def test_the_example_is_audited():
    path = Path(__file__).resolve().parents[2] / "examples" / "grunfeld_logs.csv"
    found = audit_table(path, task="firm", target="log_invest", ignore=["year"], draws=100)
    assert (found.data.rows, found.data.tasks, found.problem.M) == (220, 11, 20)
    assert found.signal_to_noise.value == pytest.approx(5.40, abs=0.01)
    assert {h.name for h in found.broken} >= {"Gaussian inputs", "independent noise"}


def test_two_tasks_and_rows_fewer_than_features_are_said(tmp_path):
    path = tmp_path / "short.csv"
    rng = np.random.default_rng(0)
    rows = [f"t{t},{a},{b},{a - b + e}" for t in range(2) for a, b, e in rng.standard_normal((6, 3))]
    path.write_text("\n".join(["who,a,b,y", *rows, "t3,0.5,1,0.1"]))
    notes = " ".join(audited(path).data.notes)
    assert "1 of 3 tasks have at most 2 rows" in notes
    assert "count for H alone: t3" in notes
    assert "2 tasks are few" in notes
    assert "none of 3 laws is rejected and 2 not tested; " in audited(path).summary.holds


def test_options_of_a_table(table):
    assert audited(table, context=50).problem.M == 50
    assert not audited(table, center=False).data.notes[0].startswith("features")
    with pytest.raises(ValueError, match="5 samples of tasks"):
        audited(table, draws=5)
    with pytest.raises(ValueError, match="M is 0"):
        audited(table, context=0)


# -- output ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def with_matrix(report):
    from dataclasses import replace

    found = (
        Violation("risk", "Gaussian inputs", "heavy tails (Student t)", Outcome.FALLS, 'a "detail" <i>'),
        Violation("risk", "noisy labels", "sigma2 = 0", Outcome.UNDEFINED, ""),
        Violation("bound", "Gaussian inputs", "heavy tails (Student t)", Outcome.SURVIVES, ""),
    )
    return replace(report, violations=found)


def test_the_text_is_narrow_and_complete(with_matrix, capsys):
    print_audit(with_matrix, console_for())
    out = capsys.readouterr().out
    assert all(len(line) <= 100 for line in out.splitlines())
    for text in (
        "tr(HΨ)/σ²",
        "Spectrum",
        "noisy labels",
        "✗",
        "risk without noisy labels",
        "possibly unnecessary in bound",
    ):
        assert text in out


def test_the_page_is_self_contained_and_escaped(with_matrix, table):
    pages = [audit_as_html(with_matrix), audit_as_html(audited(table))]
    for page in pages:
        assert page.startswith("<!DOCTYPE html>")
        assert not any(text in page.lower() for text in ("<script", "http://", "https://", "<link", "@import"))
    assert "<b>a</b>" not in pages[1]
    assert "&lt;b&gt;a&lt;/b&gt;" in pages[1]
    assert "a &quot;detail&quot; &lt;i&gt;" in pages[0]


@pytest.mark.parametrize(("form", "start"), [("text", "d = 2"), ("json", "{"), ("html", "<!DOCTYPE html>")])
def test_the_command_prints_a_problem(command, tmp_path, form, start):  # noqa: F811
    text = f"H = {H}\nPsi = {PSI}\nbeta_star = {BETA}\nsigma2 = 0.5\nM = 10\n"
    (tmp_path / "p.toml").write_text(text)
    code, out, _ = command("audit", "p.toml", "--format", form)
    assert (code, out.lstrip()[: len(start)]) == (0, start)


def test_the_command_prints_a_table(command, table):  # noqa: F811
    arguments = ("--data", table, "--task", "who", "--target", "y", "--ignore", "b", "--draws", 100)
    code, out, err = command("audit", *arguments, "--format", "json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["data"]["features"] == ["<b>a</b>"]
    assert math.isfinite(document["signal_to_noise"])


def test_the_command_lists_the_columns_of_a_table(command, table):  # noqa: F811
    code, out, err = command("audit", "--data", table)
    assert (code, err) == (0, "")
    assert "240 rows, 4 columns" in " ".join(out.split())
    assert "--task who --target y" in out
    document = json.loads(command("audit", "--data", table, "--format", "json")[1])
    assert [column["guess"] for column in document["columns"]] == ["task", "feature", "feature", "target"]
    assert document["suggested"] == ["--data", str(table), "--task", "who", "--target", "y"]
    # what is suggested is an audit
    code, out, err = command("audit", *document["suggested"], "--draws", 100, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["data"]["tasks"] == 30


def test_the_command_reads_a_table_as_it_is_told(command, table, tmp_path):  # noqa: F811
    lines = table.read_text().replace(",", ";").replace(".", ",").splitlines()
    path = tmp_path / "continental.csv"
    path.write_text("\n".join([*lines, "t1;;1,5;2,5"]) + "\n", encoding="utf-16")
    arguments = ("audit", "--data", path, "--task", "who", "--target", "y", "--draws", 100, "--format", "json")
    code, _, err = command(*arguments)
    assert code == 2
    assert "--drop-missing" in one_line(err)
    code, out, _ = command(*arguments, "--drop-missing")
    found = json.loads(out)
    assert (code, found["data"]["rows"]) == (0, 240)
    assert found["signal_to_noise"] == pytest.approx(audited(table).signal_to_noise.value)
    said = " ".join(found["data"]["notes"])
    assert "semicolons, with decimal commas, in the encoding utf-16" in said
    assert "1 of 241 rows lack a value (<b>a</b> 1)" in said


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ([], "give either a problem FILE or --data TABLE"),
        (["p.toml", "--data", "t.csv"], "give either a problem FILE or --data TABLE"),
        (["p.toml", "--task", "a"], "--task is for --data TABLE"),
        (["p.toml", "--intercept"], "--intercept is for --data TABLE"),
        (["--data", "t.csv"], "t.csv cannot be read"),
        (["--data", "t.csv", "--task", "a"], "--data needs --task COLUMN and --target COLUMN, or neither"),
        (["--data", "t.csv", "--draws", "100"], "--draws is for an audit"),
        (["--data", "t.csv", "--format", "html"], "listed as text or JSON"),
        (["p.toml", "--drop-missing"], "--drop-missing is for --data TABLE"),
        (["--data", "t.csv", "--separator", "ab"], "the separator is 'ab'"),
        (["--data", "t.csv", "--task", "a", "--target", "b"], "t.csv cannot be read"),
        (["p.toml"], "p.toml cannot be read"),
        (["p.toml", "--format", "xml"], "'xml' is not one of text, json, html"),
        (["p.npz"], "p.npz cannot be read"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(command, arguments, match):  # noqa: F811
    code, out, err = command("audit", *arguments)
    assert (code, out) == (2, "")
    assert match in one_line(err)


def test_a_pickle_is_refused(command, tmp_path):  # noqa: F811
    np.savez(tmp_path / "p.npz", H=np.array([{"a": 1}], dtype=object))
    code, _, err = command("audit", "p.npz")
    assert code == 2
    assert "Python objects" in one_line(err)
