"""The papers whose theorems the toolkit carries, one package each."""
