// SPDX-License-Identifier: MPL-2.0

extension Dispensation {
    /// Where a dispensation is on a day.
    public enum Standing: String, Choosable {
        case preparing, submitted, returned, rejected, granted, live, expired, extended, ended, withdrawn

        public var label: Phrase {
            switch self {
            case .preparing: Phrase(da: "Under forberedelse", en: "Being prepared")
            case .submitted: Phrase(da: "Venter på direktionen", en: "Awaits the direktion")
            case .returned: Phrase(da: "Sendt tilbage", en: "Sent back")
            case .rejected: Phrase(da: "Afvist", en: "Rejected")
            case .granted: Phrase(da: "Givet, gælder senere", en: "Granted, holds later")
            case .live: Phrase(da: "Gælder", en: "Holds")
            case .expired: Phrase(da: "Udløbet", en: "Expired")
            case .extended: Phrase(da: "Forlænget", en: "Extended")
            case .ended: Phrase(da: "Bruges ikke mere", en: "No longer used")
            case .withdrawn: Phrase(da: "Trukket tilbage", en: "Withdrawn")
            }
        }
    }

    /// The days on which what was granted holds: never from before its decision.
    public struct Period: Hashable, Sendable {
        public let from: Day
        /// The last day.
        public let to: Day

        public func contains(_ day: Day) -> Bool { from <= day && day <= to }
    }
}

extension Register {
    func existingDispensation(
        _ id: ID<Dispensation>, _ field: String = "dispensation"
    ) throws(Refusal) -> (Dispensation, Dispensation.Request) {
        guard let known = dispensations[id], let request = known.request else {
            throw .invalid(field, da: "Vælg en dispensation.", en: "Choose a dispensation.")
        }
        return (known, request)
    }

    /// What was asked for about a document, in the order of the facts.
    public func dispensations(about document: ID<Document>) -> [Dispensation] {
        (dispensationsAbout[document] ?? []).compactMap { dispensations[$0] }.filter {
            $0.request?.document == document
        }
    }

    /// The decisions of the direktion about it that stand, oldest first. What anybody else decided counts for nothing.
    public func decisions(on dispensation: ID<Dispensation>) -> [Decision] {
        (decisionsOn[dispensation] ?? []).compactMap { decisions[$0] }.filter {
            !$0.annulled && $0.matter?.dispensation == dispensation && $0.matter?.act == .dispense
                && $0.made?.decider == .body(.direktion)
        }.sorted { $0.position < $1.position }
    }

    /// The decision that granted it, by `day`.
    public func grant(of dispensation: ID<Dispensation>, by day: Day = .distantFuture) -> Decision? {
        decisions(on: dispensation).last { $0.day <= day && $0.outcome == .approved }
    }

    /// The days that were granted; nil if it was not.
    public func period(of dispensation: Dispensation) -> Dispensation.Period? {
        guard dispensation.request != nil, let decision = grant(of: dispensation.id),
            let request = dispensation.requests.entries.filter({ $0.position < decision.position })
                .max(by: { $0.position < $1.position })?.value ?? dispensation.request
        else { return nil }
        return .init(from: max(request.from, decision.day), to: request.to)
    }

    /// The submission that waits for the direktion on `day`; nil if none does.
    public func waiting(_ dispensation: Dispensation, on day: Day) -> Timeline<Dispensation.Submission>.Entry? {
        guard dispensation.request != nil, dispensation.withdrawnOn.map({ day < $0 }) ?? true,
            let submission = dispensation.submissions.entries.filter({ $0.from <= day })
                .max(by: { $0.position < $1.position })
        else { return nil }
        let judged = decisions(on: dispensation.id).contains {
            $0.day <= day && $0.position > submission.position
        }
        return judged ? nil : submission
    }

    public func standing(of dispensation: Dispensation, on day: Day) -> Dispensation.Standing {
        if let withdrawn = dispensation.withdrawnOn, withdrawn <= day { return .withdrawn }
        if waiting(dispensation, on: day) != nil { return .submitted }
        guard let judged = decisions(on: dispensation.id).last(where: { $0.day <= day }) else { return .preparing }
        switch judged.outcome {
        case .approved:
            guard let period = period(of: dispensation) else { return .preparing }
            if let ended = dispensation.endedOn, ended <= day { return .ended }
            if day < period.from { return .granted }
            if day <= period.to { return .live }
            return successors(of: dispensation).contains { grant(of: $0.id, by: day) != nil } ? .extended : .expired
        case .returned: return .returned
        case .rejected, nil: return .rejected
        }
    }

    /// Whether it holds on `day`.
    public func isLive(_ dispensation: Dispensation, on day: Day) -> Bool {
        standing(of: dispensation, on: day) == .live
    }

    /// Those that extend it, or were asked for anew after it.
    func successors(of dispensation: Dispensation) -> [Dispensation] {
        guard let document = dispensation.request?.document else { return [] }
        return dispensations(about: document).filter {
            $0.id != dispensation.id && $0.request?.follows == dispensation.id
        }
    }
}
