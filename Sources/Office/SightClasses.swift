// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// How confidential a text is: on a past day the stricter of what it was then and what it is now.
    public func classification(of version: Document.Version, in document: Document) -> Classification {
        let then = version.classification(on: day)
        guard isPast, let now = newest.documents[document.id]?.versions.first(where: { $0.id == version.id }) else {
            return then
        }
        return max(then, now.classification(on: today))
    }

    /// The same of a document.
    public func classification(of document: Document) -> Classification {
        let then = document.classification(on: day)
        guard isPast, let now = newest.documents[document.id] else { return then }
        return max(then, now.classification(on: today))
    }
}
