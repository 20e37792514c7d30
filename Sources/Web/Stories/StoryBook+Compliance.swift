// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension StoryBook {
    static let requirements = [
        Story("requirements", of: .requirements), Story("requirements-plain", of: .requirements, by: .plain),
        Story("requirements-unproven", of: .requirements, [("status", Compliance.unproven.rawValue)]),
        Story("requirements-none", of: .requirements, [("status", "irrelevant"), ("kilde", "law")]),
        Story("requirements-past", of: .requirements, by: .holder(.security), past: (400, true)),
    ]

    static let requirement =
        Compliance.allCases.map { standing in
            Story("requirement-\(standing.rawValue)", by: .holder(.security)) { world in
                world.requirement { world.register.compliance(of: $0, on: world.today) == standing }.map {
                    .route(.requirement($0.id))
                }
            }
        } + [
            Story("requirement-law", by: .plain) { world in
                world.requirement { $0.wording?.source.kind == .law }.map { .route(.requirement($0.id)) }
            },
            Story("requirement-clause", by: .holder(.auditor)) { world in
                world.requirement { $0.wording?.source.kind == .clause }.map { .route(.requirement($0.id)) }
            },
        ]

    static let evidenceList = [
        Story("evidence", of: .evidenceList), Story("evidence-plain", of: .evidenceList, by: .plain),
    ]

    static let evidence = Evidence.Content.Kind.allCases.map { kind in
        Story("evidence-\(kind.rawValue)", by: .holder(.security)) { world in
            world.evidence { $0.giving?.content.kind == kind }.map { .route(.evidence($0.id)) }
        }
    }

    static let nonconformities = [
        Story("nonconformities", of: .nonconformities),
        Story("nonconformities-plain", of: .nonconformities, by: .plain),
    ]

    static let nonconformity = Nonconformity.Standing.allCases.map { standing in
        Story("nonconformity-\(standing.rawValue)", by: .holder(.security)) { world in
            world.nonconformity { $0.standing(on: world.today) == standing }.map { .route(.nonconformity($0.id)) }
        }
    }

    static let scopes = [Story("scopes", of: .scopes), Story("scopes-plain", of: .scopes, by: .plain)]

    static let scope = [
        Story("scope", by: .holder(.security)) { world in world.scope().map { .route(.scope($0.id)) } },
        Story("scope-plain", by: .plain) { world in world.scope().map { .route(.scope($0.id)) } },
        Story("scope-changes", by: .holder(.auditor)) { world in
            world.scope().map { .route(.scope($0.id), [("siden", "2026-01-01"), ("vis", "uden-bevis")]) }
        },
        Story("scope-tailored", by: .holder(.security)) { world in
            world.scope { $0.baseline != nil }.map { .route(.scope($0.id)) }
        },
    ]
}

extension StoryBook {
    static let controls = [
        Story("controls", of: .controls), Story("controls-plain", of: .controls, by: .plain),
        Story("controls-auditor", of: .controls, by: .holder(.auditor)),
    ]

    static let control = ControlTest.Standing.allCases.map { standing in
        Story("control-\(standing.rawValue)", by: .holder(.security)) { world in
            world.controlTest { test in
                test.rounds.last.map { test.standing(of: $0, on: world.today) == standing } ?? false
            }.map { .route(.control($0.id)) }
        }
    }

    static let audit = [
        Story("audit", by: .holder(.security)) { world in
            world.register.audits.values.filter { $0.record != nil }.sorted { $0.position < $1.position }.last.map {
                .route(.audit($0.id))
            }
        }
    ]
}

extension StoryWorld {
    func controlTest(_ fits: (ControlTest) -> Bool = { _ in true }) -> ControlTest? {
        register.controlTests.values.filter { $0.plan != nil && $0.retiredOn == nil }
            .sorted { $0.position < $1.position }.first(where: fits)
    }

    /// The first that fits and holds today, in the order of their numbers.
    func requirement(_ fits: (Requirement) -> Bool = { _ in true }) -> Requirement? {
        register.requirements.values.filter { register.holds($0, on: today) }
            .sorted { ($0.wording?.number ?? 0) < ($1.wording?.number ?? 0) }.first(where: fits)
    }

    func evidence(_ fits: (Evidence) -> Bool = { _ in true }) -> Evidence? {
        register.evidence.values.filter { $0.giving != nil && $0.withdrawal.entries.isEmpty }
            .sorted { $0.position < $1.position }.first(where: fits)
    }

    func nonconformity(_ fits: (Nonconformity) -> Bool) -> Nonconformity? {
        register.nonconformities.values.filter { $0.raised != nil }.sorted { $0.position < $1.position }
            .first(where: fits)
    }

    /// The first framework that was adopted and is in use.
    func adopted() -> AdoptedFramework? {
        register.frameworks.values.filter { known in
            known.adoption.map { $0.kind != .threats } ?? false && !known.isRetired(on: today)
        }
        .min { $0.position < $1.position }
    }

    func adoptedThreats() -> AdoptedFramework? {
        register.frameworks.values.filter { $0.adoption?.kind == .threats }.min { $0.position < $1.position }
    }

    func scope(_ fits: (Scope) -> Bool = { _ in true }) -> Scope? {
        register.scopes.values.filter { $0.name != nil && $0.closedOn == nil }.sorted { $0.position < $1.position }
            .first(where: fits)
    }
}
