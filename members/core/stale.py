"""What somebody acts on may have changed meanwhile: every such refusal is a StaleState."""


class StaleState(Exception):
    """Somebody was faster: what this person saw or chose is no longer so. Nothing is written."""
