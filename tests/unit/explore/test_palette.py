"""The colours of labels."""

from itertools import combinations

import pytest
from rich.color import Color, ColorSystem

from corpus.explore.palette import colours, colours_for
from corpus.model import ENTITY_LABELS


def _luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2.2 defines."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_label_has_a_colour_of_its_own():
    assert set(colours()) == set(ENTITY_LABELS)
    assert len(set(colours().values())) == len(ENTITY_LABELS)


@pytest.mark.parametrize("label", ENTITY_LABELS)
def test_a_colour_is_readable_on_white_and_on_black(label):
    luminance = _luminance(colours()[label])
    assert 1.05 / (luminance + 0.05) >= 4.45
    assert (luminance + 0.05) / 0.05 >= 4.45


@pytest.mark.parametrize("label", ENTITY_LABELS)
def test_a_colour_stays_a_colour_on_a_terminal_of_16(label):
    number = Color.parse(colours()[label]).downgrade(ColorSystem.STANDARD).number
    assert number not in {0, 7, 8, 15}


def test_names_that_are_no_labels_get_colours_apart_from_each_other():
    chosen = colours_for(["direct", "indirect", "PERSON"])
    assert chosen["PERSON"] == colours()["PERSON"]
    assert all(one != other for one, other in combinations(chosen.values(), 2))


def test_there_are_colours_for_any_number_of_names():
    assert len(colours_for(map(str, range(100)))) == 100
