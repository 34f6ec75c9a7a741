"""The build script: the same as `reportsite build`."""

import sys

from reportsite import main

if __name__ == "__main__":
    sys.argv[1:1] = ["build"]
    main()
