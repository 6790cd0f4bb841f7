"""Values of symbols: read, looked over, and tied to the symbols that they belong to."""
