"""XML read as it comes: no tree, no entities, and names without their namespaces.

Without namespaces the two forms of Open XML (transitional and strict) read alike.
"""

from xml.parsers import expat

START, TEXT, END = range(3)
_PIECE = 1 << 16


class Forbidden(Exception):
    """The XML declares a document type, by which entities could grow without bounds."""


def walk(file):
    """Yield (START, name, {attribute: text}), (TEXT, text, None) and (END, name, None).

    Args:
        file: an open binary file.

    Raises:
        Forbidden: for a document type.
        expat.ExpatError: for what is no whole XML.
    """
    events, local = [], {}

    def name_of(full):
        if full not in local:
            local[full] = full.rpartition(" ")[2]
        return local[full]

    def start(name, attributes):
        plain = {name_of(key): value for key, value in attributes.items()}
        events.append((START, name_of(name), plain))

    def refuse(*_args):
        raise Forbidden

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: events.append((END, name_of(name), None))
    parser.CharacterDataHandler = lambda text: events.append((TEXT, text, None))
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    while piece := file.read(_PIECE):
        parser.Parse(piece, False)
        yield from events
        events.clear()
    parser.Parse(b"", True)
    yield from events
