"""Reviewers' copies on the screen: bringing them back, deciding what to take, and the comment matrix."""
