"""What a Word file is made of: opening one that may come from anybody, and reading its parts."""
