"""The items of an article's layers: `Sentence`, `Entity`, `Quotation` and the rest.

Where an item points at another stretch of the text (a quotation at its speaker), the
field ``…_span`` has the offsets and the attribute without ``_span`` the text.
The outline, `Section` and `Dateline`, is in `corpus.model.outline`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from corpus.model.annotation import NONE, Annotation, known
from corpus.spans import Span
from corpus.values import DateValue, Quantity, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.layers import Layer

__all__ = [
    "COARSE_LABELS",
    "ENTITY_LABELS",
    "QUOTATION_KINDS",
    "Block",
    "Entity",
    "Paragraph",
    "Quotation",
    "Role",
    "Sentence",
    "Token",
]

ENTITY_LABELS = (
    *("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"),
    *("LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"),
)
"""The 18 labels of OntoNotes 5 (Weischedel et al., 2013, LDC2013T19)."""

COARSE_LABELS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
"""The usual mapping of those labels to ``PER``, ``LOC`` and ``ORG``; the others have none."""

QUOTATION_KINDS = ("direct", "indirect")
"""The kinds of quotation: between quotation marks, or reported."""


class Block(Annotation):
    """An annotation that holds sentences, tokens and entities."""

    __slots__ = ()

    @property
    def sentences(self) -> Layer[Sentence]:
        """The sentences within."""
        return self._article().sentences.within(self.span)

    @property
    def tokens(self) -> Layer[Token]:
        """The tokens within."""
        return self._article().tokens.within(self.span)

    @property
    def entities(self) -> Layer[Entity]:
        """The entities within."""
        return self._article().entities.within(self.span)


@attrs.frozen(kw_only=True)
class Sentence(Block):
    """A sentence.

    Example:
        >>> import corpus
        >>> corpus.split_sentences("他走了。她来了。")[1].text
        '她来了。'
    """


@attrs.frozen(kw_only=True)
class Paragraph(Block):
    """A paragraph of the body, whole even where the raw file breaks it.

    Example:
        >>> import corpus
        >>> corpus.load()[1].paragraphs[-1].text[:12]
        '守护贫困儿童的健康，让天'
    """


@attrs.frozen(kw_only=True)
class Token(Annotation):
    """A word.

    Attributes:
        upos: Its universal part of speech (https://universaldependencies.org/u/pos/), or `None`.
        tag: The tagger's own tag, or `None`.

    Example:
        >>> import corpus
        >>> [token.text for token in corpus.load()[2].sentences[0].tokens]
        ['赵亚夫', '事迹', '引起', '社会', '强烈反响']
    """

    upos: str | None = None
    tag: str | None = None

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {"upos": (str, NONE), "tag": (str, NONE)}


@attrs.frozen(kw_only=True)
class Entity(Annotation):
    """A named entity, date, number or amount.

    Attributes:
        label: One of `ENTITY_LABELS`.
        id: What links all mentions of one thing, within and across articles, or `None`.
        value: The normalised value of a date or number, or `None`.
        confidence: The recogniser's confidence in (0, 1], or `None` for gold.

    Raises:
        AnnotationError: If the label is not one of the 18.

    Example:
        >>> import corpus
        >>> children = corpus.load()[1].entities.filter(text="67万儿童")[0]
        >>> children.label, str(children.value), children.source
        ('CARDINAL', '670000 人', 'gold')
    """

    label: str = attrs.field(validator=known("label", ENTITY_LABELS))
    id: str | None = None
    value: Value | None = None
    confidence: float | None = None
    _source: str = attrs.field(default="", repr=False)

    @classmethod
    def _vocabularies(cls) -> Mapping[str, tuple[str, ...]]:
        return {"label": ENTITY_LABELS}

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {
            "id": (str, NONE),
            "value": (DateValue, Quantity, NONE),
            "confidence": (float, int, NONE),
            "source": (str,),
        }

    @property
    def source(self) -> str:
        """Who found it: its own maker, or its layer's."""
        return self._source or ("" if self._layer is None else self._layer.source)


@attrs.frozen(kw_only=True)
class Quotation(Annotation):
    """Reported speech or writing.

    Attributes:
        kind: ``direct`` (between quotation marks) or ``indirect``.
        level: 0 for an outermost quotation, 1 for one inside it, and so on.
        speaker_span: Where its speaker is named, or `None`.
        cue_span: Where the verb of saying stands, or `None`.

    Example:
        >>> import corpus
        >>> quotation = corpus.load()[1].quotations[1]
        >>> quotation.speaker, quotation.cue, quotation.kind, quotation.text[:12]
        ('张世琨', '说', 'indirect', '改善儿童营养和健康状况直')
        >>> quotation.speaker_entity.id
        'zhang-shikun'
    """

    speaker_span: Span | None = attrs.field(default=None, alias="speaker")
    cue_span: Span | None = attrs.field(default=None, alias="cue")
    kind: str = attrs.field(default="direct", validator=known("kind", QUOTATION_KINDS))
    level: int = 0

    @classmethod
    def _vocabularies(cls) -> Mapping[str, tuple[str, ...]]:
        return {"kind": QUOTATION_KINDS}

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {"speaker": (Span, NONE), "cue": (Span, NONE), "level": (int,)}

    @property
    def speaker(self) -> str | None:
        """Who speaks, as the text names them, or `None`."""
        return self._slice(self.speaker_span)

    @property
    def cue(self) -> str | None:
        """The verb of saying (说, 表示), or `None`."""
        return self._slice(self.cue_span)

    @property
    def speaker_entity(self) -> Entity | None:
        """The entity that is the speaker, if one stands there."""
        if self.speaker_span is None:
            return None
        found = self._article().entities.overlapping(self.speaker_span)
        return next((entity for entity in found if entity.span == self.speaker_span), None)


@attrs.frozen(kw_only=True)
class Role(Annotation):
    """An office or standing that the text gives a person: 镇江市农科院院长 of 庄义庆.

    Attributes:
        person_span: Where the person is named.

    Example:
        >>> import corpus
        >>> role = corpus.load()[2].roles.filter(person="庄义庆")[0]
        >>> role.text
        '镇江市农科院院长'
    """

    person_span: Span = attrs.field(alias="person")

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {"person": (Span,)}

    @property
    def person(self) -> str:
        """The person's name as the text has it."""
        return cast("str", self._slice(self.person_span))
