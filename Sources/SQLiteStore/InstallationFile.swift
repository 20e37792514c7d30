// SPDX-License-Identifier: MPL-2.0
import FoundationEssentials
import Ledger

/// `vaern.json`: what the installation is. Canonical JSON: sorted keys, whole numbers, no spaces.
enum InstallationFile {
    static let format = 1

    private struct Shape: Codable {
        let format: Int
        let installation: String
        let demo: Bool
        let created: Int64
    }

    static func bytes(_ installation: DataDirectory.Installation) throws -> [UInt8] {
        try SmallJSON.bytes(
            Shape(
                format: format, installation: installation.id.text, demo: installation.isDemo,
                created: installation.created))
    }

    static func read(_ path: String) throws -> DataDirectory.Installation {
        let shape = try SmallJSON.read(Shape.self, path)
        guard shape.format <= format else { throw DirectoryFailure.newer(format: shape.format) }
        guard let id = Ref(shape.installation) else {
            throw DirectoryFailure.damaged(file: path, reason: "installation is not an id")
        }
        return DataDirectory.Installation(id: id, isDemo: shape.demo, created: shape.created)
    }
}

/// JSON of the few small files beside the databases; none of them is on the replay path.
enum SmallJSON {
    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [0x0A]
    }

    static func read<T: Decodable>(_ type: T.Type, _ path: String) throws -> T {
        try decode(type, try Disk.read(path), path)
    }

    static func decode<T: Decodable>(_ type: T.Type, _ bytes: [UInt8], _ path: String) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw DirectoryFailure.damaged(file: path, reason: "not the JSON expected: \(error)")
        }
    }
}
