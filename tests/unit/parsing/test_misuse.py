"""Plausible mistakes get a message that names the remedy."""

import pytest

import corpus


@pytest.mark.parametrize("wrong", [b"\xe6\x96\xb0", None, 5])
def test_only_text_is_parsed(wrong):
    """Bytes are told to be decoded."""
    with pytest.raises(TypeError, match="a text is parsed"):
        corpus.parse(wrong)


@pytest.mark.parametrize("options", [{"year": "2014"}, {"year": 0}, {"published": "2014-05-30"}])
def test_years_and_dates_have_their_types(options):
    """Both in parse and in parse_dateline."""
    for call in (corpus.parse, corpus.parse_dateline):
        with pytest.raises(corpus.ParseError, match=f"{next(iter(options))}= takes"):
            call("新华社北京5月29日电 中央办公厅近日印发意见。", **options)
