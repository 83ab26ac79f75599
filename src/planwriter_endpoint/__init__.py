"""The receiving side: takes sealed packages by network or from files, keeps each once, and gives a signed receipt."""
