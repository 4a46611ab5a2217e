"""Reading happens in a child process: within limits, one process for each document, and with nothing of ours to find."""

import pytest

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.reading_documents import reading
from factsheets.exchange.reading_documents.reading import DocumentReader, read_source_document
from factsheets.outputs.child_process import Limits

from .made import CASES, docx, p, page, read

TEXT = b"Massage\n\nHands press.\n"


@pytest.mark.parametrize("name", ["exercise-class.docx", "walking-poles.pdf", "footers.txt"])
def test_the_child_reads_what_the_reader_reads(name):
    data = (CASES / name).read_bytes()
    assert read_source_document(data, name) == read(data, name)


def test_a_picture_comes_through_whole():
    picture = bytes(range(256)) * 40
    blip = '<w:r><w:drawing><a:blip xmlns:a="a" r:embed="rId7"/></w:drawing></w:r>'
    data = docx(p("Look.", xml=blip), relations={"rId7": ("image", "media/a.png")}, parts={"word/media/a.png": picture})
    assert read_source_document(data, "picture.docx").pictures[0].data == picture


def test_one_child_reads_many_and_a_refusal_does_not_end_it():
    with DocumentReader() as reader:
        reader.read(TEXT, "a.txt")
        child = reader._child
        with pytest.raises(DocumentRefused, match="is empty"):
            reader.read(b"", "empty.txt")
        assert [block.text for block in reader.read(TEXT, "b.txt").blocks] == ["Massage", "Hands press."]
        assert reader._child is child
    assert child.returncode is not None


def test_a_document_that_takes_too_long_or_too_much_is_given_up_and_the_next_one_is_read():
    slow = page("<table>" + "<tr>" + "<td><p>x</p></td>" * 90_000 + "</table>")
    with DocumentReader(Limits(seconds=1, memory=1024**3)) as reader:
        with pytest.raises(DocumentRefused, match=r"took more than 1 seconds|needs more memory|more than 60,000 words"):
            reader.read(slow * 3, "slow.html")
        assert reader.read(TEXT, "a.txt").blocks
    with DocumentReader(Limits(seconds=30, memory=100 * 1024**2)) as reader:
        with pytest.raises(DocumentRefused, match="needs more memory"):
            reader.read(b"Massage\n\n" + b"Hands press. " * 140_000, "a.txt")
        assert reader.read(TEXT, "a.txt").blocks


def test_a_reader_that_fails_says_so_in_a_sentence_and_tells_the_log(caplog, monkeypatch):
    monkeypatch.setattr(DocumentReader, "_ask", lambda *_: (b"F", b"KeyError: 'Size'"))
    with pytest.raises(DocumentRefused, match="broken, or made in a way that is not known here"):
        read_source_document(TEXT, "odd.pdf")
    assert "KeyError: 'Size'" in caplog.text


def test_a_child_that_is_gone_is_started_anew():
    with DocumentReader() as reader:
        reader.read(TEXT, "a.txt")
        reader._child.kill()
        reader._child.wait()
        assert reader.read(TEXT, "b.txt").blocks


def test_the_child_learns_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    seen = {}
    popen = reading.subprocess.Popen

    def spy(command, **options):
        seen.update(options["env"])
        return popen(command, **options)

    monkeypatch.setattr(reading.subprocess, "Popen", spy)
    assert read_source_document(TEXT, "a.txt").blocks
    assert "PATH" in seen
    assert not {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"} & seen.keys()
