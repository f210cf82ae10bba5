"""Themes, stance, language, the screen and the redaction of a text; knows nothing of the portal.

Nothing is imported here, so that a part may be used alone:

* standard library only, fit for a web request: `classifier.screen`, `classifier.redact`,
  `classifier.redact`, `classifier.taxonomy`, `classifier.text`;
* numpy, ftfy and py3langid, for a worker: `classifier.model`, `classifier.evaluate`;
* scikit-learn and NLTK, for training alone: `classifier.pipeline`, `classifier.train`.
"""
