"""Points for symbols that satisfy hypotheses: drawn, moved to where equations hold, or searched through."""
