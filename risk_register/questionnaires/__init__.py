"""What vendors' questionnaires mean: families, recognition, verdicts, comparison."""
