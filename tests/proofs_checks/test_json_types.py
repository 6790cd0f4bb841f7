"""What is read from JSON is what is expected there, or is refused."""

import pytest

from proofs_checks.json_types import array_in, number_in, object_in, text_in

READERS = {object_in: {"a": 1}, array_in: [1], text_in: "a", number_in: 1.5}


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_takes_its_own_and_nothing_else(reader):
    assert reader(READERS[reader]) == READERS[reader]
    for value in [None, True, *(other for name, other in READERS.items() if name is not reader)]:
        with pytest.raises(TypeError, match=r"stands where an? .* is wanted"):
            reader(value)
