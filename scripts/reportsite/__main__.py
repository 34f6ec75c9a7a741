"""`python -m reportsite` is `reportsite`."""

from reportsite import main

if __name__ == "__main__":
    main()
