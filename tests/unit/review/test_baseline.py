"""A baseline is read strictly, whoever made it."""

import json

import pytest

from planwriter.errors import FormatError
from planwriter.plan.draft import path_from_key
from planwriter.review.baseline import read_baseline
from tests.unit.review.sent_on_paper import sample


def _form():
    return json.loads(sample().data)


def _read(form):
    return read_baseline(json.dumps(form).encode(), sample().catalogue)


def test_it_gives_the_plan_the_paragraphs_and_where_answers_stand():
    baseline = sample().baseline
    assert baseline.plan.answer("plan.title") in [one.text for one in baseline.paragraphs]
    (number, stretch), *_more = baseline.places["plan.title"]
    assert baseline.paragraphs[number].text[stretch.start : stretch.end] == baseline.plan.answer("plan.title")
    assert set(baseline.key_of_name.values()) >= set(baseline.places)


def test_older_ones_without_names_are_found_by_their_hash():
    form = _form()
    names = form.pop("names")
    assert _read(form).key_of_name.items() <= names.items()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("format", "something"),
        ("format_version", 2),
        ("plan", {}),
        ("plan", None),
        ("paragraphs", {}),
        ("paragraphs", [["words"]]),
        ("paragraphs", [["words", [["plan.title", 0, 0]]]]),
        ("paragraphs", [["words", [["plan.title", 0, 0, 9]]]]),
        ("paragraphs", [["words", [["plan.title", 0, 3, 2]]]]),
        ("paragraphs", [["words", [["plan.title", True, 0, 2]]]]),
        ("paragraphs", [["words", [["plan.nothing", 0, 0, 2]]]]),
        ("paragraphs", [["words", [["customers.groups/none/name", 0, 0, 2]]]]),
        ("paragraphs", [["words", [["plan.title", 0, 0, 3], ["agency.name", 0, 2, 4]]]]),
        ("paragraphs", [["words", [["plan.title", 0, 0, 3]]], ["words", [["plan.title", 0, 0, 3]]]]),
        ("changes", [["author"]]),
        ("names", ["plan.title"]),
        ("names", {"no digits": "plan.title"}),
        ("export_id", 5),
        ("office", None),
        ("awaits", {}),
        ("awaits", [[0]]),
        ("awaits", [[True, "plan.title"]]),
        ("awaits", [[99999, "plan.title"]]),
        ("awaits", [[0, 7]]),
    ],
)
def test_what_is_not_as_we_write_it_is_refused(place, value):
    form = _form()
    form[place] = value
    with pytest.raises(FormatError) as refused:
        _read(form)
    assert refused.value.advice


def test_it_says_which_missing_answer_a_note_or_an_empty_cell_stands_for():
    baseline = sample().baseline
    assert baseline.awaited
    for key, places in baseline.awaited.items():
        assert baseline.plan.at(path_from_key(key)) is None
        assert all(baseline.paragraphs[one].text.startswith(("–", "Not written yet")) for one in places)


def test_older_ones_say_nothing_of_missing_answers():
    form = _form()
    del form["awaits"]
    assert _read(form).awaited == {}


@pytest.mark.parametrize("key", ["plan.title", "plan.nothing", "customers.groups", "customers.groups/none/name", "a/b"])
def test_what_words_cannot_answer_is_not_waited_for(key):
    form = _form()
    number = next(n for n, (_words, answers) in enumerate(form["paragraphs"]) if not answers)
    form["awaits"] = [[number, key]]
    assert _read(form).awaited == {}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "planwriter-baseline"}'])
def test_what_is_no_json_of_ours_is_refused(data):
    with pytest.raises(FormatError):
        read_baseline(data, sample().catalogue)
