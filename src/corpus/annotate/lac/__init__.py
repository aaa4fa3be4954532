"""LAC: words, parts of speech and names from a small recurrent network, in NumPy.

`Tagger` is what to use. The modules behind it: `weights` (the files), `alphabet` (characters to
rows), `network` (rows to scores), `decode` (scores to tags), `onnx` (the same network for ONNX
Runtime). What LAC's names become in the 18 labels is not decided here.
"""

from corpus.annotate.lac.tagger import TaggedSentence, TaggedWord, Tagger

__all__ = ["TaggedSentence", "TaggedWord", "Tagger"]
