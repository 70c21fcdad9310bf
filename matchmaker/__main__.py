"""`python -m matchmaker` is `match`."""

from matchmaker.cli import main

if __name__ == "__main__":
    main()
