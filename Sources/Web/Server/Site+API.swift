// SPDX-License-Identifier: MPL-2.0

extension API {
    /// The programming interface as the site asks it: the whole body is read first, up to its limit.
    static func answer(_ ask: Ask, in installation: Installation) async -> Answer {
        guard ask.header("host")?.contains(",") != true else {
            let problem = APIProblem(
                .malformed, field: "Host", da: "Forespørgslen nævner to værter. Send én Host-linje.",
                en: "The request names two hosts. Send one Host line.")
            let answer = problem.answer(.da)
            return Answer(answer.status, answer.body, headers: answer.headers)
        }
        var query = try? FormReader.pairs(ask.rawQuery.utf8)
        var body: [UInt8] = []
        var fault: APIProblem? = (ask.length ?? 0) > mostBody ? .tooLarge : nil
        // Nobody fills the memory before a token is known; what is refused anyway needs no body.
        if fault == nil, ask.isSocket || isKnown(ask, installation) {
            do {
                body = try await ask.body(mostBody)
            } catch is Ask.TooLarge {
                fault = .tooLarge
            } catch is Ask.TooSlow {
                fault = .tooSlow
            } catch {
                query = nil
            }
        }
        let peer: APIRequest.Peer =
            switch ask.way {
            case .network: .network(ask.client)
            case .socket(let user): .socket(user: user)
            }
        let answer = await answer(
            APIRequest(
                method: ask.method, path: ask.rawPath, query: query ?? [:], brokenQuery: query == nil,
                headers: ask.headers, body: body, bodyFault: fault, peer: peer), in: installation)
        var shown = Answer(answer.status, answer.body, headers: answer.headers)
        // The interface says itself what it answers with.
        shown.headers.removeAll { $0.0 == "content-type" }
        shown.headers += answer.headers.filter { $0.0 == "content-type" }
        return shown
    }

    private static func isKnown(_ ask: Ask, _ installation: Installation) -> Bool {
        let parts = (ask.header("authorization") ?? "").split(separator: " ")
        return parts.count == 2 && installation.tokens[String(parts[1])] != nil
    }
}
