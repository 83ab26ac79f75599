"""What a plan must contain: frozen values for sections, pages, elements, columns and kinds of answer.

Takes: nothing; `loader.py` builds these from resources/template/<edition>/*.toml.
Gives: one Catalogue, which pages, checks, stored form, print and review all read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

_STRICT: dict[str, Any] = {"extra": "forbid"}  # read by pydantic when loader.py validates a file


class Kind(StrEnum):
    """The kinds of answer; see plan/answers.py for the value each one holds."""

    TEXT = "text"
    LINE = "line"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    NUMBER = "number"
    DATE = "date"
    DUE = "due"
    URL = "url"
    PERSON = "person"
    ROWS = "rows"
    REFS = "refs"


class Requirement(StrEnum):
    """How much an answer is wanted: a missing one is a `must`, a `should` or no finding."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Gate(StrEnum):
    """The three moments before which things must be in order; each includes those before it."""

    CLEARANCE = "clearance"
    SEND = "send"
    PUBLISH = "publish"

    @property
    def includes(self) -> tuple["Gate", ...]:
        """This gate and those before it, in order."""
        gates = tuple(Gate)
        return gates[: gates.index(self) + 1]


@dataclass(frozen=True)
class Choice:
    """One answer to pick: `id` is stored, `label` is what people read."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    id: str
    label: str


@dataclass(frozen=True)
class Field:
    """What is common to an element and to a column of its table.

    Attributes:
        id: Stable for ever; lower-case snake_case.
        title: The words above the field and in print; sentence case.
        kind: The kind of answer.
        requirement: For a column: whether each row needs it.
        choices: What may be picked; only for choice and choices.
        refers_to: Key of the table whose rows may be named, e.g. "customers.groups"; only for refs.
        at_most_one: For refs: whether only one row may be named.
        columns: The table's columns; only for rows.
        max_words: The most words a text should have; None when there is no limit.
        form: A form that the words of a line must have: "", "email" or "control_number".
        hint: One short line under the label; may be empty.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    id: str
    title: str
    kind: Kind
    requirement: Requirement = Requirement.OPTIONAL
    choices: tuple[Choice, ...] = ()
    refers_to: str = ""
    at_most_one: bool = False
    columns: "tuple[Column, ...]" = ()
    max_words: int | None = None
    form: str = ""
    hint: str = ""

    def column(self, column_id: str) -> "Column":
        """Return the column of that id.

        Raises:
            KeyError: There is none.
        """
        return self._columns_by_id[column_id]

    def has_column(self, column_id: str) -> bool:
        """Whether this is a table with such a column."""
        return column_id in self._columns_by_id

    def label_of(self, choice_id: str) -> str:
        """Return the label of a choice; an id that is not in the list is its own label."""
        return next((choice.label for choice in self.choices if choice.id == choice_id), choice_id)

    @cached_property
    def _columns_by_id(self) -> "dict[str, Column]":
        return {column.id: column for column in self.columns}


@dataclass(frozen=True)
class Column(Field):
    """One column of a table.

    Attributes:
        is_listed: Whether the list above the form shows it.
    """

    is_listed: bool = False


@dataclass(frozen=True, kw_only=True)
class Element(Field):
    """One thing the agency states.

    Attributes:
        section: Id of its section.
        source: What the duty or advice rests on, as the page and the finding cite it.
        needed_for: The gate before which a missing required answer stands.
        is_required_for_cfo_act: Required (instead of recommended) when the agency is a CFO Act agency.
        may_not_apply: Whether {"not_applicable": reason} stands in for an answer.
        is_internal: Whether it stays out of every public copy.
        question: The question the page asks; one sentence.
        cover: What to cover; 3 to 6 points, or fewer for a short answer.
        sent_back: What reviewers usually send back.
        suggestions: Offered wordings for a line; never inferred or set by the program.
    """

    section: str
    source: str
    needed_for: Gate = Gate.CLEARANCE
    is_required_for_cfo_act: bool = False
    may_not_apply: bool = False
    is_internal: bool = False
    question: str = ""
    cover: tuple[str, ...] = ()
    sent_back: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """`section.element`, as findings, anchors and paths name it."""
        return f"{self.section}.{self.id}"


@dataclass(frozen=True)
class Page:
    """What one page of the window shows.

    Attributes:
        id: Stable for ever, unique in the catalogue; the finished tick is kept by it.
        title: The outline's words.
        section: Id of its section.
        elements: Keys of the elements shown, in order.
        each_row_of: Key of a table when there is one such page for each of its rows; else "".
        columns: The columns shown: of the row on an each-row page; on an ordinary page with one table, of its form
            (empty means all).
        intro: One or two sentences under the heading; may be empty.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    id: str
    title: str
    section: str
    elements: tuple[str, ...]
    each_row_of: str = ""
    columns: tuple[str, ...] = ()
    intro: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the plan.

    Attributes:
        letter: "a" to "f" for the six actions of the order; "" for the others.
        is_internal: Whether none of it is ever printed in a public copy.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    id: str
    title: str
    elements: tuple[Element, ...]
    pages: tuple[Page, ...]
    letter: str = ""
    is_internal: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All sections of one edition of the template, in the order they are written and checked."""

    edition: str
    title: str
    sections: tuple[Section, ...]

    def elements(self) -> Iterator[Element]:
        """Every element, in catalogue order."""
        for section in self.sections:
            yield from section.elements

    def pages(self) -> Iterator[Page]:
        """Every page, in catalogue order."""
        for section in self.sections:
            yield from section.pages

    def section(self, section_id: str) -> Section:
        """Return the section of that id.

        Raises:
            KeyError: There is none.
        """
        return self._sections_by_id[section_id]

    def element(self, key: str) -> Element:
        """Return the element of that key, e.g. "signature.overview".

        Raises:
            KeyError: There is none.
        """
        return self._elements_by_key[key]

    def has_element(self, key: str) -> bool:
        """Whether the catalogue knows that key."""
        return key in self._elements_by_key

    def page(self, page_id: str) -> Page:
        """Return the page of that id.

        Raises:
            KeyError: There is none.
        """
        return self._pages_by_id[page_id]

    @cached_property
    def _sections_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _elements_by_key(self) -> dict[str, Element]:
        return {element.key: element for element in self.elements()}

    @cached_property
    def _pages_by_id(self) -> dict[str, Page]:
        return {page.id: page for page in self.pages()}
