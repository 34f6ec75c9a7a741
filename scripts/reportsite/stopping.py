"""What a command says and returns that Ctrl-C has ended."""

STOPPED = "Stopped; the site is as it was."
IMPORT_STOPPED = "Stopped; the reports imported so far are whole."
# as shells count a command that SIGINT has ended
EXIT_STOPPED = 130
