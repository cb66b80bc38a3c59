"""Why a file was not read (отказ): a code for programs, a plain sentence for the person."""

from dataclasses import dataclass

from service.rules.message import Message


@dataclass(frozen=True)
class Refusal:
    """One reason not to read a file; `code` is stable, `message` says what to do instead."""

    code: str
    message: Message


class Refused(Exception):
    """The whole file is refused; nothing of it has been used."""

    def __init__(self, code: str, msgid: str, **params: object) -> None:
        self.refusal = Refusal(code, Message(msgid, params))
        super().__init__(f"{code}: {msgid % params if params else msgid}")
