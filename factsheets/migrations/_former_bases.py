"""Classes that released migrations name among the bases of a model, and that no model builds on any more."""


class WithPast:
    pass


class Versioned:
    pass


class AsPdf:
    pass


class ShownEverywhere:
    pass
