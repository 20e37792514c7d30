// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

/// Why the bytes of a fact cannot be read. What has an unknown kind or version was written by a newer program.
public enum WireFault: Error, Equatable, Sendable {
    /// No kind has this wire name.
    case unknownKind(String)
    /// The kind is known, this version of its shape is not.
    case unknownVersion(String, Int)
    /// The leaf is about a kind of thing that is not known.
    case unknownSubject(String)
    /// Facts of this kind are about something else.
    case wrongSubject(FactKind, SubjectKind)
    /// The payload is not what the kind and version say it is.
    case malformed(CanonicalFault)
}
