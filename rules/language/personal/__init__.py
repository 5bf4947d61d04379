"""How personal data looks in a text: each file knows one kind and its written forms."""
