"""`python -m service.cli`: the command line where no script is installed."""

from service.cli.main import main

main()
