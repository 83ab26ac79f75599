"""What should not be received is refused in words, and leaves nothing behind."""

import gzip
import hashlib
import io
import json
import socket
import zipfile
import zlib

import pytest

from planwriter.plan.stored import canonical_bytes
from planwriter.submit.archive import MAX_BYTES, packed, unpacked
from planwriter.submit.contract import MEDIA_TYPE, content_digest, idempotency_key
from planwriter.submit.package import MAY_HOLD, Purpose, package_id_of, read_package

from .packages import Press, Sent
from .receiver import PATIENCE_S, Client, run

SIZE = 30_000


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office whose receiver serves all tests of this module."""
    from .conftest import Office

    made = Office(tmp_path_factory.mktemp("bad") / "office")
    made.receiver()
    yield made
    made.close()


@pytest.fixture
def client(office):
    one = Client(office._receivers[0].port, office.token)
    yield one
    one.close()


@pytest.fixture
def number(request):
    """A number of its own for each test."""
    return zlib.crc32(request.node.name.encode())


@pytest.fixture
def sent(lean_press, number):
    return lean_press.sealed(number, size=SIZE)


def as_sent(data, package_id):
    return Sent(data, package_id, "", hashlib.sha256(data).hexdigest())


def changed(sent, change):
    """The package with its manifest changed and everything else fitting again."""
    files = unpacked(sent.data, MAY_HOLD)
    form = json.loads(files["manifest.json"])
    change(form, files)
    form["package_id"] = package_id_of(form)
    return as_sent(packed({**files, "manifest.json": canonical_bytes(form)}), form["package_id"])


def refused(client, sent, status, problem, **given):
    """Send it, and look that it was refused for this reason and not kept."""
    answer = client.submit(sent, **given)
    assert (answer.status, answer.problem) == (status, problem), answer.body
    told = answer.json
    assert told["title"].endswith(".")
    assert client.ask("GET", f"/v1/submissions?package_id={sent.package_id}").status == 404
    return answer


def test_a_package_that_was_tampered_with(client, sent):
    for place in (5, 400, len(sent.data) // 2, len(sent.data) - 3):
        data = bytearray(sent.data)
        data[place] ^= 1
        refused(client, as_sent(bytes(data), sent.package_id), 422, "not-a-package")


def test_a_package_that_was_cut_off_or_grew(client, sent):
    for data in (b"", sent.data[:100], sent.data[:-1], sent.data + b"\0"):
        refused(client, as_sent(data, sent.package_id), 422, "not-a-package")


def test_names_that_lead_out(client, sent):
    files = unpacked(sent.data, MAY_HOLD)
    for name in ("../evil", "/etc/evil", "a\\b", "C:x"):
        refused(client, as_sent(packed({**files, name: b"x"}), sent.package_id), 422, "not-a-package")


def test_a_bomb(client, sent):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb:
        for name, data in unpacked(sent.data, MAY_HOLD).items():
            bomb.writestr(name, data if name != "plan.docx" else bytes(200_000_000))
    assert len(buffer.getvalue()) < 1_000_000
    refused(client, as_sent(buffer.getvalue(), sent.package_id), 422, "not-a-package")


def test_other_kinds_of_body(client, sent):
    for kind in ("application/zip", "application/json", f"{MEDIA_TYPE}+x"):
        refused(client, sent, 415, "other-media-type", Content_Type=kind)
    refused(client, as_sent(gzip.compress(sent.data), sent.package_id), 422, "not-a-package")


def test_more_than_25_megabytes(client, sent):
    refused(client, as_sent(bytes(MAX_BYTES + 1), sent.package_id), 413, "too-large")


def test_a_wrong_digest(client, sent):
    other = content_digest("00" * 32)
    refused(client, sent, 400, "digest-wrong", Content_Digest=other)
    refused(client, sent, 400, "digest-wrong", Content_Digest="sha-256=abc")
    refused(client, sent, 400, "digest-wrong", Content_Digest="")
    refused(client, sent, 400, "digest-wrong", data=sent.data[:-1])


def test_a_wrong_key(client, sent, lean_press, number):
    refused(client, sent, 400, "idempotency-key-wrong", Idempotency_Key="")
    refused(client, sent, 400, "idempotency-key-wrong", Idempotency_Key="no")
    other = lean_press.sealed(number + 1, size=SIZE).package_id
    refused(client, sent, 400, "idempotency-key-wrong", Idempotency_Key=idempotency_key(other))


def test_another_package_under_the_same_key(client, sent, lean_press, number):
    first = client.submit(sent)
    assert first.status == 201
    other = lean_press.sealed(number + 1, size=SIZE)
    answer = client.submit(other, Idempotency_Key=idempotency_key(sent.package_id))
    assert (answer.status, answer.problem) == (422, "idempotency-key-reused")
    again = client.submit(sent)
    assert (again.status, again.body) == (200, first.body)


def test_a_plan_that_does_not_pass_the_checks_names_the_places(client, sample_plan, catalogue, number):
    press = Press(sample_plan.with_answer("signature.name", None), catalogue)
    answer = refused(client, press.sealed(number, size=SIZE), 422, "plan-not-ready")
    assert "/answers/signature/name" in [one["pointer"] for one in answer.json["errors"]]


def test_consultation_asks_for_less_and_is_told_apart(client, sample_plan, catalogue, number):
    plan = sample_plan.with_answer("clearance.approval", None).with_answer("plan.date", None)
    refused(client, Press(plan, catalogue).sealed(number, size=SIZE), 422, "plan-not-ready")
    answer = client.submit(Press(plan, catalogue, purpose=Purpose.CONSULTATION).sealed(number, size=SIZE))
    assert (answer.status, answer.json["status"]) == (201, "for_consultation")


def test_a_sign_off_that_is_not_complete(client, sample_plan, catalogue, number):
    for key in ("approval", "approval_date", "omb_consultation", "disclosure_check"):
        press = Press(sample_plan.with_answer(f"clearance.{key}", None), catalogue)
        answer = refused(client, press.sealed(number, size=SIZE), 422, "sign-off-missing")
        assert [one["pointer"] for one in answer.json["errors"]] == [f"/answers/clearance/{key}"]


def test_a_manifest_that_names_another_plan_or_agency(client, sent):
    def other_plan(form, _files):
        form["plan_id"] = form["plan_id"].replace("0", "1")

    def other_agency(form, _files):
        form["agency"]["name"] = "Another Agency"

    for change in (other_plan, other_agency):
        refused(client, changed(sent, change), 422, "not-a-package")


def test_hostile_json_in_a_package_that_fits_otherwise(client, sent):
    plan = unpacked(sent.data, MAY_HOLD)["plan.json"]
    hostile = (
        b"[" * 100_000,
        plan.replace(b'"revision":', b'"revision":NaN,"revision":'),
        plan[:-1] + b',"more":1}',
        plan.replace(b'"copy":"public"', b'"copy":"working"'),
        b"\xff" + plan,
        b"",
    )
    for data in hostile:

        def planted(form, files, data=data):
            files["plan.json"] = data
            line = next(one for one in form["files"] if one["path"] == "plan.json")
            line |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}

        refused(client, changed(sent, planted), 422, "not-a-package")


def test_a_sign_in_that_is_unknown_missing_expired_or_replaced(office, client, sent):
    expired = run("token", "add", "Expired", "--days", "0", "--dir", office.folder).strip()
    replaced = run("token", "add", "Twice", "--dir", office.folder).strip()
    run("token", "add", "Twice", "--dir", office.folder)
    for header in (
        "",
        "Bearer no",
        f"Bearer {expired}",
        f"Bearer {replaced}",
        f"Basic {office.token}",
        "Bearer \u00e9",
    ):
        answer = refused(client, sent, 401, "not-signed-in", Authorization=header)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert client.submit(sent).status == 201


def test_one_agency_sees_and_replaces_nothing_of_anothers(office, client, lean_press, number):
    first = lean_press.sealed(number, size=SIZE)
    told = client.submit(first).json
    other = Client(office._receivers[0].port, run("token", "add", "Other", "--dir", office.folder).strip())
    assert other.ask("GET", f"/v1/submissions/{told['submission_id']}").status == 404
    assert other.ask("GET", f"/v1/submissions?package_id={first.package_id}").status == 404
    second = lean_press.sealed(number + 1, size=SIZE, plan=number, supersedes=first.package_id)
    answer = other.submit(second)
    other.close()
    assert (answer.status, answer.problem) == (403, "not-allowed")


def test_of_two_that_follow_the_same_version_one_is_first(client, lean_press, number):
    first = lean_press.sealed(number, size=SIZE)
    ours, theirs = (lean_press.sealed(number + n, size=SIZE, plan=number, supersedes=first.package_id) for n in (1, 2))
    refused(client, ours, 412, "not-current", If_Match=idempotency_key(first.package_id))  # what it follows is not here
    tag = client.submit(first).headers["ETag"]
    assert client.submit(ours, If_Match=tag).status == 201
    refused(client, theirs, 412, "not-current", If_Match=tag)
    refused(client, theirs, 412, "not-current")
    assert client.ask("GET", f"/v1/submissions?package_id={first.package_id}").json["status"] == "superseded"


def test_a_body_without_a_length(office, sent):
    with socket.create_connection(("127.0.0.1", office._receivers[0].port), timeout=PATIENCE_S) as plain:
        head = (
            "POST /v1/submissions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
            f"Authorization: Bearer {office.token}\r\nContent-Type: {MEDIA_TYPE}\r\n"
            f"Idempotency-Key: {idempotency_key(sent.package_id)}\r\nContent-Digest: {content_digest(sent.sha256)}\r\n\r\n"
        )
        plain.sendall(head.encode() + b"0\r\n\r\n")
        assert plain.makefile("rb").readline() == b"HTTP/1.1 411 Length Required\r\n"


def test_a_sender_that_goes_away_in_the_middle_leaves_nothing(office, client, sent):
    with socket.create_connection(("127.0.0.1", office._receivers[0].port), timeout=PATIENCE_S) as plain:
        head = (
            f"POST /v1/submissions HTTP/1.1\r\nHost: a\r\nContent-Length: {len(sent.data)}\r\n"
            f"Authorization: Bearer {office.token}\r\nContent-Type: {MEDIA_TYPE}\r\n"
            f"Idempotency-Key: {idempotency_key(sent.package_id)}\r\nContent-Digest: {content_digest(sent.sha256)}\r\n\r\n"
        )
        plain.sendall(head.encode() + sent.data[: SIZE // 2])
    assert client.ask("GET", f"/v1/submissions?package_id={sent.package_id}").status == 404
    assert client.submit(sent).status == 201


def test_nothing_of_all_this_left_a_fault_a_file_or_a_word(office, client, sent):
    """Last of the module: what was refused is nowhere, and no content is in the log."""
    assert client.submit(sent).status == 201
    receiver = office._receivers[0]
    assert run("verify", "--dir", office.folder).endswith("0 faults, 0 spare files.\n")
    assert not list((office.folder / "blob").glob("*.tmp"))
    assert '"event":"fault"' not in receiver.log
    manifest = read_package(sent.data).manifest
    for word in (office.token, manifest.agency_name, manifest.sign_off.approving_official, "evil", "Water Results"):
        assert word not in receiver.log
    for line in receiver.log.splitlines():
        json.loads(line)
