"""What linear attention with many heads, a learned guess and narrow widths can do: derived here, one theorem per file."""
