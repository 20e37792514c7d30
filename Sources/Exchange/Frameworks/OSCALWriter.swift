// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Writes a framework as a catalogue in OSCAL 1.1.2 (NIST), in one language. Headings become groups, clauses become controls
/// with a statement; what OSCAL has no place for stands in properties of our own namespace. The same framework gives the same
/// bytes, but for the moment that it is said to have been changed at.
public enum OSCALWriter {
    static let version = "1.1.2"

    /// - Parameters:
    ///   - modified: what stands as the catalogue's last change.
    ///   - edition: which version of the framework it is.
    public static func catalogue(
        _ framework: Framework, in language: Language, modified: Instant, edition: String = "1"
    ) -> [UInt8] {
        Catalogue(framework, language).tree(modified, edition).json
    }

    /// The identifiers that clauses have in OSCAL, where one is a letter followed by letters, digits and `.-_`: `c-5.10` for
    /// 5.10, `c-28.3.a` for 28(3)(a), and what fits stays as it is.
    static func tokens(_ framework: Framework) -> [ClauseID: String] {
        var tokens: [ClauseID: String] = [:]
        var taken: Set<String> = []
        for clause in framework.clauses where isToken(clause.id.text) {
            tokens[clause.id] = clause.id.text
            taken.insert(clause.id.text)
        }
        for clause in framework.clauses where tokens[clause.id] == nil {
            var text = ""
            for character in clause.id.text {
                switch character {
                case "(", ")": if let last = text.last, last != "." { text.append(".") }
                case _: text.append(character)
                }
            }
            while text.last == "." { text.removeLast() }
            let base = "c-" + text
            var token = base
            var number = 2
            while !taken.insert(token).inserted {
                token = "\(base)_\(number)"
                number += 1
            }
            tokens[clause.id] = token
        }
        return tokens
    }

    private static func isToken(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        let isStart = 0x41...0x5A ~= first || 0x61...0x7A ~= first || first == 0x5F
        return isStart && !text.contains { $0 == "(" || $0 == ")" }
    }

    /// A property; nil where its value would be empty, which OSCAL does not allow.
    static func property(_ name: String, _ value: String, own: Bool = false) -> DataTree? {
        guard let value = PlainWords.line(value) else { return nil }
        return .members([
            ("name", .text(name)), ("ns", own ? .text(OSCALCatalogue.namespace) : nil), ("value", .text(value)),
        ])
    }

    /// What every file of OSCAL begins with. The publisher is who made the file.
    static func metadata(
        title: String, modified: Instant, edition: String, oscal: String, language: Language, remarks: String,
        links: [DataTree] = []
    ) -> DataTree {
        let party = NameUUID.text("party Værn")
        return .members([
            ("title", .text(OSCALProse.escaped(title))), ("last-modified", .text(modified.description)),
            ("version", .text(PlainWords.line(edition) ?? "1")), ("oscal-version", .text(oscal)),
            ("props", .some([property("language", language.rawValue, own: true)].compactMap { $0 })),
            ("links", .some(links)),
            ("roles", .list([.members([("id", .text("publisher")), ("title", .text("Publisher"))])])),
            (
                "parties",
                .list([
                    .members([("uuid", .text(party)), ("type", .text("organization")), ("name", .text("Værn"))])
                ])
            ),
            (
                "responsible-parties",
                .list([.members([("role-id", .text("publisher")), ("party-uuids", .list([.text(party)]))])])
            ),
            ("remarks", PlainWords.lines(remarks).map { .text(OSCALProse.escaped($0)) }),
        ])
    }

    private struct Catalogue {
        let framework: Framework
        let language: Language
        private let tokens: [ClauseID: String]
        private let below: [ClauseID?: [Clause]]
        private let names: Set<String>

        init(_ framework: Framework, _ language: Language) {
            (self.framework, self.language) = (framework, language)
            tokens = OSCALWriter.tokens(framework)
            names = Set(tokens.values)
            below = Dictionary(grouping: framework.clauses, by: \.parent)
        }

        func tree(_ modified: Instant, _ edition: String) -> DataTree {
            let top = below[nil] ?? []
            let content: [(String, DataTree?)] = [
                ("groups", .some(top.filter(\.isHeading).map(group))),
                ("controls", .some(top.filter { !$0.isHeading }.map(control))),
            ]
            // Of the content and not of the moment: who has one such file need not compare it with the next.
            let bytes = DataTree.members(content).json
            let name = "catalogue \(framework.name) \(language.rawValue) \(edition) "
            let metadata = metadata(
                title: language(framework.label), modified: modified, edition: edition, oscal: version,
                language: language,
                remarks: "\(language(framework.about))\n\n\(language(framework.source))", links: links)
            return .members([
                (
                    "catalog",
                    .members(
                        [
                            ("uuid", .text(NameUUID.text(name + String(decoding: bytes, as: UTF8.self)))),
                            ("metadata", metadata),
                        ] + content)
                )
            ])
        }

        /// The addresses in what is said of where the framework is published.
        private var links: [DataTree] {
            language(framework.source).split { $0.isWhitespace || $0 == "," || $0 == "<" || $0 == ">" }.compactMap {
                word in
                guard word.hasPrefix("https://") || word.hasPrefix("http://") else { return nil }
                let address = String(word).trimmingEnd(".;:)")
                return .members([("href", .text(address)), ("rel", .text("canonical"))])
            }
        }

        /// Groups hold either groups or controls: a heading among clauses is written as a control of the class `heading`.
        private func group(_ clause: Clause) -> DataTree {
            let children = below[clause.id] ?? []
            let areHeadings = children.allSatisfy(\.isHeading)
            let token = tokens[clause.id] ?? clause.id.text
            let text = clause.text.map { part("overview", token + "_ovw", language($0)) }
            return .members([
                ("id", .text(token)), ("class", .text("heading")),
                ("title", .text(OSCALProse.escaped(language(clause.title)))),
                ("props", .some(properties(clause, token))), ("parts", text.map { .list([$0]) }),
                ("groups", areHeadings ? .some(children.map(group)) : nil),
                ("controls", areHeadings ? nil : .some(children.map(control))),
            ])
        }

        private func control(_ clause: Clause) -> DataTree {
            let token = tokens[clause.id] ?? clause.id.text
            let name: String =
                if clause.isHeading {
                    "heading"
                } else {
                    switch framework.kind {
                    case .requirements: "requirement"
                    case .controls: "control"
                    case .threats: "threat"
                    }
                }
            return .members([
                ("id", .text(token)), ("class", .text(name)),
                ("title", .text(OSCALProse.escaped(language(clause.title)))),
                ("props", .some(properties(clause, token))),
                // Every control that is not withdrawn has a statement, by the constraints of the model.
                ("parts", .list([part("statement", token + "_smt", clause.text.map { language($0) })])),
                ("controls", .some((below[clause.id] ?? []).map(control))),
            ])
        }

        private func part(_ name: String, _ id: String, _ text: String?) -> DataTree {
            .members([
                ("id", names.contains(id) ? nil : .text(id)), ("name", .text(name)),
                ("prose", text.flatMap(PlainWords.lines).map { .text(OSCALProse.escaped($0)) }),
            ])
        }

        private func properties(_ clause: Clause, _ token: String) -> [DataTree] {
            var all = [
                property("label", clause.source ?? clause.id.text), property("sort-id", sortID(clause.id)),
                token == clause.id.text ? nil : property("clause-id", clause.id.text, own: true),
                clause.asksForDocuments ? property("documented-information", "yes", own: true) : nil,
            ]
            if let attributes = clause.attributes {
                let values: [(String, [String])] = [
                    ("theme", [attributes.theme.rawValue]), ("control-type", attributes.types.map(\.rawValue)),
                    ("security-property", attributes.properties.map(\.rawValue)),
                    ("cybersecurity-concept", attributes.concepts.map(\.rawValue)),
                    ("operational-capability", attributes.capabilities.map(\.rawValue)),
                    ("security-domain", attributes.domains.map(\.rawValue)),
                ]
                for (name, words) in values { all += words.map { property(name, $0, own: true) } }
            }
            return all.compactMap { $0 }
        }

        /// With each number as four digits, so that programs which sort by letters count as people do.
        private func sortID(_ id: ClauseID) -> String {
            var (out, digits) = ("", "")
            func flush() {
                if !digits.isEmpty { out += String(repeating: "0", count: max(0, 4 - digits.count)) + digits }
                digits = ""
            }
            for character in id.text {
                if "0"..."9" ~= character {
                    digits.append(character)
                } else {
                    flush()
                    out.append(character)
                }
            }
            flush()
            return out
        }
    }
}

extension String {
    fileprivate func trimmingEnd(_ signs: String) -> String {
        var text = self
        while let last = text.last, signs.contains(last) { text.removeLast() }
        return text
    }
}
