// SPDX-License-Identifier: MPL-2.0
import Glibc

/// Held for as long as it lives; the kernel lets it go when the process ends, however it ends.
final class DirectoryLock: Sendable {
    private let file: Int32

    init(_ path: String) throws {
        file = try Disk.open(path, O_RDWR | O_CREAT)
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = (try? Disk.read(path)).flatMap {
                Int32(String(decoding: $0, as: UTF8.self).prefix { $0 != "\n" })
            }
            // What throws here is closed by `deinit`: every property has its value.
            if code == EWOULDBLOCK { throw DirectoryFailure.locked(by: holder) }
            throw DiskError("flock", path, code)
        }
        guard ftruncate(file, 0) == 0 else { throw DiskError("ftruncate", path) }
        try Disk.write(Array("\(getpid())\n".utf8)[...], to: file, path)
    }

    deinit { close(file) }
}
