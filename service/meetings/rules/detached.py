"""Detached signatures (отсоединённая подпись, CMS): which digest was signed, and is it that of our file.

Only the digest is compared. Who the certificate belongs to, who issued it and whether it was revoked is for
the accredited centre to say, not for us.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping

import gostcrypto
from asn1crypto import cms, pem

from service.rules.message import N_

NOT_CMS = N_("Это не файл отсоединённой подписи (CMS): нужен файл .sig или .p7s.")
NO_DIGEST = N_("В подписи нет отпечатка документа: подпишите файл отсоединённой подписью CAdES.")
UNKNOWN = N_("Отпечаток в подписи посчитан способом, которого служба не знает.")
OTHER = N_(
    "Подпись сделана под другим файлом: отпечаток не совпадает. Скачайте протокол заново и подпишите его."
)


def _streebog(name: str) -> Callable[[bytes], bytes]:
    return lambda content: bytes(gostcrypto.gosthash.new(name, data=bytearray(content)).digest())


DIGESTS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "2.16.840.1.101.3.4.2.1": ("SHA-256", lambda content: hashlib.sha256(content).digest()),
    "2.16.840.1.101.3.4.2.2": ("SHA-384", lambda content: hashlib.sha384(content).digest()),
    "2.16.840.1.101.3.4.2.3": ("SHA-512", lambda content: hashlib.sha512(content).digest()),
    "1.2.643.7.1.1.2.2": ("ГОСТ Р 34.11-2012 (256)", _streebog("streebog256")),
    "1.2.643.7.1.1.2.3": ("ГОСТ Р 34.11-2012 (512)", _streebog("streebog512")),
}


class Mismatch(ValueError):
    """The signature is not one of our file; `msgid` says why."""

    def __init__(self, msgid: str) -> None:
        self.msgid = msgid
        super().__init__(msgid)


def algorithm_of(signature: bytes, document: bytes) -> str:
    """The name of the digest by which a detached signature holds to a document; raises Mismatch."""
    signers = _signers(signature)
    names = [_checked(one, document) for one in signers]
    if not names:
        raise Mismatch(NO_DIGEST)
    return names[0]


def _signers(signature: bytes) -> list[cms.SignerInfo]:
    try:
        plain = pem.unarmor(signature)[2] if pem.detect(signature) else signature
        content = cms.ContentInfo.load(plain)
        if content["content_type"].native != "signed_data":
            raise Mismatch(NOT_CMS)
        return list(content["content"]["signer_infos"])
    except Mismatch:
        raise
    except (ValueError, TypeError, KeyError) as error:
        raise Mismatch(NOT_CMS) from error


def _checked(signer: cms.SignerInfo, document: bytes) -> str:
    oid = signer["digest_algorithm"]["algorithm"].dotted
    if oid not in DIGESTS:
        raise Mismatch(UNKNOWN)
    name, digest = DIGESTS[oid]
    if not hmac.compare_digest(_message_digest(signer), digest(document)):
        raise Mismatch(OTHER)
    return name


def _message_digest(signer: cms.SignerInfo) -> bytes:
    for attribute in signer["signed_attrs"] or ():
        if attribute["type"].native == "message_digest":
            return bytes(attribute["values"][0].native)
    raise Mismatch(NO_DIGEST)
