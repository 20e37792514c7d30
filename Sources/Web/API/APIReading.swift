// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension API {
    /// One request that reads. Everything it says comes from a `Sight`.
    struct Reading {
        let resource: APIRoute.Resource
        /// The identity or position in the path.
        let place: String?
        let request: APIRequest
        let caller: Caller
        let language: Language
        let host: any APIHost
        let sight: Sight

        init(
            _ resource: APIRoute.Resource, _ place: String?, _ request: APIRequest, _ caller: Caller,
            _ language: Language,
            _ host: any APIHost
        ) async throws(APIProblem) {
            self.resource = resource
            self.request = request
            self.caller = caller
            self.language = language
            self.host = host
            sight = try await caller.sight(try Reading.view(request, today: host.clock.today))
            self.place = try API.Names(sight: sight).resolve(place, resource)
        }

        func answer() async throws(APIProblem) -> APIAnswer {
            do {
                if let file = try await file() { return file }
                if let file = try await complianceFile() { return file }
                switch resource {
                case .documents: return try documents()
                case .document: return tagged(try document(try id()), sight.revision(of: .document(try id())))
                case .comparison: return APIAnswer(200, try comparison(try id()))
                case .export: return try await export()
                case .persons: return try persons()
                case .person:
                    return tagged(
                        person(try sight.person(try id()), whole: true), sight.revision(of: .person(try id())))
                case .erasure: return try await erasure(try id())
                case .held: return try await held()
                case .units: return try units()
                case .bodies: return APIAnswer(200, .members([("items", .array(Body.Kind.allCases.map(body)))]))
                case .obligations: return try obligations()
                case .actions: return try actions()
                case .action: return tagged(action(try sight.action(try id())), sight.revision(of: .action(try id())))
                case .decision:
                    return tagged(try decision(try sight.decision(try id())), sight.revision(of: .decision(try id())))
                case .decisionPackage: return try await package(.decision(try id()))
                case .meetingPackage: return try await package(.meeting(try id()))
                case .consultation:
                    return tagged(
                        try consultation(try sight.consultation(try id())), sight.revision(of: .consultation(try id())))
                case .dispensations: return try dispensations()
                case .accesses: return try accesses()
                case .dispensation:
                    return tagged(
                        dispensation(try sight.dispensation(try id())), sight.revision(of: .dispensation(try id())))
                case .proposals: return try proposals()
                case .proposal:
                    return tagged(
                        proposal(try sight.proposal(try id()).0), sight.revision(of: .proposal(try id())))
                case .meetings: return try meetings()
                case .meeting:
                    return tagged(
                        try meeting(try sight.meeting(try id())), sight.revision(of: .meeting(try id())))
                case .topics: return try topics()
                case .topic: return try topic()
                case .riskMethods: return try riskMethods()
                case .riskPortfolio: return APIAnswer(200, try riskPortfolio())
                case .frameworks: return try frameworks()
                case .framework: return try framework()
                case .terms: return try terms()
                case .threats: return try threats()
                case .progress: return try progress()
                case .requirements: return try requirements()
                case .requirement:
                    let (known, wording) = try sight.requirement(try id())
                    return tagged(requirement(known, wording, whole: true), sight.revision(of: .requirement(known.id)))
                case .evidenceList: return try evidenceList()
                case .evidence:
                    let (known, giving) = try sight.evidence(try id())
                    return tagged(evidence(known, giving), sight.revision(of: .evidence(known.id)))
                case .nonconformities: return try nonconformities()
                case .nonconformity:
                    let (known, raised) = try sight.nonconformity(try id())
                    return tagged(nonconformity(known, raised), sight.revision(of: .nonconformity(known.id)))
                case .scopes: return try scopes()
                case .scope:
                    let known = try sight.scope(try id())
                    return tagged(scope(known, whole: true), sight.revision(of: .scope(known.id)))
                case .matrix: return try matrix()
                case .reports: return try reports()
                case .report:
                    let (known, issue) = try sight.report(try id())
                    return tagged(report(known, issue, whole: true), sight.revision(of: .report(known.id)))
                case .courses: return try courses()
                case .course:
                    let known = try sight.course(try id())
                    return tagged(
                        course(known.course, known.opening, whole: true), sight.revision(of: .course(known.course.id)))
                case .initiatives: return try initiatives()
                case .initiative:
                    let (known, plan) = try sight.initiative(try id())
                    return tagged(initiative(known, plan, whole: true), sight.revision(of: .initiative(known.id)))
                case .suspicions: return try suspicions()
                case .suspicion:
                    let (known, report) = try sight.suspicion(try id())
                    return tagged(suspicion(known, report), sight.revision(of: .suspicion(known.id)))
                case .awareness: return try awareness()
                case .competences: return try competences()
                case .competence:
                    let (known, wording) = try sight.competence(try id())
                    return tagged(
                        competence(known, wording, whole: true), sight.revision(of: .competence(known.id)))
                case .talks: return talks()
                case .objectives: return try objectives()
                case .objective:
                    let (known, wording) = try sight.objective(try id())
                    return tagged(objective(known, wording), sight.revision(of: .objective(known.id)))
                case .measures: return try measures()
                case .measure:
                    let (known, wording) = try sight.measure(try id())
                    return tagged(measure(known, wording), sight.revision(of: .measure(known.id)))
                case .assets: return try assets()
                case .asset:
                    let (known, wording) = try sight.asset(try id())
                    return tagged(asset(known, wording), sight.revision(of: .asset(known.id)))
                case .risks: return try risks()
                case .risk:
                    let (known, wording) = try sight.risk(try id())
                    return tagged(risk(known, wording, whole: true), sight.revision(of: .risk(known.id)))
                case .dependences: return try dependences()
                case .subjectRequests: return try subjectRequests()
                case .subjectRequest:
                    let (known, receipt) = try sight.subjectRequest(try id())
                    return tagged(subjectRequest(known, receipt), sight.revision(of: .subjectRequest(known.id)))
                case .processings: return try processings()
                case .processing:
                    let (known, wording) = try sight.processing(try id())
                    return tagged(processing(known, wording), sight.revision(of: .processing(known.id)))
                case .campaigns: return try campaigns()
                case .campaign:
                    let (known, opening) = try sight.campaign(try id())
                    return tagged(campaign(known, opening, whole: true), sight.revision(of: .campaign(known.id)))
                case .controlTests: return try controlTests()
                case .controlTest:
                    let (known, plan) = try sight.controlTest(try id())
                    return tagged(controlTest(known, plan, whole: true), sight.revision(of: .controlTest(known.id)))
                case .audits: return try audits()
                case .audit:
                    let (known, record) = try sight.audit(try id())
                    return tagged(audit(known, record), sight.revision(of: .audit(known.id)))
                case .auditEngagements: return try auditEngagements()
                case .auditEngagement:
                    let (known, opening) = try sight.auditEngagement(try id())
                    return tagged(
                        auditEngagement(known, opening, whole: true), sight.revision(of: .auditEngagement(known.id)))
                case .evidenceRequests: return try evidenceRequests()
                case .evidenceRequest:
                    let (known, making) = try sight.evidenceRequest(try id())
                    return tagged(evidenceRequest(known, making), sight.revision(of: .evidenceRequest(known.id)))
                case .entries: return try entries()
                case .entry: return APIAnswer(200, entry(try sight.entry(try position())))
                case .checkpoint: return try checkpoint()
                case .proof: return try proof(of: try position())
                case .search: return try await search()
                }
            } catch let problem as APIProblem {
                throw problem
            } catch let refusal as Refusal {
                throw APIProblem(refusal)
            } catch {
                throw .failed
            }
        }

        // MARK: The address

        func parameter(_ name: String) -> String? { request.query[name]?.first }

        /// What cannot be an identity names nothing.
        func id<Kind>(_: Kind.Type = Kind.self) throws(APIProblem) -> ID<Kind> {
            guard let id = place.flatMap({ ID<Kind>($0) }) else { throw .unknown }
            return id
        }

        func position() throws(APIProblem) -> Int {
            guard let place, let position = Int(place), position >= 0, String(position) == place else { throw .unknown }
            return position
        }

        /// `as_of` and `reading`.
        private static func view(_ request: APIRequest, today: Day) throws(APIProblem) -> View {
            let reading = request.query["reading"]?.first
            guard let text = request.query["as_of"]?.first else {
                guard reading == nil else {
                    throw APIProblem(
                        .malformed, field: "reading", da: "reading hører til en dag: send også as_of.",
                        en: "reading belongs to a day: send as_of too.")
                }
                return .today
            }
            guard let day = Day(text), day <= today, day.year >= 1900 else {
                throw APIProblem(
                    .malformed, field: "as_of", da: "Angiv en dag, der findes, senest i dag, som 2026-11-23.",
                    en: "Give a day that exists, today at the latest, as 2026-11-23.")
            }
            switch reading {
            case "then", nil: return day == today ? .today : .then(day)
            case "now": return day == today ? .today : .now(day)
            case _:
                throw APIProblem(
                    .malformed, field: "reading",
                    da: "Skriv then (som det var kendt da) eller now (med det, vi ved nu).",
                    en: "Write then (as it was known) or now (with what is known now).")
            }
        }

        // MARK: Entity tags

        /// The tag is the revision and what the answer says: names and due days can change without a fact about the
        /// thing.
        /// `If-Match` reads the revision alone.
        func tagged(_ value: JSON, _ revision: Int) -> APIAnswer {
            let bytes = value.bytes
            let tag = "\"\(revision)-\(Digest.sha256(bytes).hex.prefix(16))\""
            let held = (request.headers["if-none-match"] ?? "").split(separator: ",").map { piece in
                var text = piece.drop { $0 == " " }
                while text.last == " " { text.removeLast() }
                return text.hasPrefix("W/") ? text.dropFirst(2) : text
            }
            if held.contains(where: { $0 == tag || $0 == "*" }) {
                var answer = APIAnswer(304, type: "application/json", headers: [("etag", tag)], [])
                answer.headers.removeAll { $0.0 == "content-type" }
                return answer
            }
            return APIAnswer(200, type: "application/json", headers: [("etag", tag)], bytes)
        }

        // MARK: Words

        func text(_ id: ValueID?) -> JSON { sight.text(id).map { .string($0) } ?? .null }
        func day(_ day: Day?) -> JSON { day.map { .string($0.description) } ?? .null }

        /// A unit with the name it had on the day; null when the name is erased.
        func named(_ id: ID<Unit>?, on day: Day? = nil) -> JSON {
            guard let id else { return .null }
            return .members([
                ("id", .string(id.description)),
                ("name", sight.name(id, on: day, language).map { .string($0) } ?? .null),
            ])
        }

        func named(_ id: ID<Person>?, on day: Day? = nil) -> JSON {
            guard let id else { return .null }
            return .members([
                ("id", .string(id.description)), ("name", sight.name(id, on: day).map { .string($0) } ?? .null),
            ])
        }

        /// What something is about; null when the caller may not see it.
        func named(_ subject: Subject?) -> JSON {
            guard let subject, sight.sees(subject) else { return .null }
            return .members([
                ("kind", .string(subject.kind.rawValue)), ("id", .string(subject.id.description)),
                ("title", sight.label(subject, nil, language)),
            ])
        }

        /// Who is responsible, as a reference that does not change with names.
        func reference(_ responsible: Responsible) -> JSON {
            let (kind, value) =
                switch responsible {
                case .unit(let id): ("unit", id.description)
                case .person(let id): ("person", id.description)
                case .role(let role): ("role", role.rawValue)
                case .body(let body): ("body", body.rawValue)
                }
            return .members([("kind", .string(kind)), ("value", .string(value))])
        }
    }
}

extension Sight {
    fileprivate func label(_ subject: Subject, _ day: Day?, _ language: Language) -> JSON {
        label(subject, on: day, language).map { .string($0) } ?? .null
    }
}
