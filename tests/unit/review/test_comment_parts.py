"""Comments of a returned file: whose, when, of which words, in answer to what, and whether they are done."""

from planwriter.review.comment_parts import LONGEST_QUOTE
from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedComment
from tests.unit.export.docx.word_xml import parts_of, repacked
from tests.unit.review.reading import read
from tests.unit.review.word_shapes import (
    COUNSEL,
    POLICY,
    THREADS,
    WORD_TYPE,
    Part,
    about,
    box,
    comment,
    dele,
    ins,
    p,
    r,
    thread,
    word_file,
)


def test_a_comment_knows_its_words() -> None:
    body = p("We ", about(1, r("answer ") + dele("slow") + ins("fast")), ".")
    (found,) = read(body, Part("comments", comment(1, "By when?", date="0-00-00T00:00:00Z"))).comments
    assert (found.author, found.date, found.text) == (POLICY, "0-00-00T00:00:00Z", "By when?")
    assert (found.paragraph, found.start, found.end, found.quoted) == (0, 3, 18, "answer fast")


def test_a_comment_over_two_paragraphs_and_one_between_them() -> None:
    body = p("ab", '<w:commentRangeStart w:id="1"/>', "cd") + p("ef", '<w:commentRangeEnd w:id="1"/>', "gh")
    body += '<w:commentRangeStart w:id="2"/>' + p("ij") + '<w:commentRangeEnd w:id="2"/>'
    over, whole = read(body, Part("comments", comment(1, "x") + comment(2, "y"))).comments
    assert (over.paragraph, over.start, over.end, over.quoted) == (0, 2, 4, "cd\nef")
    assert (whole.paragraph, whole.start, whole.end, whole.quoted) == (2, 0, 2, "ij")


def test_a_comment_with_a_reference_alone_or_with_nothing() -> None:
    body = p("abc", '<w:r><w:commentReference w:id="1"/></w:r>')
    pointed, loose = read(body, Part("comments", comment(1, "x") + comment(2, "y"))).comments
    assert (pointed.paragraph, pointed.start, pointed.end, pointed.quoted) == (0, 3, 3, "")
    assert loose.paragraph is None


def test_a_comment_at_the_end_of_everything_points_at_the_end() -> None:
    body = p("abc") + '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/>'
    (found,) = read(body, Part("comments", comment(1, "x"))).comments
    assert (found.paragraph, found.start, found.end) == (0, 3, 3)


def test_comments_stand_in_notes_headers_and_boxes_too() -> None:
    copy = read(
        p(about(1, r("body")), box(p(about(2, r("box"))))),
        Part("header", p(about(3, r("head")))),
        Part("comments", "".join(comment(number, "x") for number in (1, 2, 3))),
    )
    assert [one.quoted for one in copy.comments] == ["body", "box", "head"]
    assert [copy.paragraphs[one.paragraph or 0].part for one in copy.comments] == ["body", "text box", "header"]


def test_a_comment_of_several_paragraphs_keeps_its_lines() -> None:
    two = comment(1, "One").replace("</w:comment>", f"{p('Two')}</w:comment>")
    assert read(p("x"), Part("comments", two)).comments[0].text == "One\nTwo"


def _threaded(*threads: str) -> dict[str, bytes]:
    return {"word/commentsExtended.xml": THREADS.format("".join(threads)).encode()}


def _read_threads(body: str, comments: str, *threads: str) -> tuple[ReturnedComment, ...]:
    data = word_file(body, Part("comments", comments), raw=_threaded(*threads))
    types = parts_of(data)["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/commentsExtended.xml" ContentType="{WORD_TYPE}.commentsExtended+xml"/></Types>'.encode(),
    )
    return read_returned(repacked(data, {"[Content_Types].xml": types})).comments


def test_replies_name_what_they_answer_and_resolved_ones_say_so() -> None:
    comments = (
        comment(1, "By when?", paragraph="0A")
        + comment(2, "By May.", author=COUNSEL, paragraph="0B")
        + comment(3, "Other", paragraph="0C")
    )
    asked, answered, other = _read_threads(
        p(about(1, r("soon"))),
        comments,
        thread("0A", is_done=True),
        thread("0B", "0A", is_done=True),
        thread("0C", "FF"),
    )
    assert (asked.answers, answered.answers, other.answers) == ("", "1", "")
    assert (asked.is_resolved, answered.is_resolved, other.is_resolved) == (True, True, False)
    assert (answered.paragraph, answered.quoted) == (0, "soon")
    assert other.paragraph is None


def test_comments_that_answer_one_another_in_a_circle_do_no_harm() -> None:
    comments = comment(1, "a", paragraph="0A") + comment(2, "b", paragraph="0B") + comment(3, "c", paragraph="0C")
    circle = _read_threads(p("x"), comments, thread("0A", "0B"), thread("0B", "0A"), thread("0C", "0C"))
    assert [one.answers for one in circle] == ["2", "1", ""]
    assert [one.paragraph for one in circle] == [None, None, None]


def test_two_comments_of_one_id_are_both_told() -> None:
    assert [one.text for one in _read_threads(p("x"), comment(1, "a") + comment(1, "b"))] == ["a", "b"]


def test_a_very_long_quotation_is_cut() -> None:
    (found,) = _read_threads(p(about(1, r("x" * (LONGEST_QUOTE + 10)))), comment(1, "Shorter, please."))
    assert found.quoted == "x" * LONGEST_QUOTE + "…"


def test_a_comment_that_ends_before_it_begins_is_about_no_words() -> None:
    body = p('<w:commentRangeEnd w:id="1"/>', "abc", '<w:commentRangeStart w:id="1"/>')
    (found,) = _read_threads(body, comment(1, "x"))
    assert (found.start, found.end, found.quoted) == (3, 3, "")
