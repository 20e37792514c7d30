// SPDX-License-Identifier: MPL-2.0
import Glibc
import Ledger
import Synchronization

/// Watches the room on the disk: facts stop above the floor, and a ballast file is let go so that erasure and
/// administration can still be recorded when nothing is left.
public final class Space: Sendable {
    /// Bytes below which ordinary appends are refused.
    public let floor: Int
    /// Bytes of the ballast file.
    public static let ballast = 8 << 20

    private struct State {
        var checked: ContinuousClock.Instant?
        var free = 0
        var written = 0
    }

    private let directory: String
    private let ballastFile: String
    private let state = Mutex(State())

    /// Makes the ballast in `directory` if there is room for it.
    public init(directory: String, floor: Int = 256 << 20) {
        self.directory = directory
        self.floor = floor
        ballastFile = directory + "/ballast"
        restoreBallast(free: (try? Disk.free(at: directory)) ?? 0)
    }

    /// Only tells how much is free: makes no ballast.
    init(watching directory: String) {
        self.directory = directory
        floor = 0
        ballastFile = directory + "/ballast"
    }

    /// Whether the ballast is there to be let go.
    public var hasBallast: Bool { Disk.exists(ballastFile) }

    /// Bytes that may still be written, as the file system says now.
    public var free: Int { (try? Disk.free(at: directory)) ?? 0 }

    /// Refuses to write `bytes` more when less than the floor would be left. The file system is asked at most every
    /// 100 ms, or after 1 MiB.
    func admit(_ bytes: Int) throws(StoreFailure) {
        let left = state.withLock { state in
            let now = ContinuousClock.now
            state.written += bytes
            if let checked = state.checked, now - checked < .milliseconds(100), state.written < 1 << 20 {
                return state.free - state.written
            }
            state = State(checked: now, free: free, written: bytes)
            restoreBallast(free: state.free)
            return state.free - bytes
        }
        if left < floor { throw .spaceBelowFloor(free: max(0, left), floor: floor) }
    }

    /// Lets the ballast go; false if it was gone already.
    func releaseBallast() -> Bool {
        guard hasBallast, (try? Disk.remove(ballastFile)) != nil else { return false }
        try? Disk.sync(directory: directory)
        return true
    }

    private func restoreBallast(free: Int) {
        guard !hasBallast, free > floor + Self.ballast else { return }
        guard let file = try? Disk.open(ballastFile, O_WRONLY | O_CREAT) else { return }
        let code = posix_fallocate(file, 0, off_t(Self.ballast))
        if code != 0 || fsync(file) != 0 { unlink(ballastFile) }
        close(file)
    }
}
