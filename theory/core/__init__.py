"""What follows from what. Rules, searches and premises propose; only what is shown here counts."""
