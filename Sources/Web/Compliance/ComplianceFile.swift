// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

/// What leaves Værn about compliance besides its lists: the statement of applicability as printed pages, and OSCAL for
/// programs. It is made on demand of what the reader may see on the day shown, and kept nowhere.
enum ComplianceFile: Hashable, Sendable {
    case printed(ID<Scope>)
    /// Only where programs ask: a page offers it as every list does.
    case sheet(SheetFormat, ID<Scope>)
    case oscal(OSCALFile, ID<Scope>?)

    /// »pdf« or the name of a file in OSCAL, in the address of the page that it belongs to.
    init?(_ route: Route, _ word: String) {
        switch route {
        case .scope(let id): self.init(word, of: .scope, id)
        case .requirements: self.init(word, of: .requirements)
        case .nonconformities: self.init(word, of: .nonconformities)
        case _: return nil
        }
    }

    init?(_ word: String, of matter: OSCALFile.Matter, _ scope: ID<Scope>? = nil) {
        if let file = OSCALFile(rawValue: word), file.matter == matter {
            self = .oscal(file, scope)
        } else if let scope, word == Self.pdf {
            self = .printed(scope)
        } else {
            return nil
        }
    }

    static let pdf = "pdf"

    /// The words for what can be had of a matter.
    static func words(of matter: OSCALFile.Matter) -> [String] {
        let oscal = OSCALFile.of(matter).map(\.rawValue)
        return switch matter {
        case .scope: [pdf] + SheetFormat.allCases.map(\.rawValue) + oscal
        case .requirements, .nonconformities: oscal
        }
    }

    /// The media types in which it can be had.
    static func types(of matter: OSCALFile.Matter) -> [String] {
        switch matter {
        case .scope: ["application/pdf", SheetFormat.xlsx.type, "text/csv", OSCALFile.mediaType]
        case .requirements, .nonconformities: [OSCALFile.mediaType]
        }
    }

    struct Made: Sendable {
        let type: String
        let name: String
        let bytes: [UInt8]

        var headers: [(String, String)] { [("content-disposition", Headers.attachment(name))] }
    }

    func made(_ context: Context, _ printer: Printer) async throws -> Made {
        switch self {
        case .printed(let id):
            let print = try await Blocking.run { try ScopePrint(id, context) }
            let bytes = try await printer.pdf(print.page, files: print.files, attached: [print.table])
            return Made(type: "application/pdf", name: "\(print.fileName).pdf", bytes: bytes)
        case .sheet(let format, let id):
            return try await Blocking.run {
                let sheet = try ListSheet.controls(id).sheet(context)
                return Made(
                    type: format.type, name: format.fileName(sheet, on: context.sight.day),
                    bytes: try format.bytes(sheet, context.language))
            }
        case .oscal(let file, let scope):
            let origin = context.origin
            let export = OSCALExport(context.sight, context.language) { origin + Route($0).link.text }
            return try await Blocking.run {
                Made(
                    type: OSCALFile.mediaType, name: "\(file.rawValue).json",
                    bytes: try export.bytes(file, of: scope))
            }
        }
    }
}

extension Site {
    /// What a page offers as a file of compliance. What is asked for in a format that it has not is the page itself.
    func complianceFile(_ route: Route, _ visit: inout Visit) async throws -> Answer? {
        guard let word = visit.query["som"]?.first, let file = ComplianceFile(route, word), visit.session != nil else {
            return nil
        }
        let made = try await file.made(try await dated(&visit), installation.printer)
        return Answer(200, type: made.type, made.bytes, headers: made.headers)
    }
}

extension APIRoute.Resource {
    /// What of compliance it gives as files; nil: none.
    var files: OSCALFile.Matter? {
        switch self {
        case .scope: .scope
        case .requirements: .requirements
        case .nonconformities: .nonconformities
        case _: nil
        }
    }
}

extension API.Reading {
    /// The thing or the list as a file, where `format` asks for one.
    func complianceFile() async throws -> APIAnswer? {
        guard let matter = resource.files, let word = parameter("format") else { return nil }
        var scope: ID<Scope>?
        if case .scope = matter { scope = try id() }
        var file = ComplianceFile(word, of: matter, scope)
        if let scope, let format = SheetFormat(rawValue: word) { file = .sheet(format, scope) }
        guard let file else {
            let words = ComplianceFile.words(of: matter).joined(separator: ", ")
            throw APIProblem(
                .malformed, field: "format", da: "Skriv en af: \(words).", en: "Write one of: \(words).")
        }
        var context = sheetContext(Arguments())
        context.origin = host.baseURL
        let made = try await file.made(context, host.printer)
        return APIAnswer(200, type: made.type, headers: made.headers, made.bytes)
    }
}

extension Context {
    /// The files in OSCAL that a page offers, below everything else: those who need them look for them.
    func oscalPanel(of route: Route, _ files: [OSCALFile]) -> HTML {
        let links = files.map { file in (say(file.label), Link(route, query: [("som", file.rawValue)])) }
        return Panel(id: "oscal", heading: say(da: "Til andre programmer", en: "For other programs"), isWide: true)
            .padded(
                """
                <p>\(say(
                da: "Hent som OSCAL 1.1.2 (JSON), der læses af værktøjer til efterlevelse.",
                en: "Take as OSCAL 1.1.2 (JSON), which tools for compliance read."))</p>\(Reader.links(links))
                """)
    }
}
