"""What a command may fail with."""


class CommandProblem(Exception):
    """The command could not do what was asked; says what happened, what was kept, what to do."""
