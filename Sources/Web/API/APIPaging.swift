// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension API.Reading {
    /// Where a page begins: after the thing with this key, which was the `offset`-th before it.
    struct Cursor: Hashable {
        let offset: Int
        let key: String

        fileprivate static let separator = "\n"

        func encoded(for resource: APIRoute.Resource) -> String {
            let text = [resource.rawValue, String(offset), key].joined(separator: Cursor.separator)
            let base64 = String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self)
            return String(base64.compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
        }

        fileprivate init(offset: Int, key: String) {
            self.offset = offset
            self.key = key
        }

        init?(_ encoded: String, for resource: APIRoute.Resource) {
            guard encoded.utf8.count <= 1000 else { return nil }
            var base64 = String(encoded.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
            while base64.utf8.count % 4 != 0 { base64 += "=" }
            guard let bytes = Base64.decode(Array(base64.utf8)), let text = String(validating: bytes, as: UTF8.self)
            else { return nil }
            let parts = text.split(separator: Cursor.separator, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, parts[0] == resource.rawValue, let offset = Int(parts[1]),
                (0...10_000_000).contains(offset)
            else { return nil }
            self.init(offset: offset, key: parts[2])
        }
    }

    func limit() throws(APIProblem) -> Int {
        guard let text = parameter("limit") else { return 100 }
        guard let limit = Int(text), (1...500).contains(limit) else {
            throw APIProblem(
                .malformed, field: "limit", da: "Angiv et tal fra 1 til 500.", en: "Give a number from 1 to 500.")
        }
        return limit
    }

    func cursor() throws(APIProblem) -> Cursor? {
        guard let text = parameter("cursor") else { return nil }
        guard let cursor = Cursor(text, for: resource) else { throw badCursor }
        return cursor
    }

    var badCursor: APIProblem {
        APIProblem(
            .malformed, field: "cursor", da: "Brug »next« fra siden før, uændret.",
            en: "Use »next« of the page before, unchanged.")
    }

    /// One page of a list in an order that stands: goes on after the thing that the cursor names, or if that is gone
    /// after
    /// as many as came before.
    func page<Items: Sequence>(
        _ items: Items, key: (Items.Element) -> String, _ json: (Items.Element) -> JSON
    ) throws(APIProblem) -> APIAnswer {
        let (shown, next) = try window(items, key: key)
        return list(shown.map(json), next: next)
    }

    /// The things of the page that is asked for, and where the next one begins.
    func window<Items: Sequence>(
        _ items: Items, key: (Items.Element) -> String
    ) throws(APIProblem) -> (shown: [Items.Element], next: Cursor?) {
        let (limit, cursor) = (try limit(), try cursor())
        var start = 0
        if let cursor {
            start = cursor.offset
            var place = 0
            for item in items {
                place += 1
                if key(item) == cursor.key {
                    start = place
                    break
                }
            }
        }
        var taken: [Items.Element] = []
        var place = 0
        for item in items {
            place += 1
            if place <= start { continue }
            taken.append(item)
            if taken.count > limit { break }
        }
        let shown = taken.prefix(limit)
        let next = taken.count > limit ? shown.last.map { Cursor(offset: start + shown.count, key: key($0)) } : nil
        return (Array(shown), next)
    }

    func page(_ items: [JSON], limit: Int, offset: Int, last: String?) -> APIAnswer {
        list(items, next: last.map { Cursor(offset: offset + items.count, key: $0) })
    }

    func list(_ items: [JSON], next: Cursor?) -> APIAnswer {
        let encoded = next?.encoded(for: resource)
        var headers: [(String, String)] = []
        if let encoded {
            // Only what was asked for and is plain goes into the link (RFC 8288).
            let kept = resource.allParameters.filter { $0 != "cursor" }.compactMap { name in
                parameter(name).map { "\(name)=\(Self.percentEncoded($0))" }
            }
            let query = (kept + ["cursor=\(encoded)"]).joined(separator: "&")
            headers.append(("link", "<\(request.path)?\(query)>; rel=\"next\""))
        }
        return APIAnswer(
            200, .members([("items", .array(items)), ("next", encoded.map { .string($0) } ?? .null)]), headers: headers)
    }

    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
            default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
