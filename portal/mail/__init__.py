"""Letters as text: a folder for each kind, a file for each language; the first line is the subject.

`<language>.txt` goes by e-mail; `<language>.text.txt` by text message, without a subject and at
most two parts long. `en-simple` is English in easy words; a kind without it is said in English.

No letter carries a word of a case, a name or a number: somebody else may read the mailbox.
"""
