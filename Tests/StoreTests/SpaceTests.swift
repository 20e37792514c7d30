// SPDX-License-Identifier: MPL-2.0
import Foundation
import Ledger
import SQLiteStore
import Testing

/// What happens when the disk runs full.
@Suite struct SpaceTests {
    @Test func belowTheFloorOnlyTheReserveIsWritten() throws {
        let scratch = try Scratch()
        let space = Space(directory: scratch.path, floor: Int.max / 2)
        let ledger = try SQLiteLedger(directory: scratch.path + "/house", space: space, create: true)
        #expect {
            try ledger.append(Sample.facts(0..<1), after: 0, reserve: false)
        } throws: { error in
            guard case .spaceBelowFloor(let free, let floor) = error as? StoreFailure else { return false }
            return floor == Int.max / 2 && free > 0 && free < floor
        }
        #expect(try ledger.head() == 0)
        #expect(try ledger.append(Sample.facts(0..<1), after: 0, reserve: true) == .durable)
    }

    /// A real full disk: a file system of 24 MiB in memory.
    @Test(.enabled("needs the right to mount a tmpfs") { SmallDisk.isPermitted })
    func aFullDiskRefusesAndRecovers() throws {
        let scratch = try Scratch()
        let disk = try SmallDisk(scratch.path + "/disk", mebibytes: 24)
        let space = Space(directory: disk.path, floor: 0)
        #expect(space.hasBallast)
        let ledger = try SQLiteLedger(directory: disk.path + "/house", space: space, create: true)
        let personal = Sample.value(0, Array("<MARKER to be erased>".utf8))
        _ = try ledger.append([Sample.fact(0, values: [personal])], after: 0, reserve: false)
        var head = 1
        var refused: StoreFailure?
        while refused == nil, head < 2_000 {
            // In turn as a file and as rows, so that both ways of running full are met.
            let size = head.isMultiple(of: 2) ? 60_000 : 90_000
            let value = Sample.value(head, [UInt8](repeating: 65, count: size))
            do {
                guard try ledger.append([Sample.fact(head, values: [value])], after: head, reserve: false) == .durable
                else { break }
                head += 1
            } catch {
                refused = error
            }
        }
        guard case .spaceBelowFloor = refused else {
            Issue.record("the disk ran full with \(String(describing: refused)) after \(head) facts")
            return
        }
        #expect(try ledger.rows(0..<5_000).count == head)
        #expect(space.hasBallast)
        // Fill up what an append of this size could not use.
        try fill(disk.path)
        let large = Sample.value(9_000, [UInt8](repeating: 66, count: 90_000))
        #expect(try ledger.append([Sample.fact(head, values: [large])], after: head, reserve: true) == .durable)
        #expect(!space.hasBallast)
        try ledger.erase([personal.ref])
        #expect(try scratch.files(holding: personal.bytes, below: disk.path).isEmpty)
        try FileManager.default.removeItem(atPath: disk.path + "/filling")
        #expect(try ledger.append(Sample.facts(head + 1..<head + 2), after: head + 1, reserve: false) == .durable)
        #expect(try ledger.rows(0..<5_000).count == head + 2)
    }

    private func fill(_ path: String) throws {
        guard let file = fopen(path + "/filling", "wb") else { throw Scratch.Failure(errno) }
        setbuf(file, nil)
        let block = [UInt8](repeating: 70, count: 4_096)
        while fwrite(block, 1, block.count, file) == block.count {}
        fclose(file)
    }
}

/// A file system of a few mebibytes that goes with the test.
final class SmallDisk {
    let path: String

    static let isPermitted: Bool = {
        guard let scratch = try? Scratch(), let disk = try? SmallDisk(scratch.path + "/try", mebibytes: 1) else {
            return false
        }
        return !disk.path.isEmpty
    }()

    init(_ path: String, mebibytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m") == 0 else { throw Scratch.Failure(errno) }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }
}
