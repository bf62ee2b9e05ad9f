"""The tabs of the Settings page: facts about the organisation, the window's taste, the method, copies, remembered headings."""
