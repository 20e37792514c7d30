// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Foundation
import Ledger
import SQLiteStore

/// Where the data lies: every command takes it.
struct DataOption: ParsableArguments {
    @Option(name: .long, help: "The data directory (default: the user's own).")
    var data: String = DataOption.standard

    @Option(name: .long, help: "The organisation, where there are several: its name, how it begins, or its reference.")
    var organisation: String?

    static var standard: String {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = environment["VAERN_DATA"], !chosen.isEmpty { return chosen }
        let base = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory() + "/.local/share"
        return base + "/vaern"
    }
}

/// A message on standard error. Data go to standard output, all else here.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// The answer is no, or it failed: what went wrong and what to do, then exit code 1.
func stop(_ text: String) -> ExitCode {
    say("vaern: " + text)
    return ExitCode(1)
}

/// Data on standard output.
func put(_ text: String) { put(Data((text + "\n").utf8)) }

/// Where nobody reads on (`vaern person list | head`), the rest is not said, and what was asked for is done all the same.
func put(_ data: Data) {
    try? FileHandle.standardOutput.write(contentsOf: data)
}

extension Language {
    /// The language of the terminal: what POSIX's locale variables say first; Danish where they do not say English.
    static let ofTerminal: Language = {
        let environment = ProcessInfo.processInfo.environment
        let said = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return said?.hasPrefix("en") == true ? .en : .da
    }()
}

extension ExitCode {
    static func of(_ failure: any Error) -> ExitCode {
        switch failure {
        case let code as ExitCode: return code
        case let refusal as Refusal: return stop(Language.ofTerminal(refusal.phrase))
        case let failure as DirectoryFailure: return stop(failure.advice)
        default: return stop("\(failure)")
        }
    }
}

/// Runs the body; any failure becomes a message and exit code 1.
func orStop<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch { throw ExitCode.of(error) }
}

/// The same for a body that waits.
func orStopWaiting<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch { throw ExitCode.of(error) }
}

extension DirectoryFailure {
    /// What is wrong, and what to do.
    var advice: String {
        switch self {
        case .locked(let pid):
            "The data directory is in use\(pid.map { " by process \($0)" } ?? ""). Stop that process, or give the command while the server runs: it then goes through the server."
        case .notADataDirectory(let path):
            "\(path) is not a data directory. Make one with »vaern init --data \(path)« or »vaern demo --data \(path)«."
        case .notEmpty(let path): "\(path) is not empty. Choose an empty or new folder."
        case .newer(let format): "The data directory has format \(format), newer than this program. Upgrade Værn."
        case .damaged(let file, let reason):
            "\(file) is damaged: \(reason). Restore it from a backup with »vaern restore«."
        case .keyIsReadable(let file): "\(file) can be read by others. Set its mode with »chmod 600 \(file)«."
        case .noKey(let key): "The key \(key) is missing or does not fit. Put the right key file in its place."
        case .houseIsMissing(let house):
            "The ledger of \(house) is missing though it has had facts. Restore it with »vaern restore«."
        case .checkpointGoesBack(let from, let to):
            "The outside checkpoint has \(from) facts, the ledger \(to). Restore the right copy, or use »vaern ledger recover«."
        case .keysInsideBackup: "Keys must lie apart from the backup. Give --keys a folder outside it."
        case .backupInsideData:
            "A backup inside the data directory is lost together with it. Choose a folder outside it, best on another disk."
        case .disk(let error): "The disk refused: \(error)"
        case .store(let what): "The database refused: \(what)"
        }
    }
}
