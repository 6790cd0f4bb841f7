"""The command from end to end, run again, and one line for what is wrong."""

import csv

import numpy as np
import pytest
import xarray

from proofs_checks import cli
from proofs_checks.sweeping.sweeping_call import sweep
from tests.proofs_checks.sweeping.toy_sweeps import QUICK


@pytest.fixture
def command(monkeypatch, capsys):
    """Runs the command, and gives back its exit code and what it wrote."""

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["theorycheck", *map(str, arguments)])
        with pytest.raises(SystemExit) as leaving:
            cli.main()
        return (leaving.value.code, *capsys.readouterr())

    return run


SPEC = """
quantities = ["minimal_excess", "linear_attention_gap", "gap_lower_bound", "gap_upper_bound", "shared_signal",
              "least_squares_excess", "second_moment_of_sample_covariance.verdict"]
[axes]
d = 2
M = [2, 8]
signal_to_noise = [0.5, 2.0]
beta_norm = 1.0
"""


@pytest.mark.long
def test_a_sweep_leaves_results_report_and_pictures_and_goes_on_from_them(command, tmp_path):
    (tmp_path / "spec.toml").write_text(SPEC)
    arguments = ("sweep", tmp_path / "spec.toml", "--out", tmp_path / "out", "--workers", 1)
    code, out, err = command(*arguments, "--also", "csv", "--also", "parquet", "--also", "netcdf")
    assert (code, "lack a number" in err) == (0, True)
    names = ["results.zarr", "results.csv", "results.parquet", "results.nc", "failures.csv", "report.html"]
    assert [line.rpartition("/")[2] for line in out.splitlines()] == names
    with xarray.open_zarr(tmp_path / "out" / "results.zarr", chunks=None) as found:
        assert dict(found.sizes) == {"M": 2, "signal_to_noise": 2}
        with xarray.open_dataset(tmp_path / "out" / "results.nc", engine="scipy") as again:
            assert again.equals(found)
        assert found.attrs["specification"].startswith('{"axes"')
        verdict = found["second_moment_of_sample_covariance.verdict"]
        meanings = dict(zip(verdict.attrs["flag_values"], verdict.attrs["flag_meanings"].split(), strict=True))
        assert {meanings[code] for code in verdict.values.ravel().tolist()} == {"CONFIRMED"}
        assert np.isnan(found.least_squares_excess.sel(M=2)).all()
        assert "it needs M > d + 1" in str(found.undefined.sel(M=2, signal_to_noise=0.5).values)
        table = list(csv.DictReader((tmp_path / "out" / "results.csv").read_text().splitlines()))
        assert [float(row["minimal_excess"]) for row in table] == found.minimal_excess.values.ravel().tolist()
    page = (tmp_path / "out" / "report.html").read_text()
    assert page.count("<svg") == len(list((tmp_path / "out" / "figures").glob("*.svg"))) >= 6
    assert "The gap between its bounds." in page
    code, _, err = command(*arguments)
    assert (code, "4 of 4 points are known from an earlier run" in err) == (0, True)


@pytest.mark.parametrize(
    ("spec", "arguments", "said"),
    [
        (SPEC.replace("minimal_excess", "minimal_exces"), (), "was meant for"),
        (SPEC.replace("[2, 8]", "[8]"), (), "the axis M has the one value 8"),
        (SPEC, ("--also", "cvs"), "results are not written as 'cvs' (is it what 'csv' was meant for?)"),
        (SPEC, ("--workers", 0), "0 workers: give at least one"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(command, tmp_path, spec, arguments, said):
    (tmp_path / "spec.toml").write_text(spec)
    code, out, err = command("sweep", tmp_path / "spec.toml", "--out", tmp_path / "out", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not list((tmp_path / "out").glob("results*"))


def test_a_package_that_is_missing_is_named_with_the_extra(monkeypatch):
    monkeypatch.setattr("proofs_checks.sweeping.datasets.find_spec", lambda name: None if name == "zarr" else name)
    with pytest.raises(ValueError, match=r"zarr is missing: install theorycheck\[sweep\]"):
        sweep(QUICK)


def test_a_design_comes_back_over_its_points():
    found = sweep({**QUICK, "quantities": ["minimal_excess"], "design": {"samples": 8}})
    assert dict(found.sizes) == {"point": 8}
    assert found.M.dtype.kind == "i"
    assert found.minimal_excess.attrs["long_name"].startswith("the minimal excess")
