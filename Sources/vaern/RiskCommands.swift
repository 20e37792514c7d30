// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Exchange
import Foundation

/// Risks. In numbers they need no data directory: a file in, a file out.
struct RiskCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "risk", abstract: "Risks, and risks in numbers.",
        subcommands: [List.self, Import.self, Simulate.self])

    struct Simulate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Work out yearly losses of a portfolio of risks by simulation of a file.",
            discussion: """
                Prints for each dimension, as it is now, with all planned controls and for what each control saves: the
                expected yearly loss, the chance of any loss, and the losses that 50, 90, 95 and 99 of 100 years do not
                exceed, each with its standard error. --json has the loss-exceedance curve too.

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
                """)
        @Argument(help: "The file; - or nothing: standard input.") var file: String = "-"
        @Flag(name: .long, help: "Everything as JSON, amounts in øre.") var json = false
        @OptionGroup var language: TextLanguageOption

        func run() throws {
            try orStop {
                let language = try language.chosen
                let input = try SimulationFile.read(try bytes())
                let figures = input.simulation.run()
                if json { return put(Data(input.json(figures))) }
                for line in input.lines(figures, language) { put(line) }
            }
        }

        private func bytes() throws -> [UInt8] {
            if file == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
            return try fileBytes(file)
        }
    }
}
