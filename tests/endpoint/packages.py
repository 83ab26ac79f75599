"""Many different packages, quickly: one plan sealed again and again under other ids and with other documents."""

import hashlib
import json
import random
from dataclasses import dataclass
from uuid import UUID

from planwriter.plan.answers import Answer, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.stored import canonical_bytes
from planwriter.plan.text import Text, plain_text
from planwriter.submit.archive import packed, unpacked
from planwriter.submit.package import MAY_HOLD, Purpose, package_id_of, seal
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.sealing import standing_before


@dataclass(frozen=True)
class Sent:
    """A package and what its request says of it."""

    data: bytes
    package_id: str
    plan_id: str
    sha256: str


def lean(plan: Plan, catalogue: Catalogue) -> Plan:
    """Return the least of a plan that may still be sent: every check has to run, but there is little to look at."""
    from planwriter.checks import run_checks

    def may_be_sent(smaller: Plan) -> bool:
        return not standing_before(run_checks(smaller, catalogue), Purpose.FINAL)

    for key, answer in list(plan.answers.items()):
        fewer = (plan.with_answer(key, less) for less in (None, _less(answer)))
        plan = next((one for one in fewer if may_be_sent(one)), plan)
    return plan


def _less(answer: Answer) -> Answer:
    """Return a little of an answer: a word, or one row of words."""
    match answer:
        case Text():
            return plain_text("Words.")
        case Rows(rows):
            return Rows(tuple(Row(row.id, {name: _less(cell) for name, cell in row.cells.items()}) for row in rows[:1]))
        case _:
            return answer


class Press:
    """Makes packages of one plan that differ in their plan's id and their document."""

    def __init__(self, plan: Plan, catalogue: Catalogue, *, purpose: Purpose = Purpose.FINAL) -> None:
        self._plan_id = plan.plan_id
        self._files = unpacked(seal(plan, catalogue, purpose=purpose, documents={"plan.docx": b""}), MAY_HOLD)

    def sealed(self, number: int, *, size: int, supersedes: str = "", plan: int | None = None) -> Sent:
        """Return package `number`, of about `size` bytes.

        Args:
            plan: Which plan it is of; each number is a plan of its own unless this says otherwise.
        """
        plan_id = str(UUID(int=(number if plan is None else plan) + (4 << 76) + (2 << 62)))
        files = {
            "plan.json": self._files["plan.json"].replace(self._plan_id.encode(), plan_id.encode()),
            "plan.docx": random.Random(number).randbytes(max(16, size - len(self._files["plan.json"]) - 1500)),
        }
        form = json.loads(self._files["manifest.json"])
        form |= {
            "plan_id": plan_id,
            "supersedes": supersedes or None,
            "files": [
                {"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in sorted(files.items())
            ],
        }
        form["package_id"] = package_id_of(form)
        data = packed({**files, "manifest.json": canonical_bytes(form)})
        return Sent(data, form["package_id"], plan_id, hashlib.sha256(data).hexdigest())
