"""The command line (командная строка) `mms`: one file or folder for each group of commands."""
