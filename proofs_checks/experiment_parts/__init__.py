"""What every experiment is made of: its base class, results, answers, intervals over seeds, tables and floors."""
