from proofs_checks.experiment_parts.answer import Answer, Finding, Word, word_within


def answer(*words):
    return Answer(tuple(Finding("so", word) for word in words)).word


def test_one_no_is_no_and_nothing_that_decides_is_undecided():
    assert answer(Word.YES, Word.NO, Word.UNDECIDED) is Word.NO
    assert answer(Word.YES, Word.UNDECIDED, None) is Word.UNDECIDED
    assert answer(Word.YES, None) is Word.YES
    assert answer(None) is Word.UNDECIDED
    assert answer() is Word.UNDECIDED


def test_an_interval_within_outside_and_across():
    assert word_within(0.995, 1.005, 0.99, 1.01) is Word.YES
    assert word_within(1.02, 1.05, 0.99, 1.01) is Word.NO
    assert word_within(0.9, 0.98, 0.99, 1.01) is Word.NO
    assert word_within(1.0, 1.02, 0.99, 1.01) is Word.UNDECIDED
    nan = float("nan")
    assert word_within(nan, nan, 0.99, 1.01) is Word.UNDECIDED
    assert word_within(float("-inf"), float("inf"), 0.99, 1.01) is Word.UNDECIDED
