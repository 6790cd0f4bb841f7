import pytest

from proofs_checks.experiment_parts.result_table import ResultTable


def test_a_row_of_another_length_is_refused():
    ResultTable(("a", "b"), ((1, None),))
    with pytest.raises(ValueError, match="a row has 1 cells under 2 headings"):
        ResultTable(("a", "b"), ((1,),))
