"""Closed forms computed over one kind of number: floats, fractions, intervals, rational functions, series."""
