"""The normal form: polynomials in words of letters and traces, and what is done with them."""
