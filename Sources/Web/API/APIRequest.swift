// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// A request to the programming interface, whatever brought it: the network, or the socket of the command line.
struct APIRequest: Sendable {
    /// Who is at the other end.
    enum Peer: Hashable, Sendable {
        /// An address of the network.
        case network(String)
        /// The Unix socket; the user is the operating system's word (`SO_PEERCRED`), never what a header says.
        case socket(user: String)
    }

    var method: String
    /// Without the query.
    var path: String
    /// The query's names and values, decoded.
    var query: [String: [String]] = [:]
    /// The query could not be decoded.
    var brokenQuery = false
    /// Names in lower case.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// Why the body was not read to its end: it was longer than ``API/mostBody``, or came too slowly.
    var bodyFault: APIProblem?
    var peer: Peer
}

/// What the programming interface answers. An answer to HEAD has no body, and the length it would have had.
struct APIAnswer: Sendable {
    var status: Int
    var headers: [(String, String)]
    var body: [UInt8]

    init(_ status: Int, type: String, headers: [(String, String)] = [], _ body: [UInt8]) {
        self.status = status
        self.headers = [("content-type", type)] + headers
        self.body = body
    }

    init(_ status: Int = 200, _ value: JSON, headers: [(String, String)] = []) {
        self.init(status, type: "application/json", headers: headers, value.bytes)
    }
}

/// What the interface needs of the server behind it. All doors carry commands out in the same way.
protocol APIHost: Sendable {
    var houses: [House] { get }
    var clock: Clock { get }
    /// The address that people use, without a slash at the end: `https://vaern.example.dk`.
    var baseURL: String { get }
    /// Of the program, for the record of what it does itself.
    var version: String { get }
    /// Which token a secret stands for; nil if none.
    func place(ofToken secret: String) -> (organisation: ID<Organisation>, token: ID<Token>)?
    /// Carries a command out: a file is read into fields, the desk decides, and a secret that belongs to it is made.
    func carryOut(
        _ kind: CommandKind, _ arguments: Arguments, as actor: Actor, door: Door, in organisation: ID<Organisation>,
        command: Ref?, expected: Int?
    ) async throws(Refusal) -> (receipt: Receipt, secret: String?)
    /// Notes in the security log that an act that demands a fresh sign-in was refused.
    func refused(
        _ kind: CommandKind, by actor: Actor, at door: Door, in organisation: ID<Organisation>, _ refusal: Refusal)
    /// Notes what somebody read with a token, where that is to be seen afterwards: an auditor's reading is.
    func noteRead(_ path: String, format: String?, by person: ID<Person>, in organisation: ID<Organisation>)
    /// The day on which the last backup expires that was made until now; nil if none is left.
    var lastBackupExpires: Day? { get }
    /// Prints documents as PDF.
    var printer: Printer { get }
    /// What lies beside the ledger about somebody, and who looked up what is held about the person.
    func beside(_ person: ID<Person>) async throws -> (rows: [BesideData], looks: [HeldLook])
}

extension APIHost {
    /// Where nothing was set up for it, it says so.
    var printer: Printer { Printer(nil) }

    func beside(_ person: ID<Person>) async throws -> (rows: [BesideData], looks: [HeldLook]) { ([], []) }
}
