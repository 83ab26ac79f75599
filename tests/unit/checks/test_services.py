"""Services without any volume are found."""

import pytest


@pytest.mark.parametrize(
    ("services", "found"),
    [
        ([{"name": "S"}, {"name": "T"}], [("should", "services/services")]),
        ([{"name": "S"}, {"name": "T", "annual_volume": 0}], []),
        ([], []),
    ],
)
def test_services_without_a_volume_are_a_should(said, services, found):
    assert said("annual_volume", {"services": {"services": services}}) == found
