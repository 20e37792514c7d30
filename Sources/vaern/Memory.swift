// SPDX-License-Identifier: MPL-2.0

import Glibc

enum Memory {
    private typealias Trim = @convention(c) (Int) -> CInt

    /// Gives what is free back to the operating system. Reading a whole ledger at the start leaves much of it, and the
    /// allocator would keep it for as long as the server runs.
    static func giveBack() {
        // The function is the GNU C library's own and not in the module that Swift makes of its headers.
        guard let found = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(found, to: Trim.self)(0)
    }
}
