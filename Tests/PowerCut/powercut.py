#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Power-cut replay of the SQLite store.

Runs `storewriter write` under strace, reads every write, truncation, sync, creation, rename and removal out of the
trace, and cuts the power at random points of it. What had been synced is there; of the rest each 512-byte sector is
there or not by the toss of a coin, a truncation likewise, and of each folder's unsynced names a random beginning (names
are journalled in order; nothing is assumed of their order against file contents). `storewriter check` opens what is
left. A fact acknowledged before the cut must be there, an erased value must not, also not in the raw bytes.

With --negative the same must FAIL to hold: the writer runs with synchronous = NORMAL and the run is only good if
acknowledged facts are lost. Otherwise the replay could not tell a safe store from an unsafe one.

    powercut.py STOREWRITER [--cuts 400] [--facts 120] [--seed 1] [--pages 40] [--negative]

Needs strace. Exit code 1 when the claim does not hold, 2 when the replay could not be run.
"""
import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

SECTOR = 512
CALLS = ("openat,open,creat,close,write,pwrite64,writev,pwritev,lseek,ftruncate,fallocate,fsync,fdatasync,"
         "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir")
IGNORED = ("-shm", "/ballast")  # the shared-memory index is rebuilt, the ballast holds nothing


class Unreadable(Exception):
    """The trace holds something this replay does not model; better no verdict than a wrong one."""


class File:
    """Contents as they are after a sync, and what has been done since."""

    def __init__(self):
        self.synced = bytearray()
        self.pending = []

    def sync(self):
        for step in self.pending:
            apply(self.synced, step, lambda: True)
        self.pending = []

    def after_cut(self, coin):
        content = bytearray(self.synced)
        for step in self.pending:
            apply(content, step, coin)
        return content

    def size(self):
        size = len(self.synced)
        for kind, offset, data in self.pending:
            size = offset if kind == "truncate" else max(size, offset + len(data))
        return size


def apply(content, step, coin):
    kind, offset, data = step
    if kind == "truncate":
        if coin():
            if offset < len(content):
                del content[offset:]
            else:
                content.extend(bytes(offset - len(content)))
        return
    position = 0
    while position < len(data):
        at = offset + position
        length = min(SECTOR - at % SECTOR, len(data) - position)
        if coin():
            if len(content) < at + length:
                content.extend(bytes(at + length - len(content)))
            content[at:at + length] = data[position:position + length]
        position += length


class Folder:
    """Names as they are after a sync, and the unsynced changes in order."""

    def __init__(self):
        self.synced = {}
        self.pending = []

    def sync(self):
        for change in self.pending:
            change(self.synced)
        self.pending = []

    def after_cut(self, rng):
        names = dict(self.synced)
        for change in self.pending[:rng.randint(0, len(self.pending))]:
            change(names)
        return names

    def now(self):
        names = dict(self.synced)
        for change in self.pending:
            change(names)
        return names


class Disk:
    """The part of the file system below `root`."""

    def __init__(self, root):
        self.root = root
        self.top = Folder()
        self.open = {}

    def parts(self, path):
        if path != self.root and not path.startswith(self.root + "/"):
            return None
        inside = os.path.normpath(path[len(self.root):].lstrip("/") or ".")
        if inside.startswith(".."):
            return None
        return [] if inside == "." else inside.split("/")

    def folder(self, parts):
        here = self.top
        for part in parts:
            here = here.now()[part]
        return here

    def look(self, path):
        parts = self.parts(path)
        if parts is None or any(path.endswith(end) for end in IGNORED):
            return None, None, None
        folder = self.folder(parts[:-1]) if parts else None
        return folder, parts[-1] if parts else "", (folder.now().get(parts[-1]) if parts else self.top)

    @staticmethod
    def name(folder, name, node):
        folder.pending.append(lambda names: names.__setitem__(name, node))

    @staticmethod
    def forget(folder, name):
        folder.pending.append(lambda names: names.pop(name, None))

    def take(self, call, args, result):
        """One successful system call."""
        if call in ("openat", "open", "creat"):
            path, flags = (args[1], args[2]) if call == "openat" else (args[0], args[1] if call == "open" else "")
            folder, name, node = self.look(text(path))
            if folder is None and node is None:
                self.open.pop(result, None)
                return
            if node is None:
                node = File()
                self.name(folder, name, node)
            elif "O_TRUNC" in flags and isinstance(node, File) and node.size():
                node.pending.append(("truncate", 0, b""))
            self.open[result] = [node, 0, "O_APPEND" in flags]
        elif call == "close":
            self.open.pop(int(args[0]), None)
        elif call in ("mkdir", "mkdirat"):
            folder, name, _ = self.look(text(args[-2]))
            if folder is not None:
                self.name(folder, name, Folder())
        elif call in ("unlink", "unlinkat", "rmdir"):
            folder, name, _ = self.look(text(args[1] if call == "unlinkat" else args[0]))
            if folder is not None:
                self.forget(folder, name)
        elif call.startswith("rename"):
            old, new = (args[0], args[1]) if call == "rename" else (args[1], args[3])
            source, old_name, node = self.look(text(old))
            target, new_name, _ = self.look(text(new))
            if source is None:
                return
            if source is not target:
                raise Unreadable("a rename between folders")

            def rename(names):
                names[new_name] = names.pop(old_name, node)
            source.pending.append(rename)
        else:
            self.on_open_file(call, args, result)

    def on_open_file(self, call, args, result):
        entry = self.open.get(int(args[0]))
        if entry is None:
            return
        node, offset, appends = entry
        if call in ("fsync", "fdatasync"):
            node.sync()
        elif call == "pwrite64":
            node.pending.append(("write", int(args[3]), data(args[1])[:result]))
        elif call == "write":
            at = node.size() if appends else offset
            node.pending.append(("write", at, data(args[1])[:result]))
            entry[1] = at + result
        elif call == "lseek":
            entry[1] = result
        elif call == "ftruncate":
            node.pending.append(("truncate", int(args[1]), b""))
        else:
            raise Unreadable(call)

    def write_out(self, target, rng):
        """Lays what a cut leaves into `target` and returns the contents."""
        coin = lambda: rng.random() < 0.5
        contents = []

        def lay(folder, path):
            os.makedirs(path)
            for name, node in sorted(folder.after_cut(rng).items()):
                if isinstance(node, Folder):
                    lay(node, path + "/" + name)
                else:
                    content = node.after_cut(coin)
                    contents.append(content)
                    with open(path + "/" + name, "wb") as file:
                        file.write(content)
        lay(self.top, target)
        return contents


def text(word):
    return data(word).decode()


def data(word):
    if not (word.startswith('"') and word.endswith('"')):
        raise Unreadable("an argument that was cut short: " + word[:60])
    return bytes.fromhex(word[1:-1].replace("\\x", ""))


LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")


def events(path):
    """(call, arguments, result) of every successful call, in the order in which they returned."""
    begun = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            resumed = re.match(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$", line)
            if "<unfinished ...>" in line:
                begun[line.split(" ", 1)[0]] = line.split("<unfinished")[0].rstrip()
                continue
            if resumed:
                line = begun.pop(resumed.group(1)) + resumed.group(2)
            found = LINE.match(line)
            if found and int(found.group(4)) >= 0:
                yield found.group(2), [word.strip() for word in found.group(3).split(", ")], int(found.group(4))


def trace(writer, work, facts, pages, weak):
    root = work + "/disk"
    os.mkdir(root)
    log = work + "/trace"
    command = ["strace", "-f", "-xx", "-s", "4000000", "-e", "trace=" + CALLS, "-o", log, writer, "write",
               root + "/house", str(facts), "--pages", str(pages)] + (["--synchronous", "normal"] if weak else [])
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise Unreadable("the writer failed: " + done.stdout[-300:] + done.stderr[-300:])
    return root, list(events(log))


class Judge:
    """Compares what `storewriter check` finds with what the writer had said."""

    def __init__(self, writer):
        self.process = subprocess.Popen([writer, "check"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lost = self.worst = 0
        self.wrong = []

    def look(self, folder, said, contents):
        self.process.stdin.write(f"{said['ack']} {folder}/house\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        match = re.match(r"^head (\d+) missing ?([\d,]*)$", answer)
        if not match:
            self.wrong.append(answer or "the checker ended")
            return
        head = int(match.group(1))
        missing = {int(word) for word in match.group(2).split(",") if word}
        if head < said["ack"]:
            self.lost += 1
            self.worst = max(self.worst, said["ack"] - head)
        gone = {position for position in said["erased"] if position < head}
        if gone - missing and head >= said["ack"]:
            self.wrong.append(f"erased but there: {sorted(gone - missing)}")
        if missing - said["erasing"]:
            self.wrong.append(f"a value is missing: {sorted(missing - said['erasing'])}")
        for position in said["erased"]:
            mark = b"<value-%d>" % position
            if any(mark in content for content in contents):
                self.wrong.append(f"erased but still in the bytes: {position}")

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


def replay(writer, work, root, steps, cuts, seed):
    rng = random.Random(seed)
    judge = Judge(writer)
    disk = Disk(root)
    said = {"ack": 0, "erased": set(), "erasing": set()}
    points = {}
    for _ in range(cuts):
        point = rng.randrange(1, len(steps) + 1)
        points[point] = points.get(point, 0) + 1
    for number, (call, args, result) in enumerate(steps, 1):
        if call == "write" and args[0] == "1":
            word, position = text(args[1]).split()
            if word == "ack":
                said["ack"] = int(position)
            else:
                said[word].add(int(position))
        else:
            disk.take(call, args, result)
        for copy in range(points.get(number, 0)):
            target = f"{work}/cut-{number}-{copy}"
            os.mkdir(target)
            contents = disk.write_out(target + "/disk", rng)
            os.makedirs(target + "/disk/house", exist_ok=True)
            judge.look(target + "/disk", said, contents)
            shutil.rmtree(target)
    judge.end()
    return judge, said


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("writer")
    parser.add_argument("--cuts", type=int, default=400)
    parser.add_argument("--facts", type=int, default=120)
    parser.add_argument("--pages", type=int, default=40, help="pages of the log between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--negative", action="store_true", help="synchronous = NORMAL, which must lose facts")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="powercut-") as work:
        work = os.path.realpath(work)
        try:
            root, steps = trace(os.path.abspath(options.writer), work, options.facts, options.pages, options.negative)
            judge, said = replay(os.path.abspath(options.writer), work, root, steps, options.cuts, options.seed)
        except (Unreadable, FileNotFoundError, subprocess.TimeoutExpired) as reason:
            print("power cut: not run:", reason)
            return 2
    for line in judge.wrong[:0 if options.negative else 10]:
        print("power cut: wrong:", line)
    good = judge.lost > 0 if options.negative else judge.lost == 0 and not judge.wrong
    good = good and said["ack"] >= options.facts
    print(f"power cut: {'ok' if good else 'FAILED'}: synchronous {'NORMAL' if options.negative else 'FULL'}, "
          f"{options.cuts} cuts in {len(steps)} calls, {said['ack']} facts acknowledged, {len(said['erased'])} erased, "
          f"{judge.lost} cuts lost facts (worst {judge.worst}), {len(judge.wrong)} wrong, seed {options.seed}, "
          f"{time.monotonic() - began:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
