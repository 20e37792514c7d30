// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// The programming interface: the same commands as the pages, and everything that can be read, as JSON. The command
/// line
/// is its client. What is wrong with a request is answered as a problem (RFC 9457) in the reader's language.
enum API {
    /// A body may be this long: the largest file in base64, and a little.
    static let mostBody = 32 << 20

    /// Answers a request to a path that begins with `/api`.
    static func answer(_ request: APIRequest, in host: any APIHost) async -> APIAnswer {
        let language = language(of: request)
        var answer: APIAnswer
        do throws(APIProblem) {
            answer = try await respond(request, language, in: host)
        } catch {
            answer = error.answer(language)
        }
        answer.headers.append(("content-language", language.rawValue))
        answer.headers.append(("cache-control", "no-store"))
        answer.headers.append(("vary", "accept-language, authorization"))
        if request.method == "HEAD" {
            answer.headers.append(("content-length", String(answer.body.count)))
            answer.body = []
        }
        return answer
    }

    /// The address without what names a thing: for the log and the figures.
    static func template(_ path: String) -> String {
        switch APIRoute(path: path) {
        case .description: "/api/openapi.json"
        case .command(let kind): APIRoute.commands + kind.rawValue
        case .get(let resource, _): OpenAPI.path(resource)
        case nil: "/api/-"
        }
    }

    private static func respond(
        _ request: APIRequest, _ language: Language, in host: any APIHost
    ) async throws(APIProblem) -> APIAnswer {
        guard let route = APIRoute(path: request.path) else { throw .unknown }
        guard route.methods.contains(request.method) else {
            throw APIProblem(
                .method, Phrase(da: "Brug \(route.methods[0]) her.", en: "Use \(route.methods[0]) here."),
                headers: [("allow", route.methods.joined(separator: ", "))])
        }
        guard !request.brokenQuery else {
            throw APIProblem(
                .malformed, da: "Det, der står efter ?, kan ikke læses. Skriv det som UTF-8 med %-tegn.",
                en: "What stands after ? cannot be read. Write it as UTF-8 with percent-encoding.")
        }
        switch route {
        case .description:
            try checkQuery(request, allowed: [])
            return APIAnswer(200, OpenAPI.description(baseURL: host.baseURL))
        case .get(let resource, let place):
            let caller = try Caller.identify(request, in: host)
            try checkQuery(request, allowed: resource.allParameters)
            let answer = try await Reading(resource, place, request, caller, language, host).answer()
            if answer.status == 200, request.method == "GET", let person = caller.person {
                let format = request.query["format"]?.first
                host.noteRead(request.path, format: format, by: person, in: caller.house.id)
            }
            return answer
        case .command(let kind):
            let caller = try Caller.identify(request, in: host)
            try checkQuery(request, allowed: ["organisation"])
            return try await CommandPost(kind: kind, request: request, caller: caller, host: host).answer()
        }
    }

    /// A parameter that is not known, or stands twice, is refused: a misspelt one would else silently mean everything.
    private static func checkQuery(_ request: APIRequest, allowed: [String]) throws(APIProblem) {
        let unknown = request.query.keys.filter { !allowed.contains($0) }.sorted()
        let twice = request.query.filter { $0.value.count > 1 && allowed.contains($0.key) }.keys.sorted()
        guard !unknown.isEmpty || !twice.isEmpty else { return }
        let list = allowed.isEmpty ? "–" : allowed.joined(separator: ", ")
        let faults =
            unknown.map {
                APIProblem.Fault(
                    field: shown($0),
                    detail: Phrase(
                        da: "Parameteren findes ikke her. Der findes: \(list)",
                        en: "There is no such parameter here. There are: \(list)"))
            }
            + twice.map {
                APIProblem.Fault(
                    field: $0,
                    detail: Phrase(da: "Parameteren må kun stå én gang.", en: "The parameter may stand only once."))
            }
        let names = faults.map(\.field).joined(separator: ", ")
        throw APIProblem(
            .malformed,
            Phrase(da: "Ret parametrene i adressen: \(names)", en: "Correct the parameters of the address: \(names)"),
            errors: faults)
    }

    /// A name that came from outside, as it is repeated in an answer.
    static func shown(_ name: String) -> String {
        name.count > 60 ? String(name.prefix(60)) + "…" : name
    }

    /// Danish unless English is preferred (`Accept-Language`, RFC 9110 12.5.4).
    static func language(of request: APIRequest) -> Language {
        var weights: [Language: Int] = [:]
        for piece in (request.headers["accept-language"] ?? "").split(separator: ",").prefix(50) {
            let parts = piece.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let tag = parts.first, let language = Language(rawValue: String(tag.prefix { $0 != "-" })) else {
                continue
            }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { thousandths($0.dropFirst(2)) } ?? 1000
            weights[language] = max(weights[language] ?? 0, quality)
        }
        return weights[.en, default: 0] > weights[.da, default: 0] ? .en : .da
    }

    /// `0.8` as 800; what is no weight counts nothing.
    private static func thousandths(_ text: Substring) -> Int {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole), parts.count <= 2 else { return 0 }
        let digits = parts.count == 2 ? String((String(parts[1]) + "000").prefix(3)) : "000"
        return Int(digits).map { whole * 1000 + $0 } ?? 0
    }
}
