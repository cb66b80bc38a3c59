"""Signatures made elsewhere, amendments and copies: what is bound to the digest stays bound."""

import hashlib
import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gostcrypto
import pytest
from asn1crypto import cms
from flask import Flask

from service.config import Settings
from service.core.errors import Conflict, Invalid
from service.documents import files
from service.documents.paper import to_pdf
from service.meetings.actions import amending, copying, signing
from service.meetings.model.minutes import Minutes
from service.meetings.papers.minutes import minutes as paper
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries import signed
from service.meetings.rules.detached import Mismatch, algorithm_of
from service.people.model.persons import Person
from tests.accounts import PASSWORD
from tests.database import superuser
from tests.meetings.after import closed, let_sign, reviewed, sign
from tests.meetings.council import Council
from tests.meetings.post_office import post_office, text_of
from tests.meetings.speaking import Program

STREEBOG = {"streebog256": "1.2.643.7.1.1.2.2", "streebog512": "1.2.643.7.1.1.2.3"}


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of five by an act, whose members may sign."""
    made = Council(app, "luga").seated(5)
    let_sign(made)
    return made


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key and a certificate of somebody."""
    folder = tmp_path_factory.mktemp("key")
    asked = [
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=Somebody",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
    ]
    subprocess.run(["openssl", "req", "-x509", *asked], cwd=folder, check=True, capture_output=True)
    return folder


def detached(folder: Path, content: bytes, digest: str = "sha256", form: str = "DER") -> bytes:
    """A detached signature made by openssl."""
    (folder / "file").write_bytes(content)
    told = [
        "-binary",
        "-md",
        digest,
        "-in",
        "file",
        "-signer",
        "cert.pem",
        "-inkey",
        "key.pem",
        "-outform",
        form,
    ]
    made = subprocess.run(["openssl", "cms", "-sign", *told], cwd=folder, check=True, capture_output=True)
    return made.stdout


def russian(signature: bytes, content: bytes, name: str) -> bytes:
    """The same signature as a Russian program makes it: another digest in the signed attributes."""
    info = cms.ContentInfo.load(signature)
    signer = info["content"]["signer_infos"][0]
    digest = gostcrypto.gosthash.new(name, data=bytearray(content)).digest()
    signer["digest_algorithm"] = {"algorithm": STREEBOG[name]}
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "message_digest":
            attribute["values"] = [bytes(digest)]
    return bytes(info.dump(force=True))


def test_streebog_is_that_of_the_standard() -> None:
    """Example M1 of GOST R 34.11-2012."""
    message = bytearray(b"012345678901234567890123456789012345678901234567890123456789012")
    assert gostcrypto.gosthash.new("streebog256", data=message).hexdigest() == (
        "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"
    )


@pytest.mark.parametrize("form", ["DER", "PEM"])
@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_the_digest_of_a_detached_signature_is_compared(key: Path, digest: str, form: str) -> None:
    made = detached(key, b"minutes", digest, form)
    assert algorithm_of(made, b"minutes") == f"SHA-{digest[3:]}"
    with pytest.raises(Mismatch):
        algorithm_of(made, b"minutes.")


@pytest.mark.parametrize("name", STREEBOG)
def test_streebog_is_compared_too(key: Path, name: str) -> None:
    made = russian(detached(key, b"minutes"), b"minutes", name)
    assert algorithm_of(made, b"minutes").startswith("ГОСТ Р 34.11-2012")
    with pytest.raises(Mismatch):
        algorithm_of(made, b"other")


@pytest.mark.parametrize("junk", [b"", b"text", b"%PDF-1.7", b"\x30\x82\xff\xff" + b"0" * 50])
def test_what_is_no_signature_is_refused(junk: bytes) -> None:
    with pytest.raises(Mismatch):
        algorithm_of(junk, b"minutes")


@pytest.mark.clause("LU2-4.10-protocol")
def test_the_chair_signs_by_a_file_the_deputy_on_paper(council: Council, key: Path) -> None:
    for number, member in enumerate((0, 1)):
        row = reviewed(council, closed(council, present=5, day=date(2026, 4, 7 + number)))
        digest, person = row.pdf_sha256 or "", council.people[member]
        with council.acting(member=2) as scope:
            pdf = files.stored(scope, row.pdf_id or 0).content
            what = signing.minutes_to_sign(scope, row.id)
            other = detached(key, pdf + b" ")
            with pytest.raises(Invalid):
                signing.sign_detached(scope, what, digest, other, "x.sig", person)
            if member == 0:
                made = russian(detached(key, pdf), pdf, "streebog256")
                put = signing.sign_detached(scope, what, digest, made, "x.sig", person)
                assert put.algorithm == "ГОСТ Р 34.11-2012 (256)"
            else:
                put = signing.sign_on_paper(scope, what, digest, b"scan", "image/png", person)
            assert (put.sha256, put.sha256) == (hashlib.sha256(pdf).hexdigest(), digest)
            assert minutes_reads.minutes(scope, row.id).state == "signed"


def test_an_amendment_leaves_the_original_as_it_was(council: Council) -> None:
    row = reviewed(council, closed(council, present=5, day=date(2026, 4, 14)))
    with council.acting(member=2) as scope, pytest.raises(Conflict):
        amending.amend(scope, row.id, "Вместо «май» читать «июнь»", "Описка")
    sign(council, row)
    with council.acting(member=2) as scope:
        before = files.stored(scope, row.pdf_id or 0).content
        one = amending.amend(scope, row.id, "В вопросе 1 вместо «май» читать «июнь»", "Описка")
        amendment_id, digest = one.id, one.sha256
    with council.acting(member=1) as scope:
        signing.sign(scope, amending.amendment_to_sign(scope, amendment_id), digest, PASSWORD)
    with council.acting(member=2) as scope:
        kept = minutes_reads.minutes(scope, row.id)
        assert [(one.id, one.state) for one in minutes_reads.amendments(scope, row.id)] == [
            (amendment_id, "signed")
        ]
        assert files.stored(scope, kept.pdf_id or 0).content == before
        assert kept.pdf_sha256 == row.pdf_sha256 and signed.intact(scope, kept)
        shown = signed.with_marks(scope, kept)
        assert [one.number for one in shown.amendments] == ["1"]
        assert shown.signatories[0].mark is not None and to_pdf(paper(shown)) != before
        with pytest.raises(Conflict):
            amending.amendment_to_sign(scope, amendment_id)


@pytest.mark.parametrize(("digest", "month"), [("sha512", 8), ("streebog256", 9)])
def test_a_program_attaches_a_detached_signature_to_an_amendment(
    council: Council, key: Path, digest: str, month: int
) -> None:
    row = reviewed(council, closed(council, present=5, day=date(2026, month, 14)))
    sign(council, row)
    program = Program.of(council, "secretary")
    one = program.post(f"/minutes/{row.id}/amendments", {"text": "Читать «июнь»", "reason": "Описка"}, 201)
    amendment = one["amendments"][0]
    address = f"/amendments/{amendment['id']}"
    pdf = program.open("GET", f"{address}/paper.pdf").data
    assert hashlib.sha256(pdf).hexdigest() == amendment["sha256"]

    def attach(content: bytes, status: int) -> Any:
        made = detached(key, content, digest) if digest in ("sha512",) else None
        made = made or russian(detached(key, content), content, digest)
        form = {"kind": "qualified", "sha256": amendment["sha256"], "person_id": str(council.people[0])}
        data = {**form, "file": (io.BytesIO(made), "x.sig")}
        return program.call("POST", f"{address}/signatures", status=status, data=data)

    assert "под другим файлом" in str(attach(pdf + b" ", 422))
    attach(files_of(council, row), 422)  # the signature of the minutes is none of their amendment
    assert [each["state"] for each in attach(pdf, 201)["amendments"]] == ["signed"]
    with council.acting() as scope:
        (put,) = signed.signatures(scope, minutes_reads.amendments(scope, row.id)[0])
    assert put.row.algorithm == {"sha512": "SHA-512", "streebog256": "ГОСТ Р 34.11-2012 (256)"}[digest]
    kept = program.open("GET", f"/minutes/{row.id}/signatures/{put.row.id}/file")
    assert algorithm_of(kept.data, pdf) == put.row.algorithm


def files_of(council: Council, row: Minutes) -> bytes:
    """The PDF of minutes."""
    with council.acting() as scope:
        return files.stored(scope, row.pdf_id or 0).content


def test_a_tampered_file_is_noticed(council: Council, settings: Settings, key: Path) -> None:
    row = reviewed(council, closed(council, present=5, day=date(2026, 4, 21)))
    with superuser(urlsplit(settings.database_url).path.lstrip("/")) as everything:
        everything.execute("UPDATE mms.stored_file SET content = content || 'x' WHERE id = %s", [row.pdf_id])
    with council.acting(member=2) as scope:
        assert not signed.intact(scope, minutes_reads.minutes(scope, row.id))
        what, person = signing.minutes_to_sign(scope, row.id), council.people[0]
        with pytest.raises(Conflict):
            signing.sign_detached(scope, what, what.sha256, detached(key, b"any"), "x.sig", person)


@pytest.mark.clause("LU2-4.10-copy")
def test_every_member_has_a_copy_within_a_month(council: Council) -> None:
    row = reviewed(council, closed(council, present=5, day=date(2026, 4, 28)))
    sign(council, row)
    council.at(date(2026, 5, 28))
    with council.acting(member=2) as scope:
        due = {one.kind: one for one in reads.deadlines(scope, row.meeting_id)}["minutes_copy"]
        assert due.due_on == date(2026, 5, 28)
        prepared = [one.id for one in copying.prepare(scope, row.id)]
        copying.add_recipient(scope, row.id, {"recipient": "Библиотека", "channel": "paper"})
        assert len(prepared) == 5
        with pytest.raises(Invalid):
            copying.deliver(scope, prepared[0], {})
        for one in prepared[:4]:
            kept = copying.deliver(scope, one, {"evidence": "подпись в журнале"})
            assert kept.channel == "paper"
        assert reads.meeting(scope, row.meeting_id).state == "minutes_signed"
    council.at(date(2026, 5, 29))
    with council.acting(member=2) as scope:
        copying.deliver(scope, prepared[4], {"evidence": "подпись в журнале"})
        assert reads.meeting(scope, row.meeting_id).state == "distributed"
        statuses = [one.status for one in reads.stored(scope, "copy", prepared)]
        assert statuses == ["pass"] * 4 + ["fail"]
        assert copying.archive(scope, row.meeting_id).state == "archived"


def test_copies_by_mail_carry_the_signed_file(council: Council, settings: Settings) -> None:
    row = reviewed(council, closed(council, present=5, day=date(2026, 6, 2)))
    sign(council, row)
    with council.acting(member=2) as scope:
        for number, address in ((3, "teacher@a.test"), (4, "gone@a.test")):
            scope.db.get_one(Person, (scope.db.tenant_id, council.people[number])).email = address
        pdf = files.stored(scope, row.pdf_id or 0).content
    with post_office(council.app, settings) as office:
        with council.acting(member=2) as scope:
            copying.prepare(scope, row.id)
        (letter,) = office.work_off()
        assert office.work_off() == []
    (attached,) = letter.iter_attachments()
    assert (letter["To"], attached.get_payload(decode=True)) == ("teacher@a.test", pdf)
    assert row.pdf_sha256 in text_of(letter)
    with council.acting() as scope:
        told = [
            (one.channel, one.sent_at is not None, bool(one.evidence))
            for one in copying.copies(scope, row.id)
        ]
    assert sorted(told) == [("mail", True, False), *[("paper", False, False)] * 3, ("paper", False, True)]
