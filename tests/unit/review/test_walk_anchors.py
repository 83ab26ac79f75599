"""Our bookmarks and content controls are found in every form that Word and LibreOffice give them."""

from planwriter.review.returned import CellPlace
from tests.unit.review.reading import anchors, read
from tests.unit.review.word_shapes import bookmark, control, dele, ins, p, r, row, table


def test_a_bookmark_and_a_control_cover_their_words() -> None:
    inner = control("pw:mission", r("Serve ") + dele("them") + ins("all"))
    copy = read(p("Mission: ", bookmark("pw_0123abc_2", inner), "."))
    assert anchors(copy) == [[("0123abc", 2, 9, 22, False), ("mission", 0, 9, 22, True)]]


def test_a_control_may_stand_around_paragraphs_cells_and_rows() -> None:
    cell = f"<w:tr>{control('pw:c', '<w:tc>' + p('Cell') + '</w:tc>')}</w:tr>"
    rows = control("pw:r", row("One", "Two"))
    copy = read(control("pw:block", p("First") + p("Second")) + table(cell, rows))
    assert anchors(copy) == [
        [("block", 0, 0, 5, True)],
        [("block", 0, 0, 6, True)],
        [("c", 0, 0, 4, True)],
        [("r", 0, 0, 3, True)],
        [("r", 0, 0, 3, True)],
    ]
    assert [one.cell for one in copy.paragraphs[2:]] == [CellPlace(0, 0, 0), CellPlace(0, 1, 0), CellPlace(0, 1, 1)]


def test_a_cloned_control_is_there_twice() -> None:
    copy = read(control("pw:goal", p("One")) + control("pw:goal", p("Two")))
    assert [one.anchors[0].name for one in copy.paragraphs] == ["goal", "goal"]


def test_a_bookmark_over_several_paragraphs_counts_in_each() -> None:
    start, close = '<w:bookmarkStart w:id="4" w:name="pw_aaaaaaa_0"/>', '<w:bookmarkEnd w:id="4"/>'
    copy = read(p("ab", start, "cd") + p("ef") + p("gh", close, "ij") + p("kl"))
    assert [one[2:4] for found in anchors(copy) for one in found] == [(2, 4), (0, 2), (0, 2)]
    outside = read(start + p("ef") + p(close, "gh"))
    assert anchors(outside) == [[("aaaaaaa", 0, 0, 2, False)], []]


def test_a_start_repeated_in_each_paragraph_with_one_end_goes_no_further() -> None:
    def start(number: int) -> str:
        return f'<w:bookmarkStart w:id="{number}" w:name="pw_aaaaaaa_0"/>'

    copy = read(p(start(1), "ab") + p(start(2), "cd", '<w:bookmarkEnd w:id="2"/>') + p("ef"))
    assert [len(found) for found in anchors(copy)] == [1, 1, 0]


def test_a_bookmark_without_an_end_or_with_an_end_alone_spoils_nothing() -> None:
    copy = read(p('<w:bookmarkStart w:id="1" w:name="pw_aaaaaaa_0"/>', "ab") + p("cd", '<w:bookmarkEnd w:id="9"/>'))
    assert anchors(copy) == [[("aaaaaaa", 0, 0, 2, False)], []]
    assert anchors(read(p(bookmark("_Toc1", r("x")), bookmark("pw_xyz", r("y"))))) == [[]]


def test_a_bookmark_whose_words_are_gone_stays_as_a_place() -> None:
    assert anchors(read(p("ab", bookmark("pw_aaaaaaa_0", "")))) == [[("aaaaaaa", 0, 2, 2, False)]]


def test_two_bookmarks_of_one_id_are_both_found() -> None:
    first, second = (bookmark(f"pw_{name * 7}_0", r("x")) for name in "ab")
    assert [one[0] for one in anchors(read(p(first, second)))[0]] == ["aaaaaaa", "bbbbbbb"]
    start = first.removesuffix('<w:bookmarkEnd w:id="1"/>')
    assert [one[0] for one in anchors(read(p(start, second)))[0]] == ["aaaaaaa", "bbbbbbb"]
