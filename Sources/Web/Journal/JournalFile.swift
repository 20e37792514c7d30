// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// One file of a package, with what the metadata says of it.
struct JournalFile: Sendable {
    /// What the file is to the matter.
    enum Role: String, Sendable {
        /// The record of the decision, or the minutes.
        case record
        /// The minutes without what is closed.
        case publicRecord = "public_record"
        /// What was decided about or put before those who decided.
        case paper
        /// A file that somebody handed in, unchanged.
        case original
        case proof
        case readme
        /// The schema of the XML.
        case schema
    }

    /// ASCII, without blanks.
    let path: String
    let title: String
    let role: Role
    let mediaType: String
    let language: Language?
    let classification: Classification
    /// Whether it holds something that was dealt with behind closed doors.
    var isClosed = false
    let bytes: [UInt8]

    var hash: String { Digest.sha256(bytes).hex }

    var node: JournalNode {
        .members([
            ("path", .text(path)), ("title", .text(title)), ("role", .text(role.rawValue)),
            ("mediaType", .text(mediaType)), ("language", .optional(language?.rawValue)),
            ("classification", .text(classification.rawValue)), ("closed", .flag(isClosed)),
            ("size", .number(bytes.count)), ("sha256", .text(hash)),
        ])
    }
}

extension Classification {
    var node: JournalNode {
        .members([("value", .text(rawValue)), ("da", .text(label.da)), ("en", .text(label.en))])
    }
}
