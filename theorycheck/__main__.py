"""``python -m theorycheck`` is the command."""

from proofs_checks.cli import main

if __name__ == "__main__":
    main()
