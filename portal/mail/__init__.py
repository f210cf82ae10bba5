"""Letters as text: a folder for each kind, a file for each language; the first line is the subject.

No letter carries a word of a case, a name or a number: somebody else may read the mailbox.
"""
