// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads imsmanifest.xml (IMS Content Packaging 1.1.2 with ADL's members of SCORM 1.2).
struct ScormManifest {
    let package: ScormPackage

    init(_ bytes: [UInt8], _ archive: ScormArchive) throws(Refusal) {
        let text = try TextFile.utf8(bytes)
        guard !text.contains("<!DOCTYPE") && !text.contains("<!ENTITY") else {
            throw .scorm(ScormFault.documentType)
        }
        guard let root = MarkupNode.tree(text).children.first(where: { $0.local == "manifest" }) else {
            throw .scorm(ScormFault.unreadable)
        }
        guard !Self.isNewer(root) else { throw .scorm(ScormFault.newer) }
        let resources = root.children.filter { $0.local == "resources" }
        let launchable = Self.launchable(resources, base: root.attribute("base") ?? "")
        let organisations = root.children.first { $0.local == "organizations" }
        let all = organisations?.children.filter { $0.local == "organization" } ?? []
        let chosen = all.first { $0.attribute("identifier") == organisations?.attribute("default") } ?? all.first
        var faults: [Phrase] = []
        var items: [ScormPackage.Item] = []
        for item in chosen?.below("item") ?? [] {
            guard let address = item.attribute("identifierref").flatMap({ launchable[$0] }) else { continue }
            guard !Self.isElsewhere(address) else {
                if items.isEmpty { throw .scorm(ScormFault.elsewhere) }
                continue
            }
            let (path, query) = Self.parts(address + (item.attribute("parameters") ?? ""))
            guard archive.paths.contains(path) else {
                if items.isEmpty { throw .scorm(ScormFault.lost(path)) }
                continue
            }
            items.append(
                ScormPackage.Item(
                    title: item.title ?? chosen?.title ?? "", path: path, query: query,
                    masteryScore: Self.mastery(item, &faults), data: Self.data(item)))
        }
        guard let first = items.first else { throw .scorm(ScormFault.nothing) }
        if items.count > 1 { faults.append(ScormFault.several(items.count)) }
        let lost = Self.lost(resources, base: root.attribute("base") ?? "", archive)
        if let one = lost.first { faults.append(ScormFault.missing(lost.count, one)) }
        let title = [chosen?.title, first.title].lazy.compactMap { $0 }.first { !$0.isEmpty } ?? first.path
        package = ScormPackage(
            identifier: String((root.attribute("identifier") ?? "").prefix(200)), title: title, items: items,
            files: archive.files, faults: faults)
    }

    /// SCORM 2004 says 1.3 or 2004, and uses other names.
    private static func isNewer(_ root: MarkupNode) -> Bool {
        let said = root.children.first { $0.local == "metadata" }?.below("schemaversion").first?.words.trimmed
        if let said, !said.isEmpty { return said != "1.2" && (said.contains("1.3") || said.contains("2004")) }
        return root.attributes.values.contains { $0.contains("adlcp_v1p3") }
    }

    /// Where each resource that has an address begins, with the folders that it is counted from.
    private static func launchable(_ resources: [MarkupNode], base: String) -> [String: String] {
        var found: [String: String] = [:]
        for group in resources {
            for one in group.children where one.local == "resource" {
                guard let id = one.attribute("identifier"), let href = one.attribute("href")?.trimmed, !href.isEmpty,
                    one.attribute("scormtype")?.lowercased() != "asset"
                else { continue }
                found[id] = base + (group.attribute("base") ?? "") + (one.attribute("base") ?? "") + href
            }
        }
        return found
    }

    private static func lost(_ resources: [MarkupNode], base: String, _ archive: ScormArchive) -> [String] {
        var lost: [String] = []
        for group in resources {
            for one in group.children where one.local == "resource" {
                let folder = base + (group.attribute("base") ?? "") + (one.attribute("base") ?? "")
                for file in one.children where file.local == "file" {
                    guard let href = file.attribute("href"), !isElsewhere(folder + href) else { continue }
                    let path = parts(folder + href).path
                    if !archive.paths.contains(path) { lost.append(path) }
                }
            }
        }
        return lost
    }

    private static func isElsewhere(_ address: String) -> Bool {
        if address.hasPrefix("//") || address.hasPrefix("/") { return true }
        let scheme = address.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        return !scheme.isEmpty && address.dropFirst(scheme.count).first == ":"
    }

    /// The path without its escapes, and what stands after it.
    private static func parts(_ address: String) -> (path: String, query: String) {
        let cut = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
        var path = decoded(address[..<cut])
        while path.hasPrefix("./") { path.removeFirst(2) }
        return (path, String(address[cut...]))
    }

    /// Without its escapes (RFC 3986, 2.1); the archive decides whether there is such a file.
    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(0x25) else { return String(text) }
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x25, at + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                at += 3
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// At most 255 characters (SCORM 1.2, CAM 2.3.2.5.4).
    private static func data(_ item: MarkupNode) -> String {
        let text = item.children.first { $0.local == "datafromlms" }?.words.trimmed ?? ""
        return String(text.unicodeScalars.filter { $0.value >= 0x20 }.prefix(255).map(Character.init))
    }

    private static func mastery(_ item: MarkupNode, _ faults: inout [Phrase]) -> Int? {
        guard let text = item.children.first(where: { $0.local == "masteryscore" })?.words.trimmed, !text.isEmpty else {
            return nil
        }
        guard let value = Double(text), 0...100 ~= value else {
            faults.append(ScormFault.mastery)
            return nil
        }
        return Int(value.rounded(.up))
    }
}

extension MarkupNode {
    /// The name without the prefix, which is the writer's choice, in small letters.
    fileprivate var local: String { Self.local(name) }

    private static func local(_ name: String) -> String {
        (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    }

    fileprivate func attribute(_ name: String) -> String? {
        attributes.first { Self.local($0.key) == name }?.value
    }

    /// The elements with this name anywhere below, in the order of the text.
    fileprivate func below(_ name: String) -> [MarkupNode] {
        children.flatMap { ($0.local == name ? [$0] : []) + $0.below(name) }
    }

    fileprivate var title: String? {
        guard let words = children.first(where: { $0.local == "title" })?.words else { return nil }
        let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? nil : String(line.prefix(200))
    }
}
