"""`python -m reportsite` is `reportsite`."""

from reportsite.cli import main

if __name__ == "__main__":
    main(prog_name="reportsite")
