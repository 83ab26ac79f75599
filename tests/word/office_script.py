"""Run by the system's Python: has LibreOffice accept or reject every tracked change of Word files and save them.

    python3 office_script.py PIPE (accept|reject) IN OUT [(accept|reject) IN OUT …]

LibreOffice listens on the named pipe; it is told to end afterwards.
"""

import sys
from pathlib import Path
from threading import Event

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def connected(pipe):
    """The component context of the LibreOffice that listens, once it does; nothing tells when that is."""
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            Event().wait(0.25)
    raise SystemExit("LibreOffice does not answer")


def value(name, what):
    """One named option."""
    return PropertyValue(Name=name, Value=what)


def main(pipe, *jobs):
    """Do every job, then end LibreOffice."""
    context = connected(pipe)
    services = context.ServiceManager
    desktop = services.createInstance("com.sun.star.frame.Desktop")
    dispatcher = services.createInstance("com.sun.star.frame.DispatchHelper")
    for place in range(0, len(jobs), 3):
        what, source, target = jobs[place : place + 3]
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (value("Hidden", True),))
        dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[what], "", 0, ())
        document.storeToURL(Path(target).as_uri(), (value("FilterName", "MS Word 2007 XML"),))
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
