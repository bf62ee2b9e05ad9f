"""Pure judgements: tier, inherent risk, control effectiveness, residual risk, each with its reasons."""
