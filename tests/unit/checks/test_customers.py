"""A customer group that nothing serves is found."""

GROUPS = {"groups": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}


def test_a_group_used_nowhere_is_a_should(said):
    answers = {"customers": GROUPS, "signature": {"customer_groups": ["b"]}}
    assert said("customer_group_unused", answers) == [("should", "customers/groups/0")]


def test_a_group_used_by_a_service_or_the_initiative_is_fine(said):
    answers = {
        "customers": GROUPS,
        "signature": {"customer_groups": ["b"]},
        "services": {"services": [{"name": "S", "customer_groups": ["a"]}]},
    }
    assert said("customer_group_unused", answers) == []
