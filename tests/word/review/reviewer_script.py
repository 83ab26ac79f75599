"""Run by the system's Python beside LibreOffice: reviewers open a Word file, edit it under their names, and save it.

    python3 reviewer_script.py SOFFICE PROFILE

Starts LibreOffice once, then does a job a line: JSON on its input, JSON on its output. The jobs are the functions
named in JOBS. An edit finds its words behind the bookmark "mark", or in the whole document where that is left out.
"""

import json
import subprocess
import sys
import traceback
import uuid
from pathlib import Path
from threading import Event

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

WORD = "MS Word 2007 XML"
DISPATCHED = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def value(name, what):
    """One named option."""
    return PropertyValue(Name=name, Value=what)


class Office:
    """A LibreOffice that listens on a named pipe of its own."""

    def __init__(self, program, profile):
        pipe = f"planwriter{uuid.uuid4().hex}"
        options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        self.process = subprocess.Popen(
            [program, *options, f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        context = self._connected(pipe)
        self.services = context.ServiceManager
        self.desktop = self.services.createInstance("com.sun.star.frame.Desktop")
        self.dispatcher = self.services.createInstance("com.sun.star.frame.DispatchHelper")

    def _connected(self, pipe):
        """The component context, once LibreOffice listens; nothing tells when that is."""
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(240):
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except NoConnectException:
                if self.process.poll() not in (None, 81):
                    break
                Event().wait(0.25)
        raise SystemExit("LibreOffice does not answer")

    def configuration(self, path):
        """A part of the settings that can be changed."""
        provider = self.services.createInstance("com.sun.star.configuration.ConfigurationProvider")
        service = "com.sun.star.configuration.ConfigurationUpdateAccess"
        return provider.createInstanceWithArguments(service, (value("nodepath", path),))

    def become(self, author):
        """Change the name under which changes are recorded."""
        data = self.configuration("/org.openoffice.UserProfile/Data")
        given, _, last = author.partition(" ")
        data.setPropertyValue("givenname", given)
        data.setPropertyValue("sn", last)
        data.setPropertyValue("initials", given[:1] + last[:1])
        data.commitChanges()

    def opened(self, path):
        """A document."""
        return self.desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (value("Hidden", True),))

    def dispatched(self, document, command, **options):
        """Do what a menu entry does."""
        given = tuple(value(name, what) for name, what in options.items())
        self.dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, given)


# --- finding ----------------------------------------------------------------------------------------------------------


def found(document, step):
    """The range of the step's words."""
    search = document.createSearchDescriptor()
    search.SearchCaseSensitive = True
    search.SearchString = step["words"]
    if step.get("whole"):
        search.SearchRegularExpression = True
        search.SearchString = f"^{step['words']}$"
    if step.get("mark"):
        at = document.Bookmarks.getByName(step["mark"]).Anchor.getStart()
        place = document.findNext(at, search)
    else:
        place = document.findFirst(search)
        for _ in range(step.get("skip", 0)):
            place = document.findNext(place.getEnd(), search)
    if place is None:
        raise LookupError(f"the words {step['words']!r} are not there")
    return place


def cursor_at(place):
    """A cursor over a range, in the text it stands in."""
    return place.getText().createTextCursorByRange(place)


# --- edits ------------------------------------------------------------------------------------------------------------


def insert(_office, document, step):
    """New words behind (or, with "before", before) the found ones."""
    cursor = cursor_at(found(document, step))
    cursor.collapseToStart() if step.get("before") else cursor.collapseToEnd()
    cursor.getText().insertString(cursor, step["new"], False)


def delete(_office, document, step):
    """Take the found words away."""
    cursor_at(found(document, step)).setString("")


def replace(_office, document, step):
    """Type other words over the found ones."""
    cursor_at(found(document, step)).setString(step["new"])


def split(_office, document, step):
    """Start a new paragraph behind the found words, with the new ones, if any, at its start."""
    cursor = cursor_at(found(document, step))
    cursor.collapseToEnd()
    cursor.getText().insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    if step.get("new"):
        cursor.getText().insertString(cursor, step["new"], False)


def join(_office, document, step):
    """Take the paragraph's end away behind the found words."""
    cursor = cursor_at(found(document, step))
    cursor.gotoEndOfParagraph(False)
    cursor.goRight(1, True)
    cursor.setString("")


def delete_paragraph(_office, document, step):
    """Take the whole paragraph of the found words away, with its end, and as many more as "more" says."""
    cursor = cursor_at(found(document, step))
    cursor.gotoStartOfParagraph(False)
    for _ in range(1 + step.get("more", 0)):
        cursor.gotoNextParagraph(True)
    cursor.setString("")


def format_bold(_office, document, step):
    """Make the found words bold."""
    cursor_at(found(document, step)).CharWeight = 150.0


def move(_office, document, step):
    """Cut the found words and paste them behind the words "to", at the mark "to_mark"."""
    controller = document.CurrentController
    controller.select(found(document, step))
    cut = controller.getTransferable()
    cursor_at(found(document, step)).setString("")
    target = cursor_at(found(document, {"words": step["to"], "mark": step.get("to_mark")}))
    target.collapseToEnd()
    controller.getViewCursor().gotoRange(target, False)
    controller.insertTransferable(cut)


def move_paragraph(office, document, step):
    """Move the whole paragraph of the found words one up, as Alt and the arrow key do."""
    _go(document, found(document, step))
    office.dispatched(document, ".uno:MoveUp")


def comment(office, document, step):
    """A comment about the found words; a busy LibreOffice has been seen to drop one, so it is looked for."""
    for _ in range(3):
        document.CurrentController.select(found(document, step))
        office.dispatched(document, ".uno:InsertAnnotation", Text=step["new"], Author=step["author"])
        try:
            if _annotation(document, step["new"]).Author == step["author"]:
                return
        except LookupError:
            continue
    raise LookupError(f"the comment {step['new']!r} was not taken")


def _annotation(document, words):
    fields = document.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation") and field.Content == words:
            return field
    raise LookupError(f"no comment says {words!r}")


def resolve(_office, document, step):
    """Mark the comment that says these words as resolved."""
    _annotation(document, step["words"]).Resolved = True


def add_row(office, document, step):
    """A row behind that of the found words; "cells" says what is typed into it."""
    view = _go(document, found(document, step))
    name = view.Cell.CellName
    number = int("".join(one for one in name if one.isdigit()))
    office.dispatched(document, ".uno:InsertRowsAfter", Amount=1)
    for column, words in zip("ABCDEFGH", step["cells"], strict=False):
        cell = view.TextTable.getCellByName(f"{column}{number + 1}")
        cell.insertString(cell.createTextCursor(), words, False)


def delete_row(office, document, step):
    """Take the row of the found words away."""
    _go(document, found(document, step))
    office.dispatched(document, ".uno:DeleteRows")


def footer(_office, document, step):
    """Type words at the end of the foot of each page."""
    styles = document.StyleFamilies.getByName("PageStyles")
    for name in styles.ElementNames:
        style = styles.getByName(name)
        if style.isInUse() and style.FooterIsOn:
            cursor = style.FooterText.createTextCursor()
            cursor.gotoEnd(False)
            style.FooterText.insertString(cursor, step["new"], False)
            return
    raise LookupError("no page has a foot")


def footnote(_office, document, step):
    """A footnote behind the found words."""
    cursor = cursor_at(found(document, step))
    cursor.collapseToEnd()
    note = document.createInstance("com.sun.star.text.Footnote")
    cursor.getText().insertTextContent(cursor, note, False)
    note.insertString(note.createTextCursor(), step["new"], False)


def _go(document, place):
    view = document.CurrentController.getViewCursor()
    view.gotoRange(place.getStart(), False)
    return view


EDITS = {
    one.__name__: one
    for one in (
        insert, delete, replace, split, join, delete_paragraph, format_bold, move, move_paragraph, comment, resolve,
        add_row, delete_row, footer, footnote,
    )
}  # fmt: skip


# --- jobs -------------------------------------------------------------------------------------------------------------


def review(office, source, target, steps):
    """Open a file, do the steps, save it as another. Answers what went wrong, by the number of the step."""
    document = office.opened(source)
    faults = {}
    for number, step in enumerate(steps):
        if "author" in step:
            office.become(step["author"])
        document.RecordChanges = step.get("tracked", True)
        try:
            EDITS[step["edit"]](office, document, step)
        except Exception:  # noqa: BLE001  told to the test, which knows what it means
            faults[number] = traceback.format_exc()
    document.RecordChanges = True
    document.storeToURL(Path(target).as_uri(), (value("FilterName", WORD),))
    document.close(True)
    return faults


def resolved(office, source, target, what):
    """Save the file with every change accepted or rejected."""
    document = office.opened(source)
    office.dispatched(document, DISPATCHED[what])
    document.storeToURL(Path(target).as_uri(), (value("FilterName", WORD),))
    document.close(True)


def version(office):
    """The number of the version, without the last parts."""
    product = office.configuration("/org.openoffice.Setup/Product")
    return product.getPropertyValue("ooSetupVersion")


JOBS = {one.__name__: one for one in (review, resolved, version)}


def main(program, profile):
    """Do every job, then end LibreOffice."""
    office = Office(program, profile)
    for line in sys.stdin:
        job = json.loads(line)
        try:
            answer = {"answer": JOBS[job.pop("job")](office, **job)}
        except Exception:  # noqa: BLE001  told to the test
            answer = {"fault": traceback.format_exc()}
        print(json.dumps(answer), flush=True)
    office.desktop.terminate()
    office.process.wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
