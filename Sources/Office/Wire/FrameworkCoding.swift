// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// What others publish is nobody's personal data.
    static let framework: [WireField] = [
        .record("name"), .record("kind"), .vaulted("label"), .vaulted("edition"), .vaulted("publisher"),
        .vaulted("source"), .vaulted("rights"), .record("languages"), .vaulted("file"), .vaulted("file_name"),
        .record("sha256"), .vaulted("catalogue"), .record("clauses"),
    ]
}

extension AdoptedFramework.Fact {
    /// Writes the payload's members; `readFramework` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .adopted(let adoption):
            payload.text("name", adoption.name.text)
            payload.word("kind", adoption.kind)
            payload.value("label", adoption.label)
            payload.value("edition", adoption.edition)
            payload.value("publisher", adoption.publisher)
            payload.value("source", adoption.source)
            payload.value("rights", adoption.rights)
            payload.nested("languages", adoption.languages) { $0.text("language", $1) }
            payload.value("file", adoption.file)
            payload.value("file_name", adoption.fileName)
            payload.text("sha256", adoption.sha256)
            payload.value("catalogue", adoption.catalogue)
            payload.number("clauses", adoption.clauses)
        case .retired(let reason): payload.value("reason", reason)
        }
    }
}

extension FactKind {
    func readFramework(_ payload: inout PayloadReader) throws(CanonicalFault) -> AdoptedFramework.Fact {
        guard self == .frameworkAdopted else { return .retired(reason: try payload.id("reason")) }
        guard let name = Framework.Name(try payload.text("name")) else { throw payload.fault(.form, "name") }
        return .adopted(
            .init(
                name: name, kind: try payload.word("kind"), label: try payload.id("label"),
                edition: try payload.optionalID("edition"), publisher: try payload.optionalID("publisher"),
                source: try payload.optionalID("source"), rights: try payload.optionalID("rights"),
                languages: try payload.list("languages") { (inner) throws(CanonicalFault) in
                    try inner.text("language")
                }, file: try payload.id("file"), fileName: try payload.id("file_name"),
                sha256: try payload.text("sha256"), catalogue: try payload.optionalID("catalogue"),
                clauses: try payload.number("clauses")))
    }
}
