from dataclasses import replace
from pathlib import Path

from proofs_checks.experimenting import run_keys
from proofs_checks.experimenting.run_keys import RunKeys, needed_source, sources_of
from proofs_checks.experiments import experiment_named

FILE = Path(run_keys.__file__).parents[1] / "experiments" / "ltb_reaches_gd_beta.py"
ROOT = Path(run_keys.__file__).parents[2]


def test_key_depends_on_arm_seed_and_setting_but_not_on_how_many_seeds():
    experiment = experiment_named("ltb_reaches_gd_beta").quick
    keys = RunKeys(experiment)
    assert keys.key_of("a", 1) != keys.key_of("a", 2)
    assert keys.key_of("a", 1) != keys.key_of("b", 1)
    assert RunKeys(replace(experiment, seeds=3)).key_of("a", 1) == keys.key_of("a", 1)
    assert RunKeys(replace(experiment, steps=7)).key_of("a", 1) != keys.key_of("a", 1)


def changed(tmp_path, old, new):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / "changed.py"
    copy.write_text(text.replace(old, new), encoding="utf-8")
    return needed_source(copy)


def test_judging_and_words_are_no_part_of_a_run(tmp_path):
    before = needed_source(FILE)
    assert changed(tmp_path, "Trained blocks and their floors.", "Another title.") == before
    assert changed(tmp_path, "def judge(self, results: Results) -> Answer:\n", "def judge(self, results):\n") == before


def test_what_trains_is_part_of_it_with_what_it_names(tmp_path):
    before = needed_source(FILE)
    assert changed(tmp_path, "(self.d + 1) ** -0.5", "(self.d + 2) ** -0.5") != before  # in run_seed
    assert changed(tmp_path, "Psi=np.eye(d)", "Psi=2 * np.eye(d)") != before  # in a function that a method names
    assert changed(tmp_path, 'UNITS = ("rescaled", "raw")', 'UNITS = ("raw", "rescaled")') != before or (
        "UNITS" not in before[0]
    )


def test_a_file_that_has_its_training_from_elsewhere_is_needed_as_a_whole(tmp_path):
    file = tmp_path / "derived.py"
    file.write_text("from numerics.training.optimisers import Adam\n\nRATE = 3\n\n\ndef judge():\n    return RATE\n")
    text, modules = needed_source(file)
    assert "RATE = 3" in text
    assert "numerics.training.optimisers" in modules


def test_imports_are_followed_into_the_training_code():
    files = {path.relative_to(ROOT).as_posix() for path in sources_of(needed_source(FILE)[1])}
    assert {
        "numerics/training/block_training.py",
        "numerics/training/optimisers.py",
        "numerics/training/task_draws.py",  # of what is imported
        "numerics/transformer/block_risk.py",
    } <= files
    assert not {f for f in files if f.startswith(("proofs_checks/report", "proofs_checks/experimenting"))}
