"""What a report carries inside for machines: its content and facts as JSON, in a file made for archives (PDF/A-3b)."""
