// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

extension API {
    /// One command, posted as JSON (or as a form with files).
    struct CommandPost {
        let kind: CommandKind
        let request: APIRequest
        let caller: Caller
        let host: any APIHost

        func answer() async throws(APIProblem) -> APIAnswer {
            guard caller.mayWrite else {
                throw APIProblem(
                    .readOnlyToken, da: "Denne adgangsnøgle må kun læse. Udsted en, der også må udføre.",
                    en: "This token may only read. Issue one that may also act.")
            }
            let expected = try revision()
            let command = try idempotencyKey()
            var arguments = try read()
            let slots = Members.slots(of: kind, correctedBy: arguments.texts["command"]?.first)
            try Names(sight: try await caller.sight(.today)).resolve(&arguments, slots)
            if caller.person != nil, kind.demandsFreshSignIn {
                // Said at once, so that nobody fills in fields that this door can do nothing with.
                var problem = APIProblem(
                    .freshSignInRequired,
                    da: "Det kræver, at du logger ind igen lige før. Brug siden i Værn.",
                    en: "It demands that you sign in again just before. Use the page in Værn.")
                problem.page = page(arguments, slots)
                host.refused(
                    kind, by: caller.actor, at: caller.door, in: caller.house.id,
                    Refusal(.freshSignInRequired, problem.detail))
                throw problem
            }
            try refuseDecisionOfOperator(arguments)
            if let trial = try await API.trial(kind, arguments, caller, request) { return trial }
            if expected != nil, kind.subject(arguments) == nil {
                throw APIProblem(
                    .malformed, field: "If-Match",
                    da: "Kommandoen ændrer ikke noget, der findes, så der er ingen revision. Udelad If-Match.",
                    en: "The command changes nothing that exists, so there is no revision. Leave If-Match out.")
            }
            let done: (receipt: Receipt, secret: String?)
            do throws(Refusal) {
                done = try await host.carryOut(
                    kind, arguments, as: caller.actor, door: caller.door, in: caller.house.id, command: command,
                    expected: expected)
            } catch {
                var problem = APIProblem(error)
                if error.reason == .freshSignInRequired { problem.page = page(arguments, slots) }
                throw problem
            }
            try checkRepeated(done.receipt)
            return describe(done.receipt, done.secret)
        }

        // MARK: The request

        private func read() throws(APIProblem) -> Arguments {
            let coding = request.headers["content-encoding"]?.lowercased() ?? "identity"
            let type = request.headers["content-type"] ?? ""
            let bare = String(type.prefix { $0 != ";" }).filter { $0 != " " }.lowercased()
            guard coding == "identity", bare == "application/json" || bare == "multipart/form-data" else {
                throw APIProblem(
                    .mediaType,
                    Phrase(
                        da: "Send application/json, eller multipart/form-data med filer, uden komprimering.",
                        en: "Send application/json, or multipart/form-data with files, not compressed."),
                    headers: [("accept-post", "application/json, multipart/form-data")])
            }
            if let fault = request.bodyFault { throw fault }
            guard request.body.count <= API.mostBody else { throw .tooLarge }
            if bare == "application/json" { return try Members.read(request.body, for: kind) }
            return try Members.read(form: request.body, type: type, for: kind)
        }

        /// `If-Match: "17"`, or the whole entity tag of a thing that was read (RFC 9110 13.1.1).
        private func revision() throws(APIProblem) -> Int? {
            guard let header = request.headers["if-match"], header != "*" else { return nil }
            let inner = header.dropFirst().dropLast()
            guard header.utf8.count >= 3, header.hasPrefix("\""), header.hasSuffix("\""), !inner.contains("\""),
                let number = Int(inner.prefix { $0 != "-" }), number >= 0
            else {
                throw APIProblem(
                    .malformed, field: "If-Match", da: "Skriv én revision i anførselstegn: If-Match: \"17\"",
                    en: "Write one revision in quotation marks: If-Match: \"17\"")
            }
            return number
        }

        /// A UUID is the command's own identity. Any other key is made into one together with who sends it and what
        /// it is
        /// for, so that two clients that count from 1 do not meet.
        private func idempotencyKey() throws(APIProblem) -> Ref? {
            guard let key = request.headers["idempotency-key"] else { return nil }
            let bare =
                key.hasPrefix("\"") && key.hasSuffix("\"") && key.utf8.count > 2
                ? String(key.dropFirst().dropLast()) : key
            guard (1...255).contains(bare.utf8.count) else {
                throw APIProblem(
                    .malformed, field: "Idempotency-Key", da: "Nøglen skal have 1–255 tegn; bedst en UUID.",
                    en: "The key must have 1–255 characters; best a UUID.")
            }
            if let ref = Ref(bare.lowercased()) { return ref }
            let who = caller.person.map { $0.description } ?? "operator"
            let hash = Digest.sha256(
                Array("vaern idempotency\n\(caller.house.id)\n\(who)\n\(kind.rawValue)\n\(bare)".utf8)
            ).bytes
            guard let ref = Ref(bytes: Array(hash.prefix(16))) else { throw .failed }
            // The bits that make it a UUID of version 8 (RFC 9562 5.8).
            return Ref(high: ref.high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000, low: ref.low & 0x3FFF_FFFF_FFFF_FFFF | 1 << 63)
        }

        // MARK: What may not be done here

        /// A decision belongs to those who sit in the body, and is made with a fresh sign-in. The operator of the
        /// machine may
        /// set an organisation up and run it, but does not decide for its bodies, nor annul what they decided.
        private func refuseDecisionOfOperator(_ arguments: Arguments) throws(APIProblem) {
            guard caller.person == nil else { return }
            var decides = kind == .makeDecision || kind == .resolveProposal || kind == .reviewRights
            if kind == .correctFact || kind == .annulFact {
                let command = kind == .correctFact ? try? arguments.line("command") : nil
                let last = max(0, caller.house.state.register.count - 1)
                let position = try? arguments.number("position", in: 0...last)
                let target = position.flatMap { try? caller.house.entry(at: $0) }
                decides =
                    [CommandKind.makeDecision, .resolveProposal, .reviewRights].contains { $0.rawValue == command }
                    || target?.subject.kind == .decision
                    || position.map { caller.house.state.register.isRightsReview($0) } ?? false
            }
            guard decides else { return }
            var problem = APIProblem(
                .freshSignInRequired,
                da:
                    "Det gør kun de personer, der har retten, og kun med nyt login. Brug siden i Værn.",
                en:
                    "Only the persons who have the right do that, with a fresh sign-in. Use the page in Værn."
            )
            problem.page = page(arguments, Members.slots(of: kind))
            throw problem
        }

        /// The page where a person does it, with the references and choices filled in; never a text, which may be
        /// confidential.
        private func page(_ arguments: Arguments, _ slots: [String: Members.Slot]) -> String {
            let query = slots.keys.sorted().compactMap { name -> String? in
                guard let texts = arguments.texts[name], texts.count == 1, mayStand(texts[0], slots[name]) else {
                    return nil
                }
                return "\(name)=\(texts[0])"
            }
            let path = Route.command(kind).path
            return host.baseURL + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        }

        /// Whether it may stand in an address: a reference, or one of the values that the field offers.
        private func mayStand(_ text: String, _ slot: Members.Slot?) -> Bool {
            if case .field(.choice(let choices))? = slot { return choices.contains { $0.value == text } }
            return ID<Subject>(text) != nil
        }

        /// The same key from another person is no repetition, and what that person did is not told.
        private func checkRepeated(_ receipt: Receipt) throws(APIProblem) {
            guard receipt.repeated else { return }
            let entry = try? caller.house.entry(at: receipt.positions.lowerBound)
            let same =
                switch entry?.actor {
                case .person(let ref, _, _, _, _): caller.person.map { Ref($0) } == ref
                case .operator: caller.person == nil
                case .system, .organisation, nil: false
                }
            guard same else {
                throw APIProblem(
                    .outOfTurn,
                    Phrase(
                        da: "Nøglen er brugt til en anden kommando. Vælg en ny; bedst en UUID.",
                        en: "The key was used for another command. Choose a new one; best a UUID."),
                    errors: [
                        .init(field: "Idempotency-Key", detail: Phrase(da: "Nøglen er brugt.", en: "The key was used."))
                    ])
            }
        }

        // MARK: The answer

        private func describe(_ receipt: Receipt, _ secret: String?) -> APIAnswer {
            let subject = receipt.subjects.first
            let body = JSON.members([
                ("command", .string(receipt.command.text)), ("position", .number(receipt.positions.lowerBound)),
                ("positions", .array(receipt.positions.map { .number($0) })),
                ("id", subject.map { .string($0.id.description) }),
                ("subject_kind", subject.map { .string($0.kind.rawValue) }), ("repeated", .bool(receipt.repeated)),
                ("secret", secret.map { .string($0) }),
            ])
            let location =
                host.baseURL + (subject.map { Route($0).path } ?? Route.entry(receipt.positions.lowerBound).path)
            return APIAnswer(201, body, headers: [("location", location)])
        }
    }
}
