"""Help, written for officers: a page of words for each page of the window, a glossary with sources, and all keys."""
