"""Reviews at random: edits of any kind to any answer, by two reviewers or without tracking, a place each."""

from random import Random

from tests.word.review.office_reviews import ANNA, BELA, Reviewers
from tests.word.review.sent_copies import SentCopy

MADE_UP = ("zulu", "yankee", "xray", "whisky", "victor", "uniform", "tango", "sierra", "romeo", "quebec")


def random_review(sent: SentCopy, seed: int, edits: int = 30) -> Reviewers:
    """Return what was done; words that come in are of one kind for each place, so that each can be told."""
    random = Random(seed)
    done = Reviewers(sent)
    places = [(key, number) for key, stretches in sent.words.items() for number in stretches]
    taken: set[str] = set()
    for edit in range(edits * 5):
        key, number = random.choice(places)
        words = sent.words[key][number].split()
        if key in taken or sent.is_printed_together(key) or not _may_be_edited(sent, key, words):
            continue
        taken.add(key)
        _edit(done, random, key, words, f"{random.choice(MADE_UP)}{edit:03}")
        if len(taken) == edits:
            break
    return done


def _may_be_edited(sent: SentCopy, key: str, words: list[str]) -> bool:
    """Whether a word of it can be told from the rest of the answer, and typed over without leaving a link."""
    whole = " ".join(sent.words[key].values())
    return bool(words) and "://" not in whole and "@" not in whole and "www." not in whole and "|" not in whole


def _edit(done: Reviewers, random: Random, key: str, words: list[str], new: str) -> None:
    author = random.choice((ANNA, BELA, ANNA, BELA, ""))
    start = random.randrange(len(words))
    some = " ".join(words[start : start + random.randint(1, 4)])
    match random.randrange(4):
        case 0:
            done.insert(author, key, some, f" {new}")
        case 1:
            done.insert(author, key, some, f"{new} ", before=True)
        case 2 if author:
            done.replace(author, key, some, new)
        case 3 if author:
            done.delete(author, key, some)
        case _:
            done.insert(author, key, some, f" {new}")
