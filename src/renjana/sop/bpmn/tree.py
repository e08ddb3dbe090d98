"""XML of a stranger as a tree with line numbers: no document type, no entities, nothing fetched, sizes limited before anything is built."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from renjana.sop.faults import DefinitionError, Fault

LIMIT_BYTES = 2_000_000
LIMIT_ELEMENTS = 20_000
LIMIT_DEPTH = 60
LIMIT_ATTRIBUTES = 100
SEPARATOR = " "


@dataclass
class Element:
    """An element: namespace, local name, attributes by local name (in any namespace), its line, its text, what it holds."""

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def get(self, key: str) -> str:
        """An attribute; empty when absent."""
        return self.attributes.get(key, "")

    def each(self, space: str, *names: str) -> Iterator["Element"]:
        """Direct children of these names."""
        return (child for child in self.children if child.space == space and child.name in names)

    def walk(self) -> Iterator["Element"]:
        """Itself and everything below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_xml(content: bytes) -> Element:
    """The root of the file. Raises DefinitionError for a file that is too large, not XML, or carries a document type."""
    if len(content) > LIMIT_BYTES:
        raise refused(None, "terlalu besar untuk sebuah SOP (lebih dari 2 juta bita).")
    return _Builder().build(content)


def refused(line: int | None, message: str) -> DefinitionError:
    """A fault of the file as a whole."""
    return DefinitionError((Fault(line, "berkas", message),))


class _Builder:
    """Expat's handlers: they build the tree and stop at the first thing that a diagram does not need."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.ExternalEntityRefHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def build(self, content: bytes) -> Element:
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as fault:
            raise refused(fault.lineno, f"bukan XML yang utuh (kolom {fault.offset + 1}); simpan ulang dari aplikasi penggambarnya.") from fault
        except (LookupError, ValueError) as fault:
            if isinstance(fault, DefinitionError):
                raise
            raise refused(None, "memakai pengodean karakter yang tidak dikenal; simpan sebagai UTF-8.") from fault
        if self.root is None:
            raise refused(None, "kosong.")
        return self.root

    def _doctype(self, *_: object) -> int:
        raise refused(self.parser.CurrentLineNumber, "memuat deklarasi DOCTYPE atau entitas; berkas BPMN tidak memerlukannya dan berkas ini ditolak.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        line = self.parser.CurrentLineNumber
        if self.count > LIMIT_ELEMENTS or len(self.open) >= LIMIT_DEPTH or len(attributes) > LIMIT_ATTRIBUTES:
            raise refused(line, "terlalu rumit untuk sebuah SOP (terlalu banyak atau terlalu dalam unsurnya).")
        space, _, local = name.rpartition(SEPARATOR)
        element = Element(space, local, {key.rpartition(SEPARATOR)[2]: value for key, value in attributes.items()}, line)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _characters(self, words: str) -> None:
        self.open[-1].text += words
