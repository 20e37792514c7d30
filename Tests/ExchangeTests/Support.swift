// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

/// Random numbers from a seed (SplitMix64), so that a failing case can be run again.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Identities 1, 2, 3 …
func minting() -> () -> ParagraphID {
    var last: UInt64 = 0
    return {
        last += 1
        return ParagraphID(high: 0xA, low: last)
    }
}

enum Files {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let package = tests.deletingLastPathComponent().deletingLastPathComponent()

    static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

    static func ownPolicy() throws -> [UInt8] { try bytes(tests.appending(path: "Fixtures/fki-politik.txt")) }

    static let topicPolicies = package.appending(path: "Sources/Web/Templates/emner")

    /// The policy that the product is made for. It is not part of the project, so it is looked for beside it.
    static let realPolicy: URL? = {
        let named = ProcessInfo.processInfo.environment["VAERN_POLICY"].map { URL(filePath: $0) }
        let url = named ?? package.appending(path: "../shared/policy/informationssikkerhedspolitik.txt")
        return FileManager.default.fileExists(atPath: url.standardizedFileURL.path) ? url.standardizedFileURL : nil
    }()
}

func importText(_ text: String, name: String = "a.txt") throws -> ImportProposal {
    try DocumentImport.propose(Array(text.utf8), fileName: name, mint: minting())
}

/// What must hold of every import: the blocks say what the file says, every character of it stands in exactly one block,
/// addresses are unique and safe in a URL, and the encoding gives the same text back.
func problems(of proposal: ImportProposal, original: [UInt8]) -> [String] {
    var problems: [String] = []
    let text = proposal.text
    if !text.isVerbatim(of: original) { problems.append("a block differs from the original") }
    var times = [UInt8](repeating: 0, count: original.count)
    for block in text.blocks {
        if let start = block.markStart { for at in start..<start + block.mark.utf8.count { times[at] &+= 1 } }
        for piece in block.pieces { for at in piece.start..<piece.start + piece.count { times[at] &+= 1 } }
    }
    if times.contains(where: { $0 > 1 }) { problems.append("a byte stands in two blocks") }
    var left: [UInt8] = []
    for at in original.indices {
        if times[at] == 0 { left.append(original[at]) } else if left.last != 0x20 { left.append(0x20) }
    }
    let lost = String(decoding: left, as: UTF8.self).unicodeScalars.first {
        !$0.properties.isWhitespace && $0 != "\u{FEFF}"
    }
    if let lost { problems.append("\(lost) was lost") }
    if Set(text.blocks.map(\.address)).count != text.blocks.count { problems.append("an address stands twice") }
    let safe = Set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    if !text.blocks.allSatisfy({ !$0.address.isEmpty && $0.address.allSatisfy(safe.contains) }) {
        problems.append("an address is not safe")
    }
    if Set(text.blocks.map(\.id)).count != text.blocks.count { problems.append("an identity stands twice") }
    if (try? DocumentText(decoding: text.encode())) != text { problems.append("the encoding gives another text") }
    return problems
}

/// The characters that are not white space, in order, as the blocks have them.
func ink(_ text: DocumentText) -> String {
    ink(text.blocks.map { $0.mark + $0.text }.joined())
}

func ink(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }))
}

/// Occurrences of a word counted in another way than the product does: by cutting the whole file at everything that is
/// neither letter nor digit.
func count(_ words: Set<String>, in bytes: [UInt8]) -> Int {
    String(decoding: bytes, as: UTF8.self).lowercased().split { !$0.isLetter && !$0.isNumber }
        .count { words.contains(String($0)) }
}
