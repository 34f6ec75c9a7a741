"""The benchmarks, each a command with --help."""

from benchmarks.cli import main

if __name__ == "__main__":
    main(prog_name="bench.py")
