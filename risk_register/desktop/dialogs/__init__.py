"""What is asked for and answered above a page."""
