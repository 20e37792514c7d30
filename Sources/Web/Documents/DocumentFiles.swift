// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The files of a version: the one it came from, unchanged, and its images. Whoever may read the version may have them.
extension Site {
    func original(
        _ id: ID<Document>, _ version: ID<Document.Version>, _ visit: inout Visit
    ) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let found = try context.sight.version(version, of: id, TextLanguages.asked(context))
        guard let original = found.draft.original, let bytes = context.sight.texts.bytes(original) else {
            throw Refusal.unknown
        }
        let title = context.sight.label(.document(id)) ?? "dokument"
        let ending = Extract.Source(bytes)?.ending ?? "txt"
        return Answer(
            200, type: "application/octet-stream", bytes,
            headers: [("content-disposition", Headers.attachment("\(title) \(found.draft.number).\(ending)"))])
    }

    func image(
        _ number: Int, _ id: ID<Document>, _ version: ID<Document.Version>, _ visit: inout Visit
    ) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let sight = context.sight
        let found = try sight.version(version, of: id, TextLanguages.asked(context))
        guard let extract = sight.extract(of: found), let image = extract.image("billede-\(number)") else {
            throw Refusal.unknown
        }
        return Answer(200, type: image.format.mediaType, image.bytes)
    }

    /// An image of a file that is not imported yet, for whoever sent the file.
    func keptImage(_ number: Int, _ name: String, _ visit: Visit) async throws -> Answer {
        guard let extract = try await keptExtract(name, visit), let image = extract.image("billede-\(number)") else {
            throw Refusal.unknown
        }
        return Answer(200, type: image.format.mediaType, image.bytes)
    }
}

extension Sight {
    /// A version that may be read on the day that is shown.
    func version(
        _ version: ID<Document.Version>, of id: ID<Document>, _ language: Language? = nil
    ) throws(Refusal) -> Document.Version {
        let document = try document(id)
        guard let found = document.versions.first(where: { $0.id == version }), found.drafted <= day,
            sees(found, of: document), let reading = self.version(found, in: language)
        else { throw Refusal.unknown }
        return reading
    }

    /// What was taken out of the file that a version came from; nil where the file is the text, or where it is erased.
    func extract(of version: Document.Version) -> Extract? {
        version.draft.extract.flatMap { texts.bytes($0) }.flatMap { Extract(decoding: $0) }
    }
}
