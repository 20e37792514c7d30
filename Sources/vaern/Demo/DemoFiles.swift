// SPDX-License-Identifier: MPL-2.0

import CDemo

/// Why the example world could not be made. For developers: the data are the project's own.
enum DemoFault: Error, CustomStringConvertible {
    case missing(String)
    case malformed(file: String, String)
    case refused(String)
    case unsound(String)

    var description: String {
        switch self {
        case .missing(let what): "the example data lack \(what)"
        case .malformed(let file, let what): "\(file): \(what)"
        case .refused(let what): what
        case .unsound(let what): "the example world is not sound: \(what)"
        }
    }
}

/// The files of the example world, embedded in the program.
enum DemoFiles {
    static func bytes(_ name: String) throws -> [UInt8] {
        var number: UInt = 0
        while let file = vaern_demo_file(number)?.pointee {
            if String(cString: file.name) == name {
                return Array(UnsafeBufferPointer(start: file.bytes, count: Int(file.count)))
            }
            number += 1
        }
        throw DemoFault.missing(name)
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }
}
