"""Ids are good XML ids, version-8 UUIDs, and the same each time."""

from uuid import UUID

from planwriter.export.stratml.identifiers import identifier


def test_an_id_is_made_of_plan_and_path() -> None:
    first = identifier("p", "signature.timeline/m1")
    assert first.startswith("_")
    assert UUID(first[1:]).version == 8
    assert first == identifier("p", "signature.timeline/m1")
    assert len({first, identifier("p", "signature.timeline/m2"), identifier("q", "signature.timeline/m1")}) == 3
