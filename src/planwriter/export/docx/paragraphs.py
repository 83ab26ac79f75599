"""Writes one paragraph of a Word file: its runs, links, anchors and tracked changes, as strings.

A paragraph's own change (that of its end) stands in its properties; those of its words stand around their runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planwriter.export.blocks import Revision, Span, plain, stretches
from planwriter.export.docx.markup import escaped, link_target


@dataclass(frozen=True)
class PrintedParagraph:
    """One paragraph as it went out.

    Attributes:
        anchors: For each answer in it: path key, number of the stretch, first character, one past the last.
        awaits: Path key of the answer that is missing and that it stands for; "" for none.
    """

    text: str
    anchors: tuple[tuple[str, int, int, int], ...]
    awaits: str = ""


@dataclass
class ParagraphWriter:
    """Writes paragraphs one after the other, and remembers what stands beside them.

    Attributes:
        names: Anchors' names by path key.
        hyperlink_style: Id of the style of a link.
        controls: What a control's properties say, by path key of the answer; empty for a document without controls.
        links: Relationship ids by target, in the order in which the targets came up.
        printed: What was written so far, as readers see it who accept every change.
        changes: Who changed something, and when.
    """

    names: Mapping[str, str]
    hyperlink_style: str
    controls: Mapping[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    printed: list[PrintedParagraph] = field(default_factory=list)
    changes: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._next_of_key: dict[str, int] = {}
        self._ids = 0
        self._controls = 0

    def next_id(self) -> int:
        """Return an id that no bookmark and no change has yet."""
        self._ids += 1
        return self._ids

    def written(
        self,
        style: str,
        spans: tuple[Span, ...],
        *,
        properties: str = "",
        around: tuple[str, str] = ("", ""),
        revision: Revision | None = None,
        awaits: str = "",
    ) -> str:
        """Return a paragraph.

        Args:
            style: Id of its style.
            spans: What stands in it.
            properties: What its w:pPr holds behind the style.
            around: What stands before and behind all runs.
            revision: The change that inserted or deleted its end.
            awaits: Path key of the answer that is missing and that it stands for.
        """
        xml = ""
        text = ""
        anchors: list[tuple[str, int, int, int]] = []
        for keys, own in stretches(spans):
            start, text = len(text), text + plain(own)
            runs = self._run(own[0]) if len(own) == 1 else "".join([self._run(span) for span in own])
            if keys and keys[0] in self.controls:
                runs = self._control(keys[0], runs)
            for key in keys:
                number = self._next_of_key.get(key, 0)
                self._next_of_key[key] = number + 1
                bookmark = self.next_id()
                xml += f'<w:bookmarkStart w:id="{bookmark}" w:name="pw_{self.names[key]}_{number}"/>'
                runs += f'<w:bookmarkEnd w:id="{bookmark}"/>'
                anchors.append((key, number, start, len(text)))
            xml += runs
        if revision:
            properties += f"<w:rPr>{self.mark(revision)}</w:rPr>"
        if text or not spans:  # a paragraph whose every word is deleted is none for those who accept the change
            self.printed.append(PrintedParagraph(text, tuple(anchors), awaits))
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{around[0]}{xml}{around[1]}</w:p>'

    def _control(self, key: str, runs: str) -> str:
        """Return runs in a control; where several answers print once over, it is that of the first."""
        self._controls += 1
        return (
            f'<w:sdt><w:sdtPr>{self.controls[key]}<w:id w:val="{self._controls}"/><w:lock w:val="sdtLocked"/></w:sdtPr>'
            f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )

    def mark(self, revision: Revision) -> str:
        """Return the empty element that says so where a paragraph's end or a row is inserted or deleted."""
        return f"<w:{self._change(revision)}/>"

    def _change(self, revision: Revision) -> str:
        self.changes.add((revision.author, revision.when))
        name = "del" if revision.is_deletion else "ins"
        when = f' w:date="{escaped(revision.when)}"' if revision.when else ""
        return f'{name} w:id="{self.next_id()}" w:author="{escaped(revision.author)}"{when}'

    def _run(self, span: Span) -> str:
        if not (span.bold or span.italic or span.href or span.revision):
            return f'<w:r><w:t xml:space="preserve">{escaped(span.text)}</w:t></w:r>'
        look = ("<w:b/>" if span.bold else "") + ("<w:i/>" if span.italic else "")
        target = link_target(span.href) if span.href else None
        if target is not None:
            look = f'<w:rStyle w:val="{self.hyperlink_style}"/>{look}'
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        text = "delText" if span.is_gone else "t"
        run = f'<w:r>{properties}<w:{text} xml:space="preserve">{escaped(span.text)}</w:{text}></w:r>'
        if span.revision is not None:
            run = f"<w:{self._change(span.revision)}>{run}</w:{'del' if span.revision.is_deletion else 'ins'}>"
        if target is None:
            return run
        link = self.links.setdefault(target, f"link{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{link}" w:history="1">{run}</w:hyperlink>'
