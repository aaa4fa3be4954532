"""LAC: words, parts of speech and names from a small recurrent network, in NumPy.

`Tagger` is what to use. The modules behind it: `weights` (the files), `alphabet` (characters to
rows), `batches`, `network` (rows to scores), `products` and `onnx` (its matrices), `blas`,
`reading` (scores to words), `decode` (scores to tags), `marginals` (how sure they are), `words`.
What LAC's names become in the 18 labels is not decided here.
"""

from corpus.annotation.lac.reading import Reading
from corpus.annotation.lac.tagger import Tagger
from corpus.annotation.lac.words import TaggedSentence, TaggedWord

__all__ = ["Reading", "TaggedSentence", "TaggedWord", "Tagger"]
