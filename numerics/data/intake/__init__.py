"""Tables as they come: files of any common kind and data frames, read to named columns, and nothing filled in."""
