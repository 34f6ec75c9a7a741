"""The benchmarks: `build` and `import`, each with --help."""

from benchmarks.cli import main

if __name__ == "__main__":
    main(prog_name="bench.py")
