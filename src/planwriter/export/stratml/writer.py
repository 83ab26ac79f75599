"""Writes the public answers of a plan as StratML Part 2; see places.py for what stands where."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree import ElementTree

from planwriter.errors import ProofError
from planwriter.export.anchors import is_printed
from planwriter.export.blocks import PrintedCopy
from planwriter.export.plain_lines import plain_lines
from planwriter.export.stratml import places
from planwriter.export.stratml.identifiers import NAMESPACE, identifier
from planwriter.export.stratml.indicators import milestone, standard
from planwriter.export.stratml.parts import Context, add, lines_of, other_information
from planwriter.export.stratml.validator import ADDRESS, faults_of
from planwriter.export.words import Manuscript, items_in_words, name_of, naming_column, row_name
from planwriter.plan.answers import Answer, Person, Row, Rows
from planwriter.plan.draft import path_from_key, path_key
from planwriter.plan.plan import Path, Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue, Field, Section

Node = ElementTree.Element
_PHONE = re.compile(r"\+?[\d(][\d ().-]{5,}\d(?: ?(?:ext\.?|x) ?\d+)?")
_EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]+")


def written_stratml(plan: Plan, catalogue: Catalogue) -> bytes:
    """Return the document, valid against the content models; the same plan gives the same bytes.

    Raises:
        ProofError: It would not be valid; a fault of the program.
    """
    root = _Writer(Context(Manuscript(plan, catalogue, PrintedCopy.FINAL))).root()
    ElementTree.indent(root)
    words = ElementTree.tostring(root, encoding="unicode")
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n{words}\n'.encode()
    faults = faults_of(data)
    if faults:
        raise ProofError(
            "The StratML file was not written, because it would not be valid.",
            f"Your draft is safe. Tell the help desk this: {faults[0]}",
        )
    return data


class _Writer:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._plan, self._catalogue = context.plan, context.catalogue

    def root(self) -> Node:
        """Return the whole document."""
        root = Node("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": "Performance_Plan"})
        add(root, "Name", self._line("plan.title") or places.UNTITLED)
        summary = self._plan.answer(places.SUMMARY)
        if isinstance(summary, Text):
            add(root, "Description", "\n".join(plain_lines(summary)))
        other_information(root, self._top_lines())
        core = add(root, "StrategicPlanCore")
        self._organization(core)
        mission = self._plan.answer(places.MISSION)
        if isinstance(mission, Text):
            node = add(core, "Mission")
            add(node, "Description", "\n".join(plain_lines(mission)))
            add(node, "Identifier", self._id(places.MISSION))
        self._goals(core)
        self._administration(root)
        self._submitter(root)
        return root

    # --- the head -------------------------------------------------------------------------------------------------

    def _top_lines(self) -> Iterator[str]:
        elements = list(places.top_elements(self._catalogue))
        titles = places.titles_of(elements)
        for element in elements:
            answer = self._plan.answer(element.key)
            title = titles[element.key]
            if answer is None or element.key in {*places.AT_THE_TOP, places.SERVICES}:
                continue
            if element.key == places.SOURCE and isinstance(answer, str) and ADDRESS.fullmatch(answer):
                continue
            if isinstance(answer, Rows):
                yield from self._row_lines(element, title, answer)
            elif element.key == places.LEAD and isinstance(answer, Person):
                rest = items_in_words(self._context.manuscript, element, answer)
                yield from (f"{title}: {words}" for words in (rest[1:] if answer.name else rest))
            else:
                yield from lines_of(self._context, title, element, answer)

    def _row_lines(self, field: Field, title: str, rows: Rows) -> Iterator[str]:
        """Yield the cells of a table that has no place of its own."""
        own = ("name", "description") if title and field.has_column("kind") and self._is_groups(field) else ()
        titles = places.titles_of(field.columns)
        for number, row in enumerate((row for row in rows if row.cells), 1):
            for column in field.columns:
                cell = row.cells.get(column.id)
                if cell is not None and is_printed(cell) and column.id not in own:
                    label = places.row_title(title, number, titles[column.id])
                    yield from lines_of(self._context, label, column, cell)

    def _is_groups(self, field: Field) -> bool:
        return field is self._catalogue.element(places.GROUPS)

    def _organization(self, core: Node) -> None:
        node = add(core, "Organization")
        for name, key in (("Name", "agency.name"), ("Acronym", "agency.acronym")):
            if words := self._line(key):
                add(node, name, words)
        add(node, "Identifier", self._id("agency"))
        lead = self._plan.answer(places.LEAD)
        if isinstance(lead, Person) and lead.name:
            self._stakeholder(node, lead.name, kind="Person", role="Performer", title="Customer service lead")
        for row in self._plan.rows(places.GROUPS):
            if row.cells:
                described = row.cells.get("description")
                words = "\n".join(plain_lines(described)) if isinstance(described, Text) else ""
                named = row.cells.get("name")
                self._beneficiary(node, named if isinstance(named, str) else "", words)

    def _beneficiary(self, node: Node, name: str, description: str = "") -> None:
        self._stakeholder(
            node, name, kind="Generic_Group", role="Beneficiary", title="Customer group", description=description
        )

    def _stakeholder(self, parent: Node, name: str, *, kind: str, role: str, title: str, description: str = "") -> None:
        node = add(parent, "Stakeholder", attributes={"StakeholderTypeType": kind})
        add(node, "Name", name)
        if description:
            add(node, "Description", description)
        inner = add(node, "Role")
        add(inner, "Name", title)
        add(inner, "RoleType", role)

    def _administration(self, root: Node) -> None:
        node = add(root, "AdministrativeInformation")
        add(node, "Identifier", f"_{self._plan.plan_id}")
        for name, key in places.DATES:
            answer = self._plan.answer(key)
            if isinstance(answer, date):
                add(node, name, answer.isoformat())
        address = self._line(places.SOURCE)
        if address and ADDRESS.fullmatch(address):
            add(node, "Source", address)

    def _submitter(self, root: Node) -> None:
        """Add what can be told apart in the contact's line, which itself stands in OtherInformation."""
        contact = self._line(places.CONTACT)
        found = [
            (name, match[0])
            for name, match in (("PhoneNumber", _PHONE.search(contact)), ("EmailAddress", _EMAIL.search(contact)))
            if match
        ]
        if found:
            node = add(root, "Submitter")
            add(node, "Identifier", self._id(places.CONTACT))
            for name, words in found:
                add(node, name, words)

    # --- goals ----------------------------------------------------------------------------------------------------

    def _goals(self, core: Node) -> None:
        sections = list(places.goal_sections(self._catalogue))
        for section in sections[:1]:
            self._section(core, section, "S")
        services = self._catalogue.element(places.SERVICES)
        for number, row in enumerate((row for row in self._plan.rows(places.SERVICES) if row.cells), 1):
            self._service(core, services, row, number=number)
        for section in sections[1:]:
            self._section(core, section, section.letter)

    def _section(self, core: Node, section: Section, sequence: str) -> None:
        answers = {
            one.id: answer
            for one in section.elements
            if not one.is_internal and (answer := self._plan.answer(one.key)) is not None
        }
        title = places.goal_title(section)
        goal = _Goal(section.id, title, section.elements, answers)
        if section.id == places.SIGNATURE:
            name = answers.pop("name", None)
            goal = _Goal(section.id, name if isinstance(name, str) else title, section.elements, answers)
        self._goal(core, goal, sequence)

    def _service(self, core: Node, field: Field, row: Row, *, number: int) -> None:
        answers = dict(row.cells)
        answers.pop(naming_column(field), None)
        key = path_key((places.SERVICES, row.id))
        self._goal(core, _Goal(key, name_of(row, field), field.columns, answers), str(number))

    def _goal(self, core: Node, goal: "_Goal", sequence: str) -> None:
        node = add(core, "Goal")
        add(node, "Name", goal.name)
        described = next((goal.answers.pop(one) for one in places.DESCRIBING if one in goal.answers), None)
        add(node, "Description", "\n".join(plain_lines(described)) if isinstance(described, Text) else "")
        add(node, "Identifier", self._id(goal.key))
        add(node, "SequenceIndicator", sequence)
        self._goal_stakeholders(node, goal)
        tables = [(field, goal.answers.pop(field.id)) for field in goal.tables()]
        other_information(node, self._goal_lines(goal))
        for field, rows in tables:
            if isinstance(rows, Rows):
                self._objectives(node, goal.path(field), field, rows)

    def _goal_stakeholders(self, node: Node, goal: "_Goal") -> None:
        for field in goal.fields:
            answer = goal.answers.get(field.id)
            if places.is_for_groups(field) and isinstance(answer, tuple):
                for row_id in answer:
                    self._beneficiary(node, row_name(self._context.manuscript, places.GROUPS, row_id))
                del goal.answers[field.id]
            elif field.id in places.PERFORMING and isinstance(answer, str):
                self._stakeholder(node, answer, kind="Organization", role="Performer", title="Responsible office")
                del goal.answers[field.id]

    def _goal_lines(self, goal: "_Goal") -> Iterator[str]:
        titles = places.titles_of(goal.fields)
        for (_key, title), field in zip(titles.items(), goal.fields, strict=True):
            if field.id in goal.answers:
                yield from lines_of(self._context, title, field, goal.answers[field.id])

    def _objectives(self, goal: Node, path: Path, field: Field, rows: Rows) -> None:
        kept = [row for row in rows if row.cells]
        if not kept:
            return
        if not (places.is_milestones(field) or places.is_standards(field)):
            for number, row in enumerate(kept, 1):
                self._row_objective(goal, path, field, row=row, number=number)
            return
        node = add(goal, "Objective")
        add(node, "Name", field.title)
        add(node, "Identifier", self._id(path_key(path)))
        make = milestone if places.is_milestones(field) else standard
        for number, row in enumerate(kept, 1):
            make(self._context, node, field, row, key=path_key((*path, row.id)), number=number)

    def _row_objective(self, goal: Node, path: Path, field: Field, *, row: Row, number: int) -> None:
        node = add(goal, "Objective")
        naming = naming_column(field)
        name = row.cells.get(naming)
        if isinstance(name, str):
            add(node, "Name", name)
        add(node, "Identifier", self._id(path_key((*path, row.id))))
        add(node, "SequenceIndicator", str(number))
        other_information(node, self._context.row_lines(field, row, without=(naming,)))

    def _id(self, key: str) -> str:
        return identifier(self._plan.plan_id, key)

    def _line(self, key: str) -> str:
        answer = self._plan.answer(key)
        return answer if isinstance(answer, str) else ""


class _Goal:
    """What becomes a Goal: an action of the order, or a service.

    Attributes:
        key: Id of the section, or path key of the service.
        answers: By id of the element or column; taken out as they find their place.
    """

    def __init__(self, key: str, name: str, fields: Iterable[Field], answers: dict[str, Answer]) -> None:
        self.key, self.name, self.fields, self.answers = key, name, tuple(fields), answers

    def tables(self) -> list[Field]:
        """Return the tables that are answered with rows."""
        return [field for field in self.fields if isinstance(self.answers.get(field.id), Rows)]

    def path(self, field: Field) -> Path:
        """Return the path of one of its tables."""
        before = path_from_key(self.key)
        return (f"{self.key}.{field.id}",) if len(before) == 1 else (*before, field.id)
