// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Exchange
import Foundation

/// Risks, and risks in numbers: of a file, which needs no data directory, or of the register.
struct RiskCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "risk", abstract: "Risks, and risks in numbers.",
        subcommands: [List.self, Import.self, Simulate.self])

    struct Simulate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Work out yearly losses of a portfolio of risks by simulation: of a file, or of the register.",
            discussion: """
                Prints for each dimension, as it is now, with all planned controls and for what each control saves: the
                expected yearly loss, the chance of any loss, and the losses that 50, 90, 95 and 99 of 100 years do not
                exceed, each with its standard error. --json has the loss-exceedance curve too.

                With --register it is the open risks that were assessed with intervals, of what the caller may see; risks
                without intervals are counted on standard error. GET /api/v1/risk-portfolio gives the same file.

                The file is JSON with these members; docs/risikotal.md says how they are worked with:
                  years       whole thousands from 10000 to 1000000 (default: 100000)
                  seed        0 to 2^64 - 1, also as a text (default: 1); the same seed gives the same answer
                  dimensions  names, such as ["economy", "contract"]; they are never added to each other
                  risks       [{"id", "frequency", "losses": {"economy": ...}}]; without a frequency a risk happens
                              with its groups alone
                  groups      causes that risks share: [{"id", "frequency", "likeness", "bearers": [{"risk", "share"}]}]
                  controls    planned: [{"id", "effects": [{"risk" or "group", "frequency", "loss"}]}], what is left
                  thresholds  amounts of the loss-exceedance curve (default: round amounts that fit)
                Frequencies are events per million years, losses øre per event, shares parts per million. A frequency or a
                loss is a number, {"low": 1, "high": 2} that hold it with 90 per cent, or a step of a scale
                {"from": 1, "to": 5}, with "ratio" where one end is open.

                Example: echo '{"dimensions": ["economy"], "risks": [{"id": "R1", "frequency": {"low": 20000, "high": 100000},
                "losses": {"economy": {"low": 10000000, "high": 50000000}}}]}' | vaern risk simulate --json
                Example: vaern risk simulate --register --token-file ./token --as-of 2026-06-30
                """)
        @Argument(help: "The file; - or nothing: standard input.") var file: String = "-"
        @Flag(name: .long, help: "The risks of the register instead of a file.") var register = false
        @OptionGroup var door: DoorOption
        @OptionGroup var day: DayOption
        @OptionGroup var language: TextLanguageOption

        func validate() throws {
            guard register else {
                guard day.asOf == nil else { throw ValidationError("--as-of belongs to --register.") }
                return
            }
            guard file == "-" else { throw ValidationError("Give a file or --register, not both.") }
        }

        func run() async throws {
            let read = register ? try await portfolio() : try orStop { try bytes() }
            try orStop {
                let language = try language.chosen
                let input = try SimulationFile.read(read)
                let figures = input.simulation.run()
                if door.json { return put(Data(input.json(figures))) }
                for line in input.lines(figures, language) { put(line) }
            }
        }

        /// The open risks that have intervals; the server makes the portfolio, and it is played here.
        private func portfolio() async throws -> [UInt8] {
            let path = "/api/v1/risk-portfolio" + (day.query.isEmpty ? "" : "?" + day.query.dropFirst())
            let answer = try await door.withClient { try $0.send("GET", path) }
            if answer.status >= 400 { try door.print(answer) { _ in } }
            guard let found = answer.object["portfolio"] as? [String: Any] else {
                throw stop("No open risk has intervals. Give them with an assessment: »vaern do risk.assess --fields«.")
            }
            if let left = answer.object["left_out"] as? Int, left > 0 {
                say("\(left) open risks have no intervals and are not counted.")
            }
            return try orStop { [UInt8](try JSONSerialization.data(withJSONObject: found)) }
        }

        private func bytes() throws -> [UInt8] {
            if file == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
            return try fileBytes(file)
        }
    }
}
