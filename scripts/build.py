"""The build script: the same as `reportsite build`."""

import sys

from reportsite.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]], prog_name="build.py")
