// SPDX-License-Identifier: MPL-2.0

import Domain

/// Processing: plain, and with all that one can say.
extension Samples {
    static let processing: ID<Processing> = id(900)

    static let subjectRequest: ID<SubjectRequest> = id(920)

    static let privacy: [Fact] =
        setProcessings + groundedProcessings + settledProcessings + requests + answeredRequests

    private static let setProcessings: [Fact] = [
        .processing(
            processing,
            .set(
                .init(
                    number: 1, capacity: .controller, title: value(900), purpose: value(901), unit: unit,
                    responsible: nil, begins: nil, controllers: nil, grounds: [], law: nil, people: nil, data: [],
                    kinds: nil, recipients: nil, transfer: nil, countries: nil, safeguards: [], erasure: nil,
                    security: nil, assets: []))),
        .processing(
            id(901),
            .set(
                .init(
                    number: 2, capacity: .joint, title: value(902), purpose: value(903), unit: other,
                    responsible: person, begins: day(2026, 1, 1), controllers: value(904),
                    grounds: Processing.Ground.allCases, law: value(905), people: value(906),
                    data: Asset.PersonalData.allCases.filter { $0 != .none }, kinds: value(907),
                    recipients: value(908), transfer: .third, countries: value(909),
                    safeguards: Processing.Safeguard.allCases, erasure: value(910), security: value(911),
                    assets: [id(495), id(496)]))),
    ]

    private static let groundedProcessings: [Fact] = Processing.Transfer.allCases.map { transfer in
        .processing(
            id(902),
            .set(
                .init(
                    number: 3, capacity: .processor, title: value(912), purpose: value(913), unit: unit,
                    responsible: person, begins: day(2025, 3, 1), controllers: value(914), grounds: [], law: nil,
                    people: nil, data: [], kinds: nil, recipients: nil, transfer: transfer, countries: nil,
                    safeguards: [], erasure: nil, security: value(915), assets: [])))
    }

    private static let settledProcessings: [Fact] = [
        .processing(processing, .reviewed(.init(finding: value(916), next: day(2027, 11, 23)))),
        .processing(id(901), .ended(reason: value(917))),
    ]

    private static let requests: [Fact] =
        [
            .subjectRequest(
                subjectRequest,
                .received(
                    .init(
                        number: 1, year: 2026, came: day(2026, 11, 20), rights: [.access], handler: person, name: nil,
                        contact: nil, about: value(920), processing: nil))),
            .subjectRequest(
                id(921),
                .received(
                    .init(
                        number: 2, year: 2026, came: day(2026, 11, 21), rights: SubjectRequest.Right.allCases,
                        handler: deputy, name: value(921), contact: value(922), about: value(923),
                        processing: processing))),
            .subjectRequest(subjectRequest, .assigned(deputy, reason: value(924))),
            .subjectRequest(subjectRequest, .extended(told: day(2026, 12, 1), reason: value(925))),
            .subjectRequest(subjectRequest, .noted(value(926))),
        ]
        + SubjectRequest.Identity.allCases.map { identity in
            .subjectRequest(subjectRequest, .identified(identity, how: value(927)))
        }

    private static let answeredRequests: [Fact] = SubjectRequest.Outcome.allCases.map { outcome in
        .subjectRequest(
            id(921),
            .answered(
                .init(
                    outcome: outcome, text: value(928), reason: outcome.saysNo ? value(929) : nil,
                    isGuided: outcome.saysNo, told: day(2026, 12, 10))))
    }
}
