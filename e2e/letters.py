"""Reads one letter of each kind that the Rust stories have kept, as strictly as Python can, and checks
both signatures with dkimpy.

    letters.py FOLDER docs/letters.txt
"""
import email
import email.policy
import json
import pathlib
import sys

import dkim

folder, listed = map(pathlib.Path, sys.argv[1:])
policy = email.policy.strict.clone(max_line_length=998)
records = {name.encode(): text.encode() for name, text in json.loads((folder / "records.json").read_text())}


def find(name, timeout=5):
    return records.get(name.rstrip(b"."))


def faults(source):
    """What a strict reader has to say about a letter."""
    if not source.isascii():
        yield "it is not written in seven bits"
    lines = source.split(b"\r\n")
    if any(len(line) > 998 for line in lines):
        yield "it has a line of more than 998 characters"
    if any(b"\r" in line or b"\n" in line for line in lines):
        yield "it has a CR or LF that stands alone"
    message = email.message_from_bytes(source, policy=policy)
    yield from (f"{defect!r}" for part in message.walk() for defect in part.defects)
    for name, value in message.items():
        yield from (f"{name}: {defect!r}" for defect in value.defects)
    for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted"):
        if len(message.get_all(name, [])) != 1:
            yield f"it does not have one {name}"
    for part in message.walk():
        if part.get_content_maintype() == "text":
            part.get_content().encode()
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        if body is None or not body.get_content().strip():
            yield f"it says nothing as {kind}"
    for index in (0, 1):
        if not dkim.DKIM(source).verify(idx=index, dnsfunc=find):
            yield f"signature {index} does not hold"


passed = failed = 0
kinds = [line for line in listed.read_text().splitlines() if line and not line.startswith("#")]
for kind in kinds:
    file = folder / f"{kind}.eml"
    try:
        found = list(faults(file.read_bytes())) if file.exists() else ["no story writes one"]
    except Exception as error:  # the strict policy raises what it does not note
        found = [repr(error)]
    for fault in found:
        print(f"{kind}: {fault}")
    passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
