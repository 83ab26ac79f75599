"""A desk works without what is not needed everywhere."""

from planwriter.ui.fields.desk import Desk


def test_titles_of_tables_may_be_unknown():
    desk = Desk(
        rows_of=lambda _key: [], new_row_id=lambda: "r1", suggestions=lambda _key: [], announce=lambda _words: None
    )
    assert desk.title_of("customers.groups") == ""
