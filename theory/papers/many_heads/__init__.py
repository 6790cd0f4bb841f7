"""Many heads, a learned guess, narrow widths and discrete steps: derived here, one theorem per file."""
