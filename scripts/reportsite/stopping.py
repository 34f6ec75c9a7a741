"""What a command says and returns that Ctrl-C has ended."""

STOPPED = "Stopped; the site is as it was."
# as shells count a command that SIGINT has ended
EXIT_STOPPED = 130
