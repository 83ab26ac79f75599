"""What the office does on Monday morning: roster, status, list, show, return, import, tables, export, backup, verify."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_bytes, read_plan
from planwriter.submit.archive import unpacked
from planwriter.submit.package import MAY_HOLD, Purpose, short_code
from planwriter.submit.profile import read_profile
from planwriter.submit.receipts import read_receipt_file, verified_receipt
from planwriter_endpoint.office import read_office
from planwriter_endpoint.roster import DEADLINE, csv_words, read_roster
from planwriter_endpoint.store import open_store

from .packages import Press
from .receiver import run

EDITION, SIZE = "eo13571-2011", 25_000


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def office(request, new_office):
    """An office on either database."""
    if request.param == "SQLite":
        return new_office()
    from sqlalchemy import text

    url = request.getfixturevalue("postgresql")
    made = new_office("--database", url)
    store = open_store(read_office(made.folder))
    with store.writing() as connection:
        for table in ("submissions", "mailed", "documents", "returns", "roster"):
            connection.execute(text(f"DELETE FROM {table}"))
    store.close()
    return made


def test_a_folder_is_made_once_and_the_profile_is_one_that_agencies_can_use(tmp_path):
    said = run("init", tmp_path / "o", "--address", "https://plans.example.gov/", "--name", "Office of Plans")
    assert said.splitlines()[-2:] == [
        f"  planwriter-endpoint token add NAME --dir {tmp_path / 'o'}",
        f"  planwriter-endpoint serve {tmp_path / 'o'}",
    ]
    profile = read_profile((tmp_path / "o" / "office.json").read_bytes())
    assert (profile.name, profile.address) == ("Office of Plans", "https://plans.example.gov")
    before = (tmp_path / "o" / "keys.json").read_bytes()
    assert "already" in run("init", tmp_path / "o", status=3)
    assert (tmp_path / "o" / "keys.json").read_bytes() == before
    assert (tmp_path / "o" / "keys.json").stat().st_mode & 0o077 == 0
    assert "cannot be used" in run("init", tmp_path / "p", "--address", "http://plans.example.gov", status=3)


def test_tokens_are_kept_as_hashes_only(new_office):
    office = new_office()
    token = run("token", "add", "SSA", "--dir", office.folder)
    assert token.startswith("cs_")
    assert len(token.split()) == 1
    for path in office.folder.rglob("*"):
        assert path.is_dir() or token.strip().encode() not in path.read_bytes()
    assert "cannot be used" in run("token", "add", "a\nb", "--dir", office.folder, status=2)


def test_the_way_of_a_plan_through_the_office(office, press, tmp_path):
    client = office.client(office.receiver())
    first = press.sealed(1, size=SIZE)
    told = client.submit(first).json
    listed = run("list", "--dir", office.folder)
    assert told["submission_id"] in listed
    assert "accepted" in listed
    shown = json.loads(run("show", told["submission_id"], "--dir", office.folder))
    assert (shown["standing"], shown["client"], shown["sha256"]) == ("accepted", "RWA", first.sha256)

    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as document:
        document.writestr("word/document.xml", "<x/>")
    (tmp_path / "reviewed.docx").write_bytes(word.getvalue())
    said = ("--message", "Please name a baseline.", "--attach", tmp_path / "reviewed.docx", "--dir", office.folder)
    run("return", told["submission_id"], *said)
    now = client.ask("GET", f"/v1/submissions/{told['submission_id']}")
    assert (now.json["status"], now.json["message"]) == ("returned", "Please name a baseline.")
    assert now.json["receipt"] == told["receipt"]
    attached = client.ask("GET", now.json["attachment"])
    assert (attached.status, attached.body) == (200, word.getvalue())
    assert "There is no submission" in run("return", "x", "--message", "m", "--dir", office.folder, status=1)

    second = press.sealed(2, size=SIZE, plan=1, supersedes=first.package_id)
    assert client.submit(second, If_Match=now.headers["ETag"]).status == 201
    assert client.ask("GET", f"/v1/submissions/{told['submission_id']}").json["status"] == "superseded"

    run("export", told["submission_id"], "--out", tmp_path / "p.cspackage", "--dir", office.folder)
    assert (tmp_path / "p.cspackage").read_bytes() == first.data
    assert run("verify", "--dir", office.folder) == "2 submissions, 0 mailed plans, 0 faults, 0 spare files.\n"


def test_courier_packages_are_taken_in_with_their_receipts_and_once(office, press, tmp_path, catalogue):
    client = office.client(office.receiver())
    stick = tmp_path / "stick" / "inner"
    stick.mkdir(parents=True)
    packages = [press.sealed(number, size=SIZE) for number in (1, 2)]
    for number, sent in enumerate(packages):
        (stick / f"{number}.cspackage").write_bytes(sent.data)
    online = client.submit(packages[0]).json
    said = run("import", tmp_path / "stick", "--dir", office.folder)
    codes = [short_code(sent.sha256) for sent in packages]
    assert said.splitlines() == [
        f"{stick}/0.cspackage: here already, code {codes[0]}",
        f"{stick}/1.cspackage: received, code {codes[1]}",
    ]
    assert json.loads(run("show", online["submission_id"], "--dir", office.folder))["short_code"] == codes[0]
    assert client.submit(packages[1]).status == 200
    profile = read_profile((office.folder / "office.json").read_bytes())
    for number, sent in enumerate(packages):
        signed = read_receipt_file((stick / f"{number}.cspackage.receipt.json").read_bytes())
        assert verified_receipt(signed, sent.data, profile).package_id == sent.package_id
        assert number or signed == online["receipt"]
    (stick / "bad.cspackage").write_bytes(packages[0].data[:-1])
    told = run("import", stick, "--dir", office.folder, status=1)
    assert "bad.cspackage: The package could not be read" in told
    assert ".receipt.json:" not in told
    assert "2.cspackage" not in told
    assert run("verify", "--dir", office.folder) == "2 submissions, 0 mailed plans, 0 faults, 0 spare files.\n"


@pytest.fixture
def mail(tmp_path):
    """A folder for what came by mail."""
    folder = tmp_path / "mail"
    folder.mkdir()
    return folder


def test_a_plan_that_was_mailed_is_kept_as_that_and_never_accepted(
    office, press, sample_plan, catalogue, mail, tmp_path
):
    half = sample_plan.with_answer("signature.benefits", None)
    (mail / "half.csplan").write_bytes(plan_bytes(half, catalogue))
    (mail / "letter.docx").write_bytes(b"PK")
    said = run("import", mail, "--dir", office.folder)
    name = sample_plan.answer("agency.name")
    assert f"half.csplan: received as mailed: the plan of {name}. It is not sealed" in said
    assert "To be fixed in it before that: 1." in said
    assert "1 other file was left alone (letter.docx)" in said
    assert "half.csplan: here already" in run("import", mail, "--dir", office.folder)

    (row,) = csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder)))
    assert (row["agency"], row["status"], row["note"]) == (name, "for consultation", "mailed, not sealed; 1 to fix")
    shown = json.loads(run("show", row["submission"], "--dir", office.folder))
    assert (shown["standing"], shown["to_fix"]) == ("mailed", 1)
    run("export", row["submission"], "--out", tmp_path / "public.json", "--dir", office.folder)
    kept = read_plan((tmp_path / "public.json").read_bytes(), catalogue)
    assert (kept.copy, kept.plan) == (Copy.PUBLIC, half.without_internal(catalogue))
    run("tables", "--out", tmp_path / "tables", "--dir", office.folder)
    with (tmp_path / "tables" / "standards.standards.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {line["standing"] for line in csv.DictReader(file)} == {"mailed"}
    assert run("verify", "--dir", office.folder) == "0 submissions, 1 mailed plan, 0 faults, 0 spare files.\n"

    client = office.client(office.receiver())
    assert client.ask("GET", f"/v1/submissions/{row['submission']}").status == 404
    said = run("return", row["submission"], "--message", "Please say what is gained.", "--dir", office.folder)
    assert "answer by mail" in said
    (row,) = csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder)))
    assert row["status"] == "returned"


def test_what_comes_sealed_stands_over_what_was_mailed(office, press, sample_plan, catalogue, mail):
    sent = press.sealed(1, size=SIZE)
    plan = read_plan(unpacked(sent.data, MAY_HOLD)["plan.json"], catalogue).plan
    newer = plan.with_answer("plan.title", "The newer title")
    (mail / "newer.json").write_bytes(plan_bytes(newer, catalogue, Copy.PUBLIC))
    run("import", mail, "--dir", office.folder)
    told = office.client(office.receiver()).submit(sent)
    assert told.status == 201  # a plan that was only mailed keeps nobody from sending it
    (row,) = csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder)))
    assert (row["submission"], row["title"]) == (told.json["submission_id"], plan.answer("plan.title"))
    assert row["status"] in ("accepted", "published")
    (mail / "same.csplan").write_bytes(plan_bytes(plan, catalogue))
    assert f"came sealed, as {row['submission']}" in run("import", mail / "same.csplan", "--dir", office.folder)
    assert run("verify", "--dir", office.folder) == "1 submission, 1 mailed plan, 0 faults, 0 spare files.\n"


def test_a_draft_for_consultation_never_takes_the_place_of_a_finished_plan(
    office, press, sample_plan, catalogue, tmp_path
):
    client = office.client(office.receiver())
    drafts = Press(sample_plan, catalogue, purpose=Purpose.CONSULTATION)
    talked = drafts.sealed(1, size=SIZE, plan=1)
    assert client.submit(talked).status == 201
    final = press.sealed(2, size=SIZE, plan=1, supersedes=talked.package_id)
    assert client.submit(final).status == 201
    (before,) = csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder)))
    wrong = drafts.sealed(3, size=SIZE, plan=1, supersedes=final.package_id)
    assert client.submit(wrong).json["type"].endswith("not-current")
    again = client.submit(drafts.sealed(4, size=SIZE, plan=1))
    assert (again.status, again.json["status"]) == (201, "for_consultation")
    (row,) = csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder)))
    assert (row["status"], row["submission"]) == (before["status"], before["submission"])
    assert row["note"] in ("", f"a newer draft came for consultation: {again.json['submission_id']}")  # within a second
    amended = press.sealed(5, size=SIZE, plan=1, supersedes=final.package_id)
    assert client.submit(amended).status == 201


def test_a_plan_that_came_by_hand_is_taken_over_by_nobody_else(office, press, tmp_path):
    receiver = office.receiver()
    client = office.client(receiver)
    other = office.client(receiver, run("token", "add", "Other", "--dir", office.folder).strip())
    first, second = (press.sealed(number, size=SIZE, plan=1) for number in (1, 2))
    (tmp_path / "1.cspackage").write_bytes(first.data)
    run("import", tmp_path / "1.cspackage", "--dir", office.folder)
    assert other.submit(second).json["type"].endswith("not-allowed")
    assert client.submit(second).json["type"].endswith("not-allowed")  # it shows by nothing that the plan is its own
    assert client.submit(first).status == 200  # this does: nobody else has these bytes
    assert client.submit(second).status == 201
    assert other.submit(press.sealed(3, size=SIZE, plan=1, supersedes=second.package_id)).status == 403


def test_who_names_the_version_that_came_by_hand_may_follow_it(office, press, tmp_path):
    client = office.client(office.receiver())
    first = press.sealed(1, size=SIZE, plan=1)
    (tmp_path / "1.cspackage").write_bytes(first.data)
    run("import", tmp_path / "1.cspackage", "--dir", office.folder)
    assert client.submit(press.sealed(2, size=SIZE, plan=1, supersedes=first.package_id)).status == 201


def test_versions_are_imported_in_the_order_in_which_they_follow_each_other(office, press, tmp_path):
    folder = tmp_path / "mail"
    folder.mkdir()
    versions = [press.sealed(1, size=SIZE, plan=1)]
    for number in (2, 3):
        versions.append(press.sealed(number, size=SIZE, plan=1, supersedes=versions[-1].package_id))
    for name, sent in zip("cba", versions, strict=True):
        (folder / f"{name}.cspackage").write_bytes(sent.data)
    assert run("import", folder, "--dir", office.folder).count(": received, code ") == 3
    (folder / "d.cspackage").write_bytes(press.sealed(4, size=SIZE, plan=1, supersedes=versions[0].package_id).data)
    assert "Not taken: it takes the place of a version" in run("import", folder, "--dir", office.folder, status=1)


def test_a_folder_that_cannot_be_looked_into_is_named(new_office, mail, tmp_path):
    office = new_office()
    (tmp_path / "elsewhere").mkdir()
    (mail / "link").symlink_to(tmp_path / "elsewhere")
    assert f"{mail}/link: This folder was not looked into" in run("import", mail, "--dir", office.folder, status=1)


def test_what_is_mailed_and_is_no_plan_is_told_of_and_the_rest_is_taken(office, sample_plan, catalogue, mail):
    nobody = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", EDITION)
    whole = plan_bytes(sample_plan, catalogue)
    (mail / "1 nobody.csplan").write_bytes(plan_bytes(nobody, catalogue))
    (mail / "2 other.json").write_text("{}")
    (mail / "3 cut.csplan").write_bytes(whole[:-9])
    (mail / "4 twice.json").write_bytes(whole.replace(b'"revision"', b'"plan_id": "x", "revision"', 1))
    (mail / "5 newer.csplan").write_bytes(whole.replace(b'"format_version": ', b'"format_version": 9', 1))
    (mail / "6 empty.csplan").write_bytes(b"")
    (mail / "7 good.CSPLAN").write_bytes(whole)
    told = run("import", mail, "--dir", office.folder, status=1)
    lines = {line.partition(": ")[0].rpartition("/")[2]: line for line in told.splitlines()}
    assert "names no agency. Ask who sent it" in lines["1 nobody.csplan"]
    for name in ("2 other.json", "3 cut.csplan", "4 twice.json", "5 newer.csplan", "6 empty.csplan"):
        assert ": Not taken. " in lines[name], told
    assert run("verify", "--dir", office.folder) == "0 submissions, 1 mailed plan, 0 faults, 0 spare files.\n"


def test_a_mailed_plan_that_was_changed_on_the_disk_is_found_and_a_backup_holds_it(
    new_office, sample_plan, catalogue, mail, tmp_path
):
    office = new_office()
    (mail / "plan.csplan").write_bytes(plan_bytes(sample_plan, catalogue))
    run("import", mail, "--dir", office.folder)
    run("backup", tmp_path / "copy", "--dir", office.folder)
    (kept,) = (office.folder / "blob").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"the", b"thy", 1))
    verified = run("verify", "--dir", office.folder, status=1)
    assert "missing or damaged" in verified
    assert run("verify", "--dir", tmp_path / "copy") == "0 submissions, 1 mailed plan, 0 faults, 0 spare files.\n"


def test_the_roster_says_where_everybody_stands(office, press, sample_plan, tmp_path):
    name = sample_plan.answer("agency.name")
    roster = f"name,code,due\r\n{name},,2100-01-01\r\n=Late Agency,,2011-10-24\r\nEarly Agency,999,2100-01-01\r\n"
    (tmp_path / "roster.csv").write_bytes(b"\xef\xbb\xbf" + roster.encode())
    assert run("roster", "load", tmp_path / "roster.csv", "--dir", office.folder) == "3 agencies owe a plan.\n"
    stands = [line[:12].strip() for line in run("status", "--dir", office.folder).splitlines()]
    assert stands == ["not received", "late", "not received"]
    office.client(office.receiver()).submit(press.sealed(1, size=SIZE))
    rows = list(csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder))))
    assert [row["status"] for row in rows] in (
        ["accepted", "late", "not received"],
        ["published", "late", "not received"],
    )
    assert rows[1]["agency"] == "'=Late Agency"


def test_the_tables_hold_every_plan_that_stands(office, press, sample_plan, tmp_path):
    client = office.client(office.receiver())
    first = press.sealed(1, size=SIZE)
    for sent in (first, press.sealed(2, size=SIZE, plan=1, supersedes=first.package_id), press.sealed(3, size=SIZE)):
        assert client.submit(sent).status == 201
    said = run("tables", "--out", tmp_path / "tables", "--dir", office.folder).splitlines()
    assert str(tmp_path / "tables" / "answers.csv") in said
    with (tmp_path / "tables" / "standards.standards.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * len(sample_plan.rows("standards.standards"))
    assert {row["agency"] for row in rows} == {sample_plan.answer("agency.name")}
    services = {row.id: row.cells["name"] for row in sample_plan.rows("services.services")}
    assert {row["service"] for row in rows} <= {*services.values(), ""}  # a reference shows the name it stands for
    assert not [path for path in said if "clearance" in path]


def test_a_backup_can_be_served_as_it_is(new_office, press, tmp_path):
    office = new_office()
    sent = press.sealed(1, size=SIZE)
    before = office.client(office.receiver()).submit(sent)
    assert "1 submission." in run("backup", tmp_path / "copy", "--dir", office.folder)  # while it serves
    assert "already" in run("backup", tmp_path / "copy", "--dir", office.folder, status=3)
    office.close()
    office.folder = tmp_path / "copy"
    assert run("verify", "--dir", office.folder) == "1 submission, 0 mailed plans, 0 faults, 0 spare files.\n"
    after = office.client(office.receiver()).submit(sent)
    assert (after.status, after.body) == (200, before.body)


def test_postgresql_is_backed_up_by_its_own_program(postgresql, new_office, needs_program, tmp_path):
    needs_program("pg_dump")
    office = new_office("--database", postgresql)
    run("backup", tmp_path / "copy", "--dir", office.folder)
    assert (tmp_path / "copy" / "endpoint.dump").read_bytes().startswith(b"PGDMP")


def test_a_roster_is_read_strictly():
    assert read_roster(b"name\nA\n")[0].due == DEADLINE.isoformat()
    assert date(2011, 10, 24) == DEADLINE
    from planwriter.errors import FormatError

    for data in (
        b"",
        b"agency\nA\n",
        b"name,more\nA,1\n",
        b"name,due\nA,soon\n",
        b"name,code\n,1\n",
        b"\xff",
        b'name\n"a',
        b"name,name\nA,B\n",
        b"name\n",
        b"name,code\nBureau of Plans, Forms and Print,12\n",
        b"name,code\nA,1\nB,2\na,1\n",
        b"name\nA\x1b[31m\n",
        b"name\nA\0\n",
        b"name,code\nA," + b"1" * 300,
        b"name\n" + b"A" * 1_100_000,
    ):
        with pytest.raises(FormatError):
            read_roster(data)


def test_a_fault_in_a_roster_is_found_in_its_line():
    from planwriter.errors import FormatError

    with pytest.raises(FormatError, match="Line 5"):
        read_roster(b'name,code\n\n"A, of B",1\n\nC,2,3\n')
    assert [one.name for one in read_roster(b'name\n"A, of B"\n\nC\n')] == ["A, of B", "C"]


@pytest.fixture
def two_plans(office, press, sample_plan, catalogue, tmp_path):
    """An office that has a finished plan of the agency, and then a draft of another plan for consultation."""
    client = office.client(office.receiver())
    drafts = Press(sample_plan, catalogue, purpose=Purpose.CONSULTATION)
    final = client.submit(press.sealed(1, size=SIZE)).json["submission_id"]
    draft = client.submit(drafts.sealed(2, size=SIZE)).json["submission_id"]
    return office, final, draft


@pytest.mark.parametrize("line", ["{name},", "{name},0999", "Another spelling,0{code}", "Another spelling,{bare}"])
def test_a_plan_is_its_agencys_whatever_a_spreadsheet_made_of_the_code(two_plans, sample_plan, tmp_path, line):
    office, final, draft = two_plans
    name, code = (sample_plan.answer(f"agency.{key}") for key in ("name", "code"))
    row = line.format(name=f'"{name}"', code=code, bare=str(code).lstrip("0"))
    (tmp_path / "roster.csv").write_text(f"name,code\n{row}\n")
    run("roster", "load", tmp_path / "roster.csv", "--dir", office.folder)
    (agency,) = csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder)))
    assert agency["status"] in ("accepted", "published")  # and not late, though the draft came later
    assert (agency["submission"], agency["note"]) == (final, f"also {draft}")


def test_two_agencies_with_one_code_are_told_apart_by_name(office, press, sample_plan, tmp_path):
    name, code = (sample_plan.answer(f"agency.{key}") for key in ("name", "code"))
    (tmp_path / "roster.csv").write_text(f'name,code\nA Bureau,{code}\n"{name}",{code}\n')
    run("roster", "load", tmp_path / "roster.csv", "--dir", office.folder)
    office.client(office.receiver()).submit(press.sealed(1, size=SIZE))
    rows = list(csv.DictReader(io.StringIO(run("status", "--csv", "--dir", office.folder))))
    assert [bool(row["submission"]) for row in rows] == [False, True]


def test_no_cell_is_taken_for_a_formula():
    assert csv_words([["=1+1", "+1", "-1", "@x", "\tx", -1, "a,b", 'say "x"']]) == (
        '\'=1+1,\'+1,\'-1,\'@x,\'\tx,-1,"a,b","say ""x"""\r\n'
    )
