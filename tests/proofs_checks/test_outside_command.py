"""The command on theorem files outside of the project, in several processes."""

import pytest

from tests.copies import ROOT, run_code
from tests.proofs_checks.test_cli import command as in_process  # noqa: F401
from tests.theory.outside import forgetting, stated, write

OWN_RULE = """
from dataclasses import dataclass
from my_paper.steps import EXTRA
from theorycheck import Step
@dataclass(frozen=True)
class Doubled:
    function: object = None
    def apply(self, state):
        return state.to(state.expression)
"""


def command(folder, *arguments):
    """In a process of its own, from which others are started."""
    code = f"import os, sys; os.chdir({str(folder)!r}); from proofs_checks.cli import main; main()"
    return run_code(ROOT, "-c", code, *arguments)


def with_own_rule(slug, *premises, rule="Doubled()"):
    return stated(slug, *premises, lines=OWN_RULE).replace("title=", f"derivation=(Step({rule}, 'so'),), title=")


@pytest.mark.long
def test_workers_in_other_processes_load_them(tmp_path):
    """Rules and premises of their own included, and with no help from the folder that one is in."""
    write(
        tmp_path / "far" / "away",
        my_paper__steps="EXTRA = 1",
        my_paper__lower=with_own_rule("lower"),
        my_paper__upper=with_own_rule("upper", "lower"),
    )
    done = command(tmp_path, "verify", "far", "--workers", "2", "--samples", "1000")
    assert done.returncode == 0, done
    assert "lower  PROVED" in done.stdout
    assert "upper  PROVED" in done.stdout


@pytest.mark.long
def test_what_cannot_travel_to_them_is_said_in_a_line(tmp_path):
    rule = "Doubled(lambda x: x)"
    write(tmp_path, my_paper__steps="EXTRA = 1", my_paper__a=with_own_rule("a", rule=rule), my_paper__b=stated("b"))
    done = command(tmp_path, "verify", "my_paper", "--workers", "2", "--samples", "1000")
    assert (done.returncode, done.stderr.count("error: ")) == (2, 1), done
    assert "cannot be sent to another process" in done.stderr
    assert "Traceback" not in done.stderr
    assert command(tmp_path, "verify", "my_paper", "--workers", "1", "--samples", "1000").returncode == 0


@pytest.mark.parametrize("words", [["list"], ["show"], ["latex"], ["attack", "--evidence", "derivation"]], ids=" ".join)
def test_every_command_takes_them(tmp_path, in_process, words):  # noqa: F811
    write(tmp_path, my_paper__lower=stated("lower"), my_paper__upper=stated("upper", "lower"))
    with forgetting():
        code, out, err = in_process(words[0], "my_paper", *words[1:])
        assert code == 0, err
        assert "lower" in out
        assert "upper" in out
        code, out, err = in_process(words[0], "my_papre", *words[1:])
    assert (code, out) == (2, "")
    assert err.startswith("error: there is no theorem 'my_papre'")
