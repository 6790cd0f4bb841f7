import pytest

from proofs_checks.experimenting.changed_setting import changed_setting, setting_of
from tests.proofs_checks.toy_experiments import Toy


def test_values_are_read_by_the_kind_of_the_field():
    found = changed_setting(Toy(), ["mean=3", "names=a,b,c", "loud=true"], seeds=2)
    assert (found.mean, found.names, found.loud, found.seeds) == (3.0, ("a", "b", "c"), True, 2)
    assert list(setting_of(found))[-1] == "seeds"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("mean", "'mean' changes nothing: give NAME=VALUE"),
        ("maen=3", "toy has no setting 'maen'.*'mean'"),
        ("mean=three", "mean is 'three': give a value like 5.0"),
        ("loud=yes", "loud is 'yes': give a value like false"),
        ("seeds=1.5", "seeds is '1.5'"),
        ("seeds=0", "seeds is 0: give at least 1"),
    ],
)
def test_what_cannot_work_is_refused_in_one_line(change, words):
    with pytest.raises(ValueError, match=words):
        changed_setting(Toy(), [change])


def test_seeds_of_none_are_refused():
    with pytest.raises(ValueError, match="seeds is 0"):
        changed_setting(Toy(), [], seeds=0)
