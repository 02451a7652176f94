"""What is wrong with an input, said once and clearly."""


class WrongInput(ValueError):
    """A file, column or option that cannot be used; the message names it and how to mend it."""
