// SPDX-License-Identifier: MPL-2.0
import Foundation
import SQLiteStore

/// A folder for an index, gone with the test.
final class SearchScratch: Sendable {
    let folder: String

    init() {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("vaern-search-\(UUID())").path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var search: SQLiteSearch { SQLiteSearch(directory: folder) }
}
