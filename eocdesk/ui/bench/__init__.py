"""The measures of the desk against its budgets, each beside a floor taken in the same run."""
