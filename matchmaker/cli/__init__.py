"""The command `match`. The only home of typer and rich."""
