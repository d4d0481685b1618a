"""Hashes of the shipped protocols, computed without any code of the package.

    python3 test/golden/protocol_hashes.py            prints the table kept in protocol-hashes.json
    python3 test/golden/protocol_hashes.py FILE.json  prints the hash of a lock's protocol

RFC 8785: members sorted by UTF-16 code units, no white space, ECMAScript numbers. Needs PyYAML.
"""

import hashlib
import json
import pathlib
import sys

import yaml


def number(value):
    """ECMAScript's spelling of a number; exponents do not occur in protocols, so they are refused."""
    if isinstance(value, int):
        return str(value)
    if value == int(value):
        return str(int(value))
    text = repr(value)
    assert "e" not in text and "n" not in text, text
    return text


def canonical(value):
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(entry) for entry in value) + "]"
    assert isinstance(value, dict), value
    members = sorted(
        ((key if isinstance(key, str) else number(key), entry) for key, entry in value.items()),
        key=lambda member: member[0].encode("utf-16-be"),
    )
    return "{" + ",".join(canonical(key) + ":" + canonical(entry) for key, entry in members) + "}"


def sha256(value):
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(sha256(json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))["protocol"]))
    else:
        studies = pathlib.Path(__file__).parents[2] / "studies"
        files = sorted(studies.glob("*/protocol.yaml"))
        table = {file.parent.name: sha256(yaml.safe_load(file.read_text("utf-8"))) for file in files}
        print(json.dumps(table, indent=2))
