"""Everything that is shown: windows, pages, editors. Takes the Session; gives intents."""
