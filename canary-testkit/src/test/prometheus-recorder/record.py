#!/usr/bin/env python3
"""Records what a real Prometheus answers; see README.md beside this file.

usage: record.py [--prometheus BINARY] [TOPIC ...]
"""

import argparse
import json
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
TOPICS = HERE / "topics"
RECORDED = HERE.parent / "resources" / "prometheus" / "recorded"
EPOCH = 1_700_000_000_000  # milliseconds; time 0 of every topic
STALE = struct.pack("<Q", 0x7FF0000000000002)  # Prometheus's own stale marker


# --- topic files -----------------------------------------------------------------------------

def millis(text):
    units = {"h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|h|m|s)", text)
    if not parts or "".join(n + u for n, u in parts) != text:
        raise ValueError(f"not a duration: {text}")
    return round(sum(float(n) * units[u] for n, u in parts))


def labels_of(series):
    name, _, rest = series.partition("{")
    labels = {"__name__": name} if name else {}
    for label, value in re.findall(r'([A-Za-z_][A-Za-z0-9_]*)="((?:[^"\\]|\\.)*)"', rest):
        labels[label] = value.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
    return labels


def values_of(text):
    """Expands '1 2 _ stale 5+10x3': one entry for each step, None where there is no sample."""
    values = []
    for item in text.split():
        repeated = re.fullmatch(r"(-?[0-9.]+)([+-][0-9.]+)x(\d+)", item)
        if repeated:
            start, step, times = float(repeated[1]), float(repeated[2]), int(repeated[3])
            values += [repr(start + step * i) for i in range(times + 1)]
        elif re.fullmatch(r"_x\d+", item):
            values += [None] * int(item[2:])
        else:
            values.append(None if item == "_" else item)
    return values


def read_topic(path):
    step, start, series, queries, ranges = 15_000, 0, [], [], []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        word, _, rest = line.partition(" ")
        if not line.strip() or word == "#":
            continue
        if word == "step":
            step = millis(rest.strip())
        elif word == "start":
            start = millis(rest.strip())
        elif word == "series":
            match = re.fullmatch(r"([A-Za-z_:][\w:]*(?:\{.*?\})?)\s+(.*)", rest)
            points = [
                [start + i * step, v] for i, v in enumerate(values_of(match[2])) if v is not None
            ]
            series.append({"labels": labels_of(match[1]), "points": points})
        elif word == "at":
            times, _, query = rest.partition(" ")
            queries += [(millis(t), query.strip()) for t in times.split(",")]
        elif word == "range":
            times, _, query = rest.partition(" ")
            ranges.append((*(millis(t) for t in times.split(",")), query.strip()))
        else:
            raise ValueError(f"{path}:{number}: {line}")
    return series, queries, ranges


# --- remote write: protobuf and snappy by hand, so that stale markers keep their bits -----------

def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def field(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def sample(at, value):
    bits = STALE if value == "stale" else struct.pack("<d", float(value))
    return field(2, varint(1 << 3 | 1) + bits + varint(2 << 3) + varint(EPOCH + at))


def write_request(series):
    out = b""
    for one in series:
        labels = b"".join(
            field(1, field(1, name.encode()) + field(2, value.encode()))
            for name, value in sorted(one["labels"].items())
        )
        out += field(1, labels + b"".join(sample(at, v) for at, v in one["points"]))
    return out


def snappy(data):
    out = varint(len(data))
    for i in range(0, len(data), 60):
        chunk = data[i : i + 60]
        out += bytes([(len(chunk) - 1) << 2]) + chunk
    return out


# --- one Prometheus for each topic ----------------------------------------------------------------

class Prometheus:
    def __init__(self, binary):
        self.dir = tempfile.mkdtemp(prefix="recorder-")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{probe.getsockname()[1]}"
        (pathlib.Path(self.dir) / "p.yml").write_text("scrape_configs: []\n")
        self.process = subprocess.Popen(
            [
                binary,
                f"--config.file={self.dir}/p.yml",
                f"--storage.tsdb.path={self.dir}/data",
                f"--web.listen-address={self.url[7:]}",
                "--web.enable-remote-write-receiver",
                "--storage.tsdb.retention.time=100y",
                "--log.level=error",
            ]
        )
        deadline = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(self.url + "/-/ready", timeout=2).close()
                return
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def write(self, series):
        request = urllib.request.Request(
            self.url + "/api/v1/write",
            data=snappy(write_request(series)),
            headers={
                "Content-Encoding": "snappy",
                "Content-Type": "application/x-protobuf",
                "X-Prometheus-Remote-Write-Version": "0.1.0",
            },
        )
        urllib.request.urlopen(request, timeout=10).close()

    def query(self, query, at):
        return self.ask("query", query=query, time=(EPOCH + at) / 1000)

    def query_range(self, query, start, end, step):
        return self.ask(
            "query_range",
            query=query,
            start=(EPOCH + start) / 1000,
            end=(EPOCH + end) / 1000,
            step=step / 1000,
        )

    def ask(self, endpoint, **parameters):
        """Returns the JSON text of the answer's data, untouched: 1.500 must not become 1.5."""
        url = f"{self.url}/api/v1/{endpoint}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as r:
                body = r.read().decode().strip()
        except urllib.error.HTTPError as e:
            error = json.load(e)
            return json.dumps(
                {"status": e.code, "errorType": error["errorType"], "error": error["error"]}
            )
        data = body.removeprefix('{"status":"success","data":').removesuffix("}")
        json.loads(data)  # fails if something surrounds it
        return data

    def version(self):
        with urllib.request.urlopen(self.url + "/api/v1/status/buildinfo", timeout=10) as r:
            return json.load(r)["data"]["version"]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        shutil.rmtree(self.dir)


def record(path, binary):
    series, queries, ranges = read_topic(path)
    prometheus = Prometheus(binary)
    try:
        if series:
            prometheus.write(series)
        answers = [
            f'{{"query":{json.dumps(query)},"time":{EPOCH + at},'
            f'"answer":{prometheus.query(query, at)}}}'
            for at, query in queries
        ]
        tracks = [
            f'{{"query":{json.dumps(query)},"start":{EPOCH + start},"end":{EPOCH + end},'
            f'"step":{step},"answer":{prometheus.query_range(query, start, end, step)}}}'
            for start, end, step, query in ranges
        ]
        version = prometheus.version()
    finally:
        prometheus.stop()
    for one in series:
        one["points"] = [[EPOCH + at, value] for at, value in one["points"]]
    lines = ['{"prometheus":' + json.dumps(version) + ',"series":[']
    lines.append(",\n".join(json.dumps(one, separators=(",", ":")) for one in series))
    lines.append('],"answers":[')
    lines.append(",\n".join(answers))
    lines.append('],"ranges":[')
    lines.append(",\n".join(tracks))
    lines.append("]}\n")
    (RECORDED / (path.stem + ".json")).write_text("\n".join(lines))
    return answers + tracks


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prometheus", default="prometheus")
    parser.add_argument("topics", nargs="*", help="names of files in topics/, without .txt; all")
    arguments = parser.parse_args()
    RECORDED.mkdir(parents=True, exist_ok=True)
    total = 0
    for path in sorted(TOPICS.glob("*.txt")):
        if arguments.topics and path.stem not in arguments.topics:
            continue
        answers = record(path, arguments.prometheus)
        errors = [a for a in answers if '"errorType":' in a]
        empty = [a for a in answers if '"result":[]' in a]
        total += len(answers)
        print(f"{path.stem}: {len(answers)} answers, {len(errors)} errors, {len(empty)} empty")
    print(f"{total} answers")


if __name__ == "__main__":
    main()
