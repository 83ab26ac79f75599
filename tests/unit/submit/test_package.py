"""A package holds the public plan and its documents, is the same for the same plan, and is read whole or not at all."""

import io
import json
import re
import struct
import subprocess
import sys
import zipfile
from uuid import UUID

import pytest

from planwriter.errors import FormatError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, canonical_bytes, plan_form
from planwriter.submit.archive import packed
from planwriter.submit.package import (
    NotReadyError,
    Purpose,
    package_id_of,
    plan_of,
    read_package,
    seal,
    short_code,
)

from .conftest import DOCUMENTS


def files_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_manifest(data, change, *, fix_id=True):
    files = files_of(data)
    form = json.loads(files["manifest.json"])
    change(form)
    if fix_id:
        form["package_id"] = package_id_of(form)
    return packed({**files, "manifest.json": canonical_bytes(form)})


def test_the_same_plan_sealed_twice_gives_the_same_bytes(sealed, sample_plan):
    assert sealed() == sealed()
    assert sealed() != sealed(sample_plan.with_answer("plan.version", "2"))
    assert sealed() != sealed(purpose=Purpose.CONSULTATION)
    assert sealed() != sealed(supersedes="2b1c8a4e-6f0d-8c55-9a51-6f5d3c1f7a10")


def test_any_zip_program_reads_it(sealed, tmp_path):
    (tmp_path / "a.zip").write_bytes(sealed())
    done = subprocess.run([sys.executable, "-m", "zipfile", "-t", tmp_path / "a.zip"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "Done testing\n")
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        assert package.namelist() == ["manifest.json", "plan.docx", "plan.html", "plan.json"]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}


def test_what_is_sealed_is_read_again(sealed, sample_plan, catalogue):
    package = read_package(sealed())
    assert package.files == {**DOCUMENTS, "plan.json": canonical_bytes(plan_form(sample_plan, catalogue, Copy.PUBLIC))}
    assert plan_of(package, catalogue).answers == sample_plan.without_internal(catalogue).answers
    manifest = package.manifest
    assert (manifest.plan_id, manifest.purpose, manifest.supersedes) == (sample_plan.plan_id, "final", "")
    assert (manifest.template, manifest.agency_name) == (sample_plan.template, sample_plan.answer("agency.name"))
    assert UUID(package.package_id).version == 8


def test_html_may_be_missing_and_word_may_not(sealed):
    assert set(read_package(sealed(documents={"plan.docx": b"x"})).files) == {"plan.docx", "plan.json"}
    with pytest.raises(KeyError):
        sealed(documents={"plan.html": b"x"})
    with pytest.raises(KeyError):
        sealed(documents={"plan.docx": b"x", "notes.txt": b"x"})


def test_nothing_internal_leaves_but_the_sign_off(sealed, every_element_plan, catalogue):
    data = sealed(every_element_plan)
    files = files_of(data)
    assert "clearance" not in json.loads(files["plan.json"])["answers"]
    sign_off = read_package(data).manifest.sign_off
    assert sign_off.missing == ()
    internal = plan_form(every_element_plan, catalogue)["answers"]["clearance"]
    for person in (internal["approval"], internal["disclosure_checked_by"]):
        for line in ("phone", "email"):
            assert person.get(line, "no such line").encode() not in files["manifest.json"]
    routed = {
        str(value) for row in internal["routing"] for key, value in row.items() if key in ("comment", "resolution")
    }
    assert routed
    assert not [words for words in routed if words.encode() in data]


def test_the_sign_off_says_what_is_missing(sealed, sample_plan):
    bare = Plan(sample_plan.plan_id, sample_plan.template)
    missing = read_package(sealed(bare, purpose=Purpose.CONSULTATION)).manifest.sign_off.missing
    assert [place for place, _words in missing] == [
        "/answers/clearance/approval",
        "/answers/clearance/approval_date",
        "/answers/clearance/omb_consultation",
        "/answers/clearance/disclosure_check",
    ]


def test_a_closed_gate_refuses_and_names_what_must_be_fixed(sealed):
    with pytest.raises(NotReadyError, match="Say what the agency is called") as refused:
        sealed(blocking=("Say what the agency is called.", "Give a date."))
    assert refused.value.exit_status == 1
    assert refused.value.blocking[1] == "Give a date."
    assert "2 things must be fixed first" in refused.value.advice


def test_every_byte_counts(sealed):
    """Tampering with any one byte is refused."""
    data = sealed()
    for place in range(0, len(data), max(1, len(data) // 400)):
        for bit in (0x01, 0x80):
            changed = bytearray(data)
            changed[place] ^= bit
            with pytest.raises(FormatError):
                read_package(bytes(changed))


def test_a_package_cut_off_or_grown_is_refused(sealed):
    data = sealed()
    for part in (b"", data[:3], data[:40], data[: len(data) // 2], data[:-1], data + b"\0", b"\0" + data, data + data):
        with pytest.raises(FormatError):
            read_package(part)


def test_names_that_lead_out_are_refused(sealed):
    for name in ("../plan.docx", "/plan.docx", "a/b.txt", "C:plan", "plan.docx.exe", "PLAN.DOCX"):
        with pytest.raises(FormatError, match="does not belong"):
            read_package(packed({**files_of(sealed()), name: b"x"}))


def test_doubled_names_and_compressed_parts_are_refused(sealed):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files_of(sealed()).items():
            package.writestr(name, data + b" " * 30_000_000 if name == "plan.html" else data)
    with pytest.raises(FormatError):
        read_package(buffer.getvalue())
    once = packed({"plan.docx": b"one"})
    head = once[: struct.unpack_from("<I", once, len(once) - 6)[0]]
    with pytest.raises(FormatError):
        read_package(head + sealed())


def test_more_than_25_megabytes_are_refused_unread(sealed):
    with pytest.raises(FormatError, match="25 MB"):
        read_package(sealed() + b"\0" * (25 * 1024 * 1024))


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.update(format_version=True),
        lambda form: form.update(format="other"),
        lambda form: form.update(more=1),
        lambda form: form.pop("sign_off"),
        lambda form: form.update(purpose="other"),
        lambda form: form.update(plan_id="no"),
        lambda form: form.update(supersedes="no"),
        lambda form: form["app"].update(name="other"),
        lambda form: form["agency"].update(name="two\nlines"),
        lambda form: form["sign_off"].update(disclosure_checked="yes"),
        lambda form: form["sign_off"].update(approval_date="2011-02-30"),
        lambda form: form["sign_off"].update(omb_consultation="2011-02-03"),
        lambda form: form["files"][0].update(sha256="00"),
        lambda form: form["files"][0].update(sha256="0" * 64),
        lambda form: form["files"][0].update(size=True),
        lambda form: form["files"].reverse(),
        lambda form: form["files"].pop(),
    ],
)
def test_a_manifest_that_is_not_as_it_should_be_is_refused(sealed, change):
    with pytest.raises(FormatError):
        read_package(with_manifest(sealed(), change))


def test_a_newer_form_is_named_so(sealed):
    with pytest.raises(FormatError, match="newer planwriter"):
        read_package(with_manifest(sealed(), lambda form: form.update(format_version=2)))


def test_the_id_belongs_to_the_content(sealed):
    with pytest.raises(FormatError, match="id does not belong"):
        read_package(with_manifest(sealed(), lambda form: form.update(plan_id=form["package_id"]), fix_id=False))


def test_the_plan_inside_is_the_one_that_is_named(sealed, sample_plan, catalogue):
    other = with_manifest(sealed(), lambda form: form.update(plan_id="2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"))
    with pytest.raises(FormatError, match="another than the one it names"):
        plan_of(read_package(other), catalogue)
    with pytest.raises(FormatError, match="another agency"):
        plan_of(read_package(with_manifest(sealed(), lambda form: form["agency"].update(name="Other"))), catalogue)


def test_the_short_code_is_read_over_the_phone(sealed):
    package = read_package(sealed())
    assert package.short_code == short_code(package.sha256)
    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", package.short_code)
    assert short_code("00" * 32) == "AAAA-AAAA-AAAA-AAAA"


def test_a_no_break_space_in_a_name_is_kept(sealed, sample_plan, catalogue):
    plan = sample_plan.with_answer("agency.name", "Rural\u00a0Ways Administration")
    package = read_package(seal(plan, catalogue, purpose=Purpose.FINAL, documents=DOCUMENTS))
    assert package.manifest.agency_name == "Rural\u00a0Ways Administration"
    assert plan_of(package, catalogue).answer("agency.name") == package.manifest.agency_name
