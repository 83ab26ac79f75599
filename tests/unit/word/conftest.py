"""The Word file that the tests of this folder open: a final copy of the plan that the export's tests print."""

from tests.unit.export.conftest import final_document, full_plan, word_file

__all__ = ["final_document", "full_plan", "word_file"]
