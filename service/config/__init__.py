"""Settings of the deployment: read from the environment once, checked at start, each fault named."""

from service.config.reading import BadSettings, Purpose, read_settings
from service.config.settings import MEGABYTE, Settings
from service.config.variables import VARIABLES, misspelt

__all__ = ["MEGABYTE", "VARIABLES", "BadSettings", "Purpose", "Settings", "misspelt", "read_settings"]
