"""Lines of OtherInformation: one thing a line, each with its title."""

from xml.etree import ElementTree

from planwriter.export.blocks import PrintedCopy
from planwriter.export.stratml.parts import Context, add, lines_of, other_information
from planwriter.export.words import Manuscript
from planwriter.plan.answers import NotApplicable, Person, Rows
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan


def test_each_kind_of_answer_is_a_line_or_more(catalogue: Catalogue) -> None:
    context = Context(Manuscript(empty_plan(catalogue), catalogue, PrintedCopy.FINAL))
    text = Text((Block(BlockKind.PARAGRAPH, (Run("one"),)), Block(BlockKind.BULLET, (Run("two"),))))
    cases = {
        "overview.scope": (text, ["T: one", "T: • two"]),
        "plan.lead": (Person("A", office="B"), ["T: A", "T: B"]),
        "standards.goals": (NotApplicable("none"), ["T: Not applicable: none"]),
        "agency.cfo_act": (True, ["T: Yes"]),
        "publication.formats": (("html", "pdf"), ["T: Web page (HTML); PDF"]),
        "plan.title": ("", []),
        "feedback.timeline": (Rows(), []),
    }
    for key, (answer, lines) in cases.items():
        assert list(lines_of(context, "T", catalogue.element(key), answer)) == lines


def test_what_xml_cannot_hold_is_left_out_and_nothing_is_no_element() -> None:
    root = ElementTree.Element("a")
    add(root, "Name", "x\ufffe\x0b<y>")
    other_information(root, [])
    assert ElementTree.tostring(root) == b"<a><Name>x&lt;y&gt;</Name></a>"
