"""The supply chain as a picture, for window and reports alike. Where things stand is reckoned without any drawing library."""
