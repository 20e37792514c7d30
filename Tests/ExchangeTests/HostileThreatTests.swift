// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

/// Nothing that somebody brings as threats may stop the program, take its memory or its time.
@Suite("Threats that mean harm")
struct HostileThreatTests {
    /// What must hold of every reading.
    private func problems(_ reading: ThreatReading) -> [String] {
        var problems: [String] = []
        let codes = reading.rows.map { $0.threat.code.text.lowercased() }
        if Set(codes).count != codes.count { problems.append("a code stands twice") }
        if reading.rows.count > ThreatGathering.most { problems.append("too many threats") }
        if reading.faults.count > ThreatReading.mostFaults || reading.faultCount < reading.faults.count {
            problems.append("the faults are counted wrongly")
        }
        for row in reading.rows {
            let threat = row.threat
            let texts = [threat.name, threat.about, threat.group].compactMap { $0 } + threat.vulnerabilities
            for text in texts.flatMap({ [$0.da, $0.en] }) + [row.written].compactMap({ $0 }) {
                let scalars = text.unicodeScalars
                if text.isEmpty || scalars.count > ThreatGathering.longestAbout { problems.append("a text is no text") }
                if scalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
                    problems.append("there is a control character")
                }
                if scalars.contains(where: { 0x202A...0x202E ~= $0.value }) { problems.append("a text is turned") }
            }
            if threat.name.da.unicodeScalars.count > ThreatGathering.longestName { problems.append("a long name") }
            if threat.vulnerabilities.count > ThreatGathering.mostVulnerabilities { problems.append("many weaknesses") }
        }
        return problems
    }

    @Test("damaged files are read or refused")
    func damaged() {
        var readings = 0
        for (number, text) in ThreatFiles.all.enumerated() {
            let source = Array(text.utf8)
            for seed in 0..<200 as Range<UInt64> {
                var random = Seeded(seed)
                var bytes = source
                for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                    let at = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.remove(at: at)
                    case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
                    default: bytes.removeSubrange(at..<min(bytes.count, at + 20))
                    }
                }
                guard let reading = try? ThreatFile.read(bytes) else { continue }
                readings += 1
                #expect(problems(reading).isEmpty, "source \(number), seed \(seed)")
                #expect((try? reading.framework()) != nil, "source \(number), seed \(seed)")
            }
            for end in stride(from: 0, to: source.count, by: 7) {
                if let reading = try? ThreatFile.read(Array(source[..<end])) { #expect(problems(reading).isEmpty) }
            }
        }
        #expect(readings > 100, "the damage is too great to say anything")
    }

    @Test(
        "what is in no catalogue is refused, with what to do",
        arguments: [
            "", "   \n", "{}", "[]", "[1, 2]", "{\"threats\": []}", "{\"namespace\": \"x\", \"predicates\": []}",
            "{\"type\": \"x\", \"values\": []}", "{\"knowledgeBase\": {\"threats\": {}}}",
            "objects:\n  threats: []\nurn: x\n",
            "<xml/>", "navn;vægt\na;2\n", "{\"namespace\": [", "%PDF-1.7",
        ])
    func nothing(_ text: String) {
        let refusal = #expect(throws: Refusal.self) { try ThreatFile.read(Array(text.utf8)) }
        #expect(refusal?.field == "file" && refusal?.phrase.da.isEmpty == false && refusal?.phrase.en.isEmpty == false)
    }

    @Test("texts without end are cut, and signs that deceive are taken out")
    func long() throws {
        let long = String(repeating: "ø", count: 40_000)
        let deceiving = "Stor\\u202Eflod\\u0007 \\u200B på\\nkajen"
        let text = """
            [{"identifier": "a1", "threatType": "\(long)", "description": "\(long)"},
             {"identifier": "a2", "threatType": "Vejr", "description": "\(deceiving)"},
             {"identifier": "\(String(repeating: "x", count: 5000))", "threatType": "Vejr", "description": "Lang"}]
            """
        let reading = try ThreatFiles.read(text)
        #expect(problems(reading).isEmpty && reading.rows.count == 3)
        #expect(reading.rows[1].threat.name.da == "Storflod på kajen")
        #expect(reading.rows[2].threat.code.text.utf8.count == 40)
        #expect(ThreatFiles.faults(reading).contains("1 name changed"))
    }

    @Test("a code may not lead elsewhere in an address")
    func codes() throws {
        for (written, code) in [
            ("../../konto", "konto"), ("A/B", "A-B"), ("a b", "a-b"), ("?x=1&y=2", "x-1-y-2"), ("..", nil), ("--", nil),
        ] as [(String, String?)] {
            let text = "[{\"identifier\": \"\(written)\", \"threatType\": \"t\", \"description\": \"d\"}]"
            let reading = try ThreatFiles.read(text)
            if let code {
                let found = try #require(reading.rows.first?.threat.code.text, "\(written)")
                #expect(found.hasSuffix(code) && !found.contains("/"), "\(found)")
            } else {
                #expect(reading.rows.isEmpty && reading.faults.count == 1, "\(written)")
            }
        }
    }

    @Test("too many threats, too many faults, and values inside each other without end")
    func bounds() throws {
        let one = "{\"identifier\": \"%\", \"threatType\": \"t\", \"description\": \"d\"}"
        let many = (0...ThreatGathering.most).map { one.replacing("%", with: "c\($0)") }.joined(separator: ",")
        #expect(throws: Refusal.self) { try ThreatFiles.read("[\(many)]") }
        let wrong = (0..<3000).map { _ in one.replacing("%", with: "") }.joined(separator: ",")
        let reading = try ThreatFiles.read("[\(wrong), \(one.replacing("%", with: "ok"))]")
        #expect(reading.rows.count == 1 && reading.faultCount == 3000)
        #expect(reading.faults.count == ThreatReading.mostFaults)
        // What is adopted does not say a thousand things.
        #expect(try reading.framework().remarks.count < 50)
        let deep = String(repeating: "{\"objects\":", count: 500) + "1" + String(repeating: "}", count: 500)
        #expect(throws: Refusal.self) { try ThreatFiles.read(deep) }
        let mesh = "urn: x\nobjects:\n  a: &a [x, x]\n  threats: [*a, *a]\n"
        #expect(throws: Refusal.self) { try ThreatFiles.read(mesh) }
    }

    @Test("a matrix that does not fit its scales is none")
    func matrices() {
        func step(_ name: String) -> RiskMatrixReading.Step {
            .init(name: Phrase(da: name, en: name), about: nil, short: nil)
        }
        let (two, name) = ([step("a"), step("b")], Phrase(da: "M", en: "M"))
        func matrix(_ likelihood: [RiskMatrixReading.Step], _ grid: [[Int]]) -> RiskMatrixReading? {
            .init(name: name, about: nil, likelihood: likelihood, consequence: two, levels: two, grid: grid)
        }
        #expect(matrix(two, [[0, 0], [0, 1]]) != nil)
        for grid in [[[0, 0]], [[0], [0]], [[0, 0], [0, 2]], [[0, 0], [0, -1]], []] {
            #expect(matrix(two, grid) == nil)
        }
        #expect(matrix([step("a")], [[0, 1]]) == nil)
        let many = (0...RiskMatrixReading.mostSteps).map { step("\($0)") }
        #expect(matrix(many, many.map { _ in [0, 1] }) == nil)
    }
}
