// SPDX-License-Identifier: MPL-2.0

import Dispatch

/// Where indexes are asked: they block, so it is done on threads of its own and not on Swift's.
enum Searching {
    static let queue = DispatchQueue(label: "vaern.search", attributes: .concurrent)
}
