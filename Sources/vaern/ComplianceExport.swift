// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Exchange
import Foundation

/// What leaves Værn about compliance, as files: made by the server for whoever asks, of the day that is asked for.
extension DoorOption {
    /// Writes what the server answers to a file, or to standard output.
    func take(_ path: String, to out: String?) async throws {
        guard let out else {
            let answer = try await withClient { try $0.send("GET", path) }
            guard answer.status == 200 else { return try print(answer) { _ in } }
            return put(answer.body)
        }
        try await save(path, out)
    }
}

/// What a statement of applicability is written as.
enum StatementFormat: String, ExpressibleByArgument, CaseIterable {
    case pdf, xlsx, csv
    case rfc4180 = "csv-rfc4180"
    case profile = "oscal-profile"
    case component = "oscal-component"
    case plan = "oscal-ssp"
}

/// What the requirements, and what was found of them, are written as.
enum RequirementFormat: String, ExpressibleByArgument, CaseIterable {
    case catalogue = "oscal-catalog"
    case plan = "oscal-plan"
    case results = "oscal-results"
    case milestones = "oscal-poam"

    /// The list that it is taken from.
    var path: String {
        switch self {
        case .catalogue, .plan, .results: "/api/v1/requirements"
        case .milestones: "/api/v1/nonconformities"
        }
    }
}

extension Requirements {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Write the requirements, how they are assessed, what was found, or what is done, in OSCAL 1.1.2 (JSON).",
            discussion: """
                oscal-catalog: the requirements, which the next two are about.
                oscal-plan: what is assessed and tested, how often.
                oscal-results: assessments and internal controls with population, sample, seed and findings.
                oscal-poam: nonconformities with cause, tasks and milestones.
                The files call each other by these names: oscal-plan.json and so on.
                Examples:
                  vaern requirements export --as oscal-results --out oscal-results.json
                  vaern requirements export --as oscal-poam --as-of 2026-06-30 --token-file ./token
                """)
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @Option(name: .customLong("as"), help: "The format.") var format: RequirementFormat
        @Option(name: .long, help: "The file (default: standard output).") var out: String?

        func run() async throws {
            try await door.take("\(format.path)?format=\(format.rawValue)" + day.query, to: out)
        }
    }
}

extension StatementOfApplicability {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a statement of applicability as PDF, as a spreadsheet, or in OSCAL 1.1.2 (JSON).",
            discussion: """
                pdf: pages for reading and filing (PDF/A-3a), with the table as a spreadsheet inside.
                oscal-profile: the controls that apply.
                oscal-component: how each control that is decided is met, by whom, and why others are excluded.
                oscal-ssp: the same as a system security plan.
                The files name the catalogue 27002.oscal.json: »vaern framework export 27002 --out 27002.oscal.json«.
                Without a scope it is the statement that tailors no other.
                Examples:
                  vaern soa export --as pdf --out soa.pdf --token-file ./token
                  vaern soa export Sagsbro --as oscal-component --out oscal-component.json
                  vaern soa export --as oscal-profile --as-of 2026-06-30 --reading now
                """)
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @Argument(help: "The scope: its name, how it begins, or its reference.") var scope: String?
        @Option(name: .customLong("as"), help: "The format.") var format: StatementFormat
        @Option(name: .long, help: "The file (default: standard output).") var out: String?

        func run() async throws {
            let (wanted, query) = (scope, day.query)
            let found = try await door.withClient { client -> (failed: Client.Answer?, id: String) in
                let list = try client.send("GET", "/api/v1/scopes?limit=500" + query)
                guard list.status < 400 else { return (list, "") }
                let items = list.object["items"] as? [[String: Any]] ?? []
                return (nil, try StatementOfApplicability.choose(wanted, of: items))
            }
            if let failed = found.failed { return try door.print(failed) { _ in } }
            try await door.take("/api/v1/scopes/\(found.id)?format=\(format.rawValue)" + query, to: out)
        }
    }
}
