// SPDX-License-Identifier: MPL-2.0

public import Domain

/// A certificate as whoever has its address may see it: what was completed and until when it holds, and of the holder only
/// initials. The address is not to be guessed, and the holder is the one who gives it away.
public struct PublicCertificate: Hashable, Sendable {
    public let number: String
    /// »Z.N.«; nil when the name is erased.
    public let initials: String?
    public let module: String?
    public let version: VersionNumber?
    public let scope: ModuleScope
    public let completed: Day
    /// The last day on which it holds; nil: it does not run out.
    public let validUntil: Day?
    public let isRevoked: Bool
    public let position: Int

    public func isValid(on day: Day) -> Bool {
        !isRevoked && completed <= day && (validUntil.map { day <= $0 } ?? true)
    }
}

extension PublicSight {
    /// The certificate with that identity; nil where there is none.
    public func certificate(_ id: ID<Course.Certificate>, of course: ID<Course>) -> PublicCertificate? {
        guard let known = register.courses[course], known.opened != nil, let opening = known.opening,
            let held = known.certificate(id), held.day <= day
        else { return nil }
        let document = register.documents[opening.document]
        let name = register.persons[held.person]?.name.value(on: held.shows(on: day)).flatMap { text($0) }
        return PublicCertificate(
            number: held.label,
            initials: name.map { $0.split(separator: " ").compactMap(\.first).map { "\($0)." }.joined() },
            module: document?.title.value(on: held.day).flatMap { text($0) },
            version: held.version.flatMap { id in document?.versions.first { $0.id == id }?.draft.number },
            scope: opening.scope, completed: held.day, validUntil: register.validity(of: held, known),
            isRevoked: held.isRevoked, position: held.position)
    }
}
