"""The front of the plan says what it is, who signs, and which initiative it is about."""

import pytest


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("SSA Customer Service Plan", []),
        ("SSA CUSTOMER  SERVICE PLAN", []),
        ("SSA Plan for Customers", [("consider", "plan/title")]),
    ],
)
def test_a_title_without_the_words_is_to_consider(said, title, found):
    assert said("title", {"plan": {"title": title}}) == found


@pytest.mark.parametrize(
    ("overview", "found"),
    [
        ({"message": "Dear reader."}, [("should", "overview/message_signer")]),
        ({"message": "Dear reader.", "message_signer": {"title": "Head"}}, [("should", "overview/message_signer")]),
        ({"message": "Dear reader.", "message_signer": {"name": "Administrator"}}, []),
        ({}, []),
    ],
)
def test_a_message_without_a_signer_is_a_should(said, overview, found):
    assert said("message_signer", {"overview": overview}) == found


@pytest.mark.parametrize(
    ("summary", "name", "found"),
    [
        ("We hold VIDEO hearings.", "Video Hearings", []),
        ("We hold video  hearings\nhere.", "Video hearings", []),
        ("We hold hearings.", "Video Hearings", [("should", "overview/summary")]),
        ("We hold hearings.", "", []),
        ("", "Video Hearings", []),
    ],
)
def test_a_summary_names_the_signature_initiative(said, summary, name, found):
    assert said("summary_initiative", {"overview": {"summary": summary}, "signature": {"name": name}}) == found
