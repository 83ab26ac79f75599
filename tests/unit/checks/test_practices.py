"""One channel over all services is found."""

import pytest


@pytest.mark.parametrize(
    ("channels", "found"),
    [
        ([["phone"], ["phone"]], [("should", "practices/coordination")]),
        ([["phone"], []], [("should", "practices/coordination")]),
        ([["phone"], ["mail"]], []),
        ([["phone", "online"]], []),
        ([[]], []),
        ([], []),
    ],
)
def test_services_with_one_channel_together_are_a_should(said, channels, found):
    services = [{"name": "S", "channels": one} for one in channels]
    assert said("one_channel", {"services": {"services": services}}) == found


def test_the_message_names_the_channel_by_its_label(findings_of):
    findings = findings_of({"services": {"services": [{"name": "S", "channels": ["in_person"]}]}})
    assert any("one channel only: In person." in one.message for one in findings)
