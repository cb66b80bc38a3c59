"""Refusals of the rule engine: bad parameters (параметры) of a rule and bad facts (сведения) given to it."""

from service.rules.message import Message


class RuleError(ValueError):
    """Something given to the rule engine cannot be used; `message` says why."""

    def __init__(self, key: str, message: Message) -> None:
        """Remember the key that is wrong and the sentence that explains it."""
        super().__init__(f"{key}: {message}" if key else str(message))
        self.key = key
        self.message = message


class BadParams(RuleError):
    """A parameter of a rule is unknown, missing or wrong; `key` is its dotted path."""

    def under(self, prefix: str) -> "BadParams":
        """Return the same refusal with the key placed under a prefix."""
        joined = (
            prefix + self.key if self.key.startswith("[") else f"{prefix}.{self.key}" if self.key else prefix
        )
        return BadParams(joined, self.message)


class BadFacts(RuleError):
    """A fact is unknown to the rule or has a wrong type; `field` is its name."""

    @property
    def field(self) -> str:
        """Return the name of the fact."""
        return self.key
