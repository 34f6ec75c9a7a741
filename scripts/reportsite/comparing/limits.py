"""How much must be left of a paragraph's words for it to be the same one: the limits of likeness.

They are measured: of paragraphs of the US Department of State that have a partner in the next
edition, 1.8 in a hundred are as alike as 0.35 to another one of the partner's section, and 0.6 as
alike as 0.4, with ten rare words in common, to one of any other section. `scripts/bench.py changes`
tells what comes of them.
"""

from __future__ import annotations

# the least likeness within a section, and there beside a neighbour that is matched too
IN_SECTION = 0.3
IN_PLACE = 0.25
# the least likeness elsewhere, by how many of the rarest words two paragraphs share
# (below two and a half it is a form of words, "Not applicable.", the same in any section)
ELSEWHERE = ((15.0, 0.36), (10.0, 0.42), (2.5, 0.8), (0.0, 2.0))
# the fewest shared words and the least likeness for two that are like no other paragraph by so much
DISTINCT_WORDS = 4.0
DISTINCT = 0.36
DISTINCT_BY = 0.15
# what a likeness gains, so that of two as alike the one in place is taken
SECTION = 0.2
NEIGHBOUR = 0.05
# what it gains, or loses, where both begin with words of their own before a colon
LABEL = 0.08
# a candidate before that
LEAST = 0.2
# words of a text that, where it is the same, is the same paragraph in whatever section it stands
FEWEST_WORDS = 25
# of paragraphs with the same words
MOST_COUPLES = 10_000
