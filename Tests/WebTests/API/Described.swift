// SPDX-License-Identifier: MPL-2.0

@testable import Web

/// Compares answers with what the description says of them.
enum Described {
    /// Where an answer is not as it is described; empty: it is.
    static func faults(_ answer: JSON, of resource: APIRoute.Resource) -> [String] {
        let name = OpenAPISchemas.name(resource)
        guard let shape = OpenAPISchemas.all[name] else { return ["no shape \(name)"] }
        return faults(answer, shape, name)
    }

    private static func faults(_ value: JSON, _ shape: JSON, _ place: String) -> [String] {
        if let name = shape["$ref"]?.text?.split(separator: "/").last.map(String.init) {
            return OpenAPISchemas.all[name].map { faults(value, $0, place) } ?? ["\(place): no shape \(name)"]
        }
        if let choices = shape["anyOf"]?.items {
            let found = choices.map { faults(value, $0, place) }
            return found.contains(where: \.isEmpty) ? [] : found.first ?? []
        }
        switch (shape["type"]?.text, value) {
        case ("null", .null), ("string", .string), ("integer", .number), ("boolean", .bool): return []
        case ("array", .array(let items)):
            return items.enumerated().flatMap { index, item in
                faults(item, shape["items"] ?? .null, "\(place)[\(index)]")
            }
        case ("object", .object(let members)):
            let names = Set(members.map(\.name))
            let missing = (shape["required"]?.items ?? []).compactMap(\.text).filter { !names.contains($0) }
            return missing.map { "\(place).\($0) is missing" }
                + members.flatMap { member -> [String] in
                    guard let known = shape["properties"]?[member.name] else {
                        return ["\(place).\(member.name) is not described"]
                    }
                    return faults(member.value, known, "\(place).\(member.name)")
                }
        case (let type, _): return ["\(place) is no \(type ?? "–")"]
        }
    }
}
