"""Takes what was decided into the plan: asks about what is left open, names a version first, and writes one step."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox

from planwriter.drafts.library import OpenDraft
from planwriter.errors import PlanwriterError
from planwriter.plan.counted import counted
from planwriter.plan.draft import Draft
from planwriter.review.proposal import Decisions
from planwriter.ui.clearance.deciding import Deciding
from planwriter.ui.clearance.problems_dialog import ProblemsDialog
from planwriter.ui.clearance.review_words import change_words
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard.applying_review import UNDO_WORDS, ToApply, name_before, to_apply
from planwriter.wizard.reviewing import BroughtBack
from planwriter.wizard.session import Session


class Applying(QObject):
    """Lives as long as its plan is open.

    Signals:
        applied: The plan has what was decided: the ToApply.
    """

    applied = Signal(object)

    def __init__(self, session: Session, keeper: DraftKeeper, workbench: Workbench, shell: Shell) -> None:
        super().__init__(keeper)
        self._session, self._keeper, self._workbench, self._shell = session, keeper, workbench, shell
        self._is_running = False

    def ask(self, deciding: Deciding, brought: BroughtBack) -> None:
        """Apply what is decided; with anything left open only once the person says so."""
        undecided = deciding.total - deciding.decided
        unplaced = sum(one.id not in deciding.placed for one in deciding.review.unplaced)
        if not undecided and not unplaced:
            self.apply(deciding, brought)
            return
        words = f"{undecided} of {counted(deciding.total, 'change')} {'is' if undecided == 1 else 'are'} not decided."
        box = QMessageBox(QMessageBox.Icon.Question, "Apply what you decided?", words, parent=self._workbench)
        box.setObjectName("apply_question")
        rest = "Your plan stays as it is there, and they stay open in the comment matrix." if undecided else ""
        if unplaced:
            rest += f" {counted(unplaced, 'text')} without a place {'goes' if unplaced == 1 else 'go'} nowhere."
        box.setInformativeText(rest.strip())
        go = box.addButton("&Apply", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("&Go on deciding", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go.clicked.connect(lambda _checked=False: self.apply(deciding, brought))
        box.open()

    def apply(self, deciding: Deciding, brought: BroughtBack) -> None:
        """Name the draft as it is, then take over what was decided, in one step that undo takes back."""
        if self._is_running:
            return
        self._is_running = True
        self._workbench.flush()
        self._session.end_step()
        self._keeper.save_now()  # the version is named on the same lane, behind it
        draft, held = self._session.draft, self._keeper.held
        job = partial(self._made, draft, held, deciding.decisions, brought)
        self._shell.runner.start(
            job, lane="disk", on_success=partial(self._take, draft, deciding), on_failure=self._on_failed
        )

    def _made(self, draft: Draft, held: OpenDraft, decisions: Decisions, brought: BroughtBack) -> ToApply:
        now = self._shell.clock()
        names = [version.name for version in held.history.versions()]
        catalogue = self._session.catalogue
        made = to_apply(draft, brought, decisions, catalogue, names=names, now=now.astimezone())
        name_before(held, made.version, now)
        return made

    def _take(self, draft: Draft, deciding: Deciding, made: ToApply) -> None:
        self._is_running = False
        if self._keeper.is_closed:
            return
        if draft.plan is not self._session.plan:
            words = "The plan was changed meanwhile, so nothing was taken over. Apply again."
            self._workbench.messages.show_words(words)
            return
        self._session.apply_review(made.plan, made.remarks, words=UNDO_WORDS, now=self._shell.clock())
        taken = counted(len(made.accepted), "change")
        words = f"{taken} taken over. “{made.version}” is the plan as it was. Undo takes this back."
        self._workbench.messages.show_words(words, "Undo", self._workbench.undo)
        self.applied.emit(made)
        self._tell_rest(deciding, made)

    def _tell_rest(self, deciding: Deciding, made: ToApply) -> None:
        """Show what was accepted and was not taken over, or not whole."""
        left, partly = made.applied.not_fitting, made.applied.partly
        if not left and not partly:
            return
        rows = [(_words(one.id, deciding), one.why) for one in left]
        rows += [(_words(one.id, deciding), f"The row was added without this. {one.why}") for one in partly]
        title = "Not taken over" if left else "Not taken over whole"
        about = ["These changes do not fit as they are. Your words stay there."] if left else []
        about += ["Some new rows were added without what cannot be kept in this form. Type it there."] if partly else []
        dialog = ProblemsDialog(title, " ".join(about), rows, self._workbench)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        if not isinstance(error, PlanwriterError):
            raise error
        if not self._keeper.is_closed:
            self._workbench.messages.show_error(error)


def _words(one_id: str, deciding: Deciding) -> str:
    known = {one.id: change_words(one) for one in deciding.review.proposals}
    known |= {one.id: one.text for one in deciding.review.unplaced}
    return " ".join(known.get(one_id, "A change that is no longer there").split())
