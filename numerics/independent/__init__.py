"""What enters verdicts as evidence: nothing here imports, directly or indirectly, anything that derives."""
