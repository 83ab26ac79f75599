"""Reads the answers of a StratML document again, from its XML alone: by ids of parts and titles of lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element as Node

from planwriter.errors import FormatError
from planwriter.export.found import FoundAnswers
from planwriter.export.plain_lines import without_mark
from planwriter.export.stratml import places
from planwriter.export.stratml.identifiers import NAMESPACE, identifier
from planwriter.export.stratml.validator import faults_in, parsed
from planwriter.export.words import UNNAMED
from planwriter.plan.draft import path_from_key, path_key
from planwriter.plan.plan import Path, field_at
from planwriter.template.catalogue import Catalogue, Field, Kind, Requirement

_N = f"{{{NAMESPACE}}}"
_STAKEHOLDER_TYPE = "StakeholderTypeType"


def read_stratml(data: bytes, catalogue: Catalogue, plan_id: str, keys: Iterable[str]) -> FoundAnswers:
    """Return the answers found in a StratML document.

    Args:
        keys: Path keys of all answers that the plan may print, internal ones too, in stored order.

    Raises:
        FormatError: It is no valid StratML of a performance plan.
    """
    root = parsed(data)
    faults = faults_in(root)
    if faults:
        raise FormatError("This is not a valid StratML file.", f"Export the plan again. What is wrong: {faults[0]}")
    reading = _Reading(catalogue, tuple(keys), plan_id)
    reading.root(root)
    known = set(reading.keys)
    answers = {key: tuple(words) for key, words in reading.found.items() if key in known}
    strangers = reading.strangers + len(reading.found.keys() - known)
    return FoundAnswers(answers, is_internal=False, strangers=strangers, form=without_mark)


def _words(node: Node | None) -> str:
    return (node.text or "") if node is not None else ""


@dataclass
class _Reading:
    catalogue: Catalogue
    keys: tuple[str, ...]
    plan_id: str
    found: dict[str, list[str]] = field(default_factory=dict)
    strangers: int = 0

    def __post_init__(self) -> None:
        self._places: dict[str, Path] = {}
        self._rows: dict[str, list[str]] = {}
        prefixes: dict[str, Path] = {one.id: (one.id,) for one in places.goal_sections(self.catalogue)}
        for key in self.keys:
            path = path_from_key(key)
            for end in range(1, len(path) + 1):
                prefixes.setdefault(path_key(path[:end]), path[:end])
            if len(path) > 1:
                rows = self._rows.setdefault(path[0], [])
                if path[1] not in rows[-1:] and path[1] not in rows:
                    rows.append(path[1])
        self._places = {identifier(self.plan_id, key): path for key, path in prefixes.items()}

    def note(self, key: str, words: str) -> None:
        """Note words that state an answer."""
        self.found.setdefault(key, []).append(words)

    def note_all(self, key: str, node: Node | None) -> None:
        """Note the lines of an element that states an answer; an empty one states none."""
        for line in _words(node).split("\n"):
            if line:
                self.note(key, line)

    # --- the head -------------------------------------------------------------------------------------------------

    def root(self, root: Node) -> None:
        """Read the whole document."""
        self._note_name("plan.title", _words(root.find(f"{_N}Name")), places.UNTITLED)
        self.note_all(places.SUMMARY, root.find(f"{_N}Description"))
        core = root.find(f"{_N}StrategicPlanCore")
        assert core is not None  # noqa: S101  the validator has seen it
        self._organization(core.find(f"{_N}Organization"))
        self._top_lines(root)
        self.note_all(places.MISSION, core.find(f"{_N}Mission/{_N}Description"))
        for goal in core.iter(f"{_N}Goal"):
            self._goal(goal)
        for name, key in (*places.DATES, ("Source", places.SOURCE)):
            node = root.find(f"{_N}AdministrativeInformation/{_N}{name}")
            if node is not None:
                self.note(key, _words(node))

    def _organization(self, node: Node | None) -> None:
        if node is None:
            return
        for name, key in (("Name", "agency.name"), ("Acronym", "agency.acronym")):
            if (own := node.find(f"{_N}{name}")) is not None:
                self.note(key, _words(own))
        groups = iter(self._rows.get(places.GROUPS, ()))
        for one in node.iter(f"{_N}Stakeholder"):
            if one.get(_STAKEHOLDER_TYPE) == "Person":
                self.note(places.LEAD, _words(one.find(f"{_N}Name")))
                continue
            row = next(groups, "")
            if name := _words(one.find(f"{_N}Name")):
                self.note(path_key((places.GROUPS, row, "name")), name)
            self.note_all(path_key((places.GROUPS, row, "description")), one.find(f"{_N}Description"))

    def _top_lines(self, root: Node) -> None:
        elements = list(places.top_elements(self.catalogue))
        keys: dict[str, str] = {title: key for key, title in places.titles_of(elements).items()}
        for element in elements:
            title = places.titles_of(elements)[element.key]
            for number, row in enumerate(self._rows.get(element.key, ()), 1):
                for column, column_title in places.titles_of(element.columns).items():
                    keys[places.row_title(title, number, column_title)] = path_key((element.key, row, column))
        self._lines(root, keys)

    # --- goals ----------------------------------------------------------------------------------------------------

    def _place(self, node: Node) -> Path | None:
        path = self._places.get(_words(node.find(f"{_N}Identifier")))
        self.strangers += path is None
        return path

    def _goal(self, goal: Node) -> None:
        path = self._place(goal)
        if path is None:
            return
        fields, before = self._fields(path)
        name = "name" if path == (places.SIGNATURE,) else _naming(fields) if len(path) > 1 else ""
        if name:
            stand_in = places.goal_title(self.catalogue.section(path[0])) if len(path) == 1 else UNNAMED
            self._note_name(f"{before}{name}", _words(goal.find(f"{_N}Name")), stand_in)
        described = next((one.id for one in fields if one.id in places.DESCRIBING), "")
        self.note_all(f"{before}{described}", goal.find(f"{_N}Description"))
        self._stakeholders(goal, fields, before)
        self._lines(goal, {title: f"{before}{_id(key)}" for key, title in places.titles_of(fields).items()})
        for objective in goal.iter(f"{_N}Objective"):
            self._objective(objective)

    def _fields(self, path: Path) -> tuple[tuple[Field, ...], str]:
        """Return the elements of a section or the columns of a row, and what stands before their ids in a key."""
        if len(path) == 1:
            return tuple(self.catalogue.section(path[0]).elements), f"{path[0]}."
        return tuple(field_at(self.catalogue, path[:-1]).columns), f"{path_key(path)}/"

    def _stakeholders(self, goal: Node, fields: tuple[Field, ...], before: str) -> None:
        groups = next((one.id for one in fields if places.is_for_groups(one)), "")
        office = next((one.id for one in fields if one.id in places.PERFORMING), "")
        for node in goal.iter(f"{_N}Stakeholder"):
            is_performer = _words(node.find(f"{_N}Role/{_N}RoleType")) == "Performer"
            self.note(f"{before}{office if is_performer else groups}", _words(node.find(f"{_N}Name")))

    def _objective(self, node: Node) -> None:
        path = self._place(node)
        if path is None:
            return
        if len(path) % 2 == 0:  # a row
            self._row(node, path)
        for indicator in node.iter(f"{_N}PerformanceIndicator"):
            self._indicator(indicator)

    def _row(self, node: Node, path: Path) -> None:
        fields, before = self._fields(path)
        if (name := node.find(f"{_N}Name")) is not None:
            self.note(f"{before}{_naming(fields)}", _words(name))
        self._lines(node, {title: f"{before}{column}" for column, title in places.titles_of(fields).items()})

    def _indicator(self, node: Node) -> None:
        path = self._place(node)
        if path is None:
            return
        fields, before = self._fields(path)
        table = field_at(self.catalogue, path[:-1])
        measured = _words(node.find(f"{_N}MeasurementDimension"))
        if places.is_milestones(table):
            self._note_if(f"{before}what", measured)
        else:
            self._measured(table, before, measured)
            self._note_if(f"{before}unit", _words(node.find(f"{_N}UnitOfMeasurement")))
        due = "due" if places.is_milestones(table) else "target_due"
        for target in node.iter(f"{_N}TargetResult"):
            self._result(target, before, "target", due)
        for actual in node.iter(f"{_N}ActualResult"):
            self._result(actual, before, "baseline", "baseline_period")
        self._lines(node, {title: f"{before}{column}" for column, title in places.titles_of(fields).items()})

    def _measured(self, table: Field, before: str, words: str) -> None:
        """Take apart what stands as "dimension: measure", or one of them."""
        if f"{before}dimension" in self.keys:
            labels = [choice.label for choice in table.column("dimension").choices]
            label = next((one for one in labels if words == one or words.startswith(f"{one}: ")), "")
            self._note_if(f"{before}dimension", label)
            words = words.removeprefix(label).removeprefix(": ")
        self._note_if(f"{before}measure", words)

    def _result(self, node: Node, before: str, number: str, words: str) -> None:
        self._note_if(f"{before}{number}", _words(node.find(f"{_N}NumberOfUnits")))
        self._note_if(f"{before}{words}", _words(node.find(f"{_N}Description")))

    def _note_name(self, key: str, words: str, stand_in: str) -> None:
        """Note a name, unless it is the words that stand where a plan has none."""
        if key in self.keys or words != stand_in:
            self.note(key, words)

    def _note_if(self, key: str, words: str) -> None:
        if words:
            self.note(key, words)

    def _lines(self, node: Node, keys: dict[str, str]) -> None:
        """Note the lines of OtherInformation, each by its title; the longest title that fits is meant."""
        own = node.find(f"{_N}OtherInformation")
        titles = sorted(keys, key=len, reverse=True)
        for line in _words(own).split("\n") if own is not None else ():
            title = next((one for one in titles if line.startswith(f"{one}: ")), None)
            if title is None:
                self.strangers += 1
                continue
            self.note(keys[title], _value(line.removeprefix(f"{title}: "), keys[title], self.catalogue))


def _value(words: str, key: str, catalogue: Catalogue) -> str:
    kind = field_at(catalogue, path_from_key(key)).kind
    return words.removeprefix(places.NOT_APPLICABLE) if kind is Kind.ROWS else words


def _id(key: str) -> str:
    return key.rpartition(".")[2]


def _naming(fields: tuple[Field, ...]) -> str:
    """The id of the column that names a row: its first required line, else its first line."""
    lines = [one for one in fields if one.kind is Kind.LINE]
    lines.sort(key=lambda one: one.requirement is not Requirement.REQUIRED)
    return lines[0].id if lines else ""
