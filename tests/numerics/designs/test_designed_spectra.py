"""Eigenvalues by their law, and what is no spectrum."""

import re

import pytest

from numerics.designs.designed_spectra import Spectrum, spectrum_in_file


def test_laws_give_the_eigenvalues_that_they_say():
    assert Spectrum(power_law=2.0).eigenvalues(3).tolist() == [1, 1 / 4, 1 / 9]
    assert Spectrum(spikes=(5.0, 3.0)).eigenvalues(4).tolist() == [5, 3, 1, 1]
    assert Spectrum(values=(4.0, 0.5, 0.0)).eigenvalues(2).tolist() == [4, 0.5]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Spectrum(), "has no law"),
        (lambda: Spectrum(power_law=1.0, spikes=(2.0,)), "has power_law and spikes"),
        (lambda: Spectrum(power_law=float("nan")), "not finite"),
        (lambda: Spectrum(spikes=()), "not finite"),
        (lambda: Spectrum(values=(1.0, -2.0)), "holds -2: eigenvalues of a covariance are at least 0"),
        (lambda: Spectrum(values=(1.0,)).eigenvalues(2), "1 values has none for d = 2"),
        (lambda: Spectrum(spikes=(1.0, 2.0)).eigenvalues(1), "2 spikes has no room at d = 1"),
        (lambda: Spectrum(power_law=400.0).eigenvalues(9), "leaves the range of floats"),
        (lambda: Spectrum(power_law=-400.0).eigenvalues(9), "leaves the range of floats"),
        (lambda: Spectrum(values=(1.0, 0.0)).require_positive("H"), "of H has the eigenvalue 0"),
    ],
)
def test_what_is_no_spectrum_is_refused_in_one_line(make, said):
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        make()
    assert "\n" not in str(caught.value)


def test_files_hold_numbers_between_blanks_commas_and_lines(tmp_path):
    path = tmp_path / "spectrum.txt"
    path.write_text("3, 2\n1.5\t1e-1\n")
    assert spectrum_in_file(path).values == (3, 2, 1.5, 0.1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"1, two", "no number"),
        (b"1 -3", "holds -3"),
        (b"\xff\xfe", "no UTF-8"),
        (b"", "not finite"),
        (b"inf", "finite"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path, content, said):
    path = tmp_path / "spectrum.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=rf"spectrum\.txt.*{said}"):
        spectrum_in_file(path)
    with pytest.raises(ValueError, match="cannot be read"):
        spectrum_in_file(tmp_path / "absent.txt")


def test_a_law_is_named_in_words():
    assert str(Spectrum(power_law=0.5)) == "power law, j^-0.5"
    assert str(Spectrum(spikes=(4.0, 2.0))) == "spikes 4, 2"
    assert str(Spectrum(values=(3.0,))) == "values 3"
