// SPDX-License-Identifier: MPL-2.0

extension Document {
    /// What a version says in short, in English.
    struct Summary: Hashable, Sendable {
        let version: ID<Version>
        let text: ValueID
    }

    /// The version that is published on `day`: the one in force, if it is classified Offentlig (policy §§7.2, 11). There
    /// is no other way for a text to become public, and no state that could differ from what is in force.
    public func publicVersion(on day: Day) -> Version? {
        guard created != nil, let version = versionInForce(on: day), version.classification(on: day) == .public else {
            return nil
        }
        return version
    }

    /// The versions that were in force before the one that is published on `day`, and were public, newest first. Each
    /// with the day after its last. Empty when nothing is published.
    public func formerPublicVersions(on day: Day) -> [(version: Version, until: Day)] {
        guard let current = publicVersion(on: day) else { return [] }
        let entered = versions.filter { $0.entered.map { $0 <= day } ?? false }.sorted { left, right in
            (left.entered ?? day, left.inForce.latest?.position ?? 0)
                < (right.entered ?? day, right.inForce.latest?.position ?? 0)
        }
        return zip(entered, entered.dropFirst()).reversed().compactMap { version, next in
            // One that was replaced on the very day it entered was never in force.
            guard let from = version.entered, let until = next.entered, from < until, version.id != current.id,
                version.classification(on: day) == .public
            else { return nil }
            return (version, until)
        }
    }

    /// The English summary of a version as it stood on `day`.
    public func summary(of version: ID<Version>, on day: Day) -> ValueID? {
        summaries.entries.last { $0.from <= day && $0.value.version == version }?.value.text
    }
}
