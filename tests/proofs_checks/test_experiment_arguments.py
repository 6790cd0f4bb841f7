from proofs_checks.experiment_arguments import experiments_beginning
from proofs_checks.experiments import slugs


def test_the_shell_completes_slugs():
    assert tuple(experiments_beginning("")) == slugs()
    assert experiments_beginning("ltb") == ["ltb_reaches_gd_beta"]
    assert experiments_beginning("x") == []
