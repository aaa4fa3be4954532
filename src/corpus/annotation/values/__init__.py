"""Values: dates, times, amounts and numbers, with what they are worth.

`find_values` is the door (`recognition`), which runs two grammars. `dates` joins calendar dates
(`date_points`), other forms (`date_words`) and times of day (`clock_times`). `quantities` joins
numerals (`numbers`) with units (`units`) and what they count (`counted`) to `amounts`, `money` and
`shares`, with their `signs`, and those to `ranges`. `duration_leads` adds 未来 to 未来五年, and
`set_phrases` knows numerals that count nothing. What all yield is an `Expression` (`expressions`);
the types of values are in `corpus.values`.
"""

from corpus.annotation.values.recognition import find_values

__all__ = ["find_values"]
