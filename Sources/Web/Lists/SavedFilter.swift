// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// The lists whose filters can be saved.
enum FilteredList: String, CaseIterable, Sendable {
    case tasks = "opgaver"
    case documents = "dokumenter"
    case persons = "personer"
    case ledger = "revisionsspor"
    case risks = "risici"

    init?(_ route: Route) {
        switch route {
        case .tasks: self = .tasks
        case .documents: self = .documents
        case .persons: self = .persons
        case .ledger: self = .ledger
        case .riskList: self = .risks
        case _: return nil
        }
    }

    var route: Route {
        switch self {
        case .tasks: .tasks
        case .documents: .documents
        case .persons: .persons
        case .ledger: .ledger
        case .risks: .riskList
        }
    }

    /// What of a list's address is kept. A name that was typed is not: it would stay there when the person is erased.
    var names: [String] {
        switch self {
        case .tasks: ["vis", "regel"]
        case .documents: ["art", "enhed", "status", "sorter"]
        case .persons: ["status", "enhed", "rolle"]
        case .ledger: ["om", "dag"]
        case .risks: ["enhed", "aktiv", "niveau", "status", "orden"]
        }
    }

    /// What is typed into the list and not kept.
    var typed: String? {
        switch self {
        case .tasks, .documents, .risks: nil
        case .persons: "navn"
        case .ledger: "person"
        }
    }
}

/// A filter of a list under a name, one person's own. It is kept beside the ledger, is erased with what is known of the
/// person, and is in no figure: it is an address that somebody wants to find again.
struct SavedFilter: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// So many are kept of one list.
    static let most = 20
    static let longestName = 60

    let id: String
    var name: String
    var parts: [Part]

    init(id: String, name: String, parts: [Part]) {
        self.id = id
        self.name = name
        self.parts = parts
    }

    /// The parts of an address that a list keeps, in their order.
    static func parts(_ texts: [String: [String]], of list: FilteredList) -> [Part] {
        list.names.compactMap { name in
            guard let value = texts[name]?.first, !value.isEmpty, value.utf8.count <= 200 else { return nil }
            return Part(name: name, value: value)
        }
    }

    func link(_ list: FilteredList) -> Link { Link(list.route, query: parts.map { ($0.name, $0.value) }) }

    // MARK: The row that holds those of a list

    static func read(_ bytes: [UInt8]?) -> [SavedFilter] {
        guard let bytes, let row = try? JSONReader.read(bytes) else { return [] }
        return (row["filters"]?.items ?? []).compactMap { item in
            guard let id = item["id"]?.text, let name = item["name"]?.text else { return nil }
            let parts = (item["parts"]?.items ?? []).compactMap { part -> Part? in
                guard let name = part["name"]?.text, let value = part["value"]?.text else { return nil }
                return Part(name: name, value: value)
            }
            return SavedFilter(id: id, name: name, parts: parts)
        }
    }

    static func json(_ filters: [SavedFilter]) -> JSON {
        .members([
            (
                "filters",
                .array(
                    filters.map { filter in
                        .members([
                            ("id", .string(filter.id)), ("name", .string(filter.name)),
                            (
                                "parts",
                                .array(
                                    filter.parts.map {
                                        .members([("name", .string($0.name)), ("value", .string($0.value))])
                                    })
                            ),
                        ])
                    })
            )
        ])
    }
}

extension SavedFilter {
    /// What a person asks to be done with the saved filters of a list.
    enum Act: String {
        case save, rename, remove
    }

    /// The filters as they are after the act, in the order of their names.
    static func after(
        _ act: Act, _ arguments: Arguments, _ list: FilteredList, _ filters: [SavedFilter], id: String
    ) throws(Refusal) -> [SavedFilter] {
        var filters = filters
        let chosen = filters.firstIndex { $0.id == arguments.texts["id"]?.first }
        switch act {
        case .save:
            let name = try arguments.line("name", most: longestName)
            let query = (try? FormReader.pairs((arguments.texts["query"]?.first ?? "").utf8)) ?? [:]
            let parts = parts(query, of: list)
            guard !parts.isEmpty else {
                throw .invalid(
                    "name", da: "Vælg et filter på listen, før du gemmer det.",
                    en: "Choose a filter of the list before you save it.")
            }
            if let other = filters.first(where: { $0.parts == parts && $0.name != name }) {
                throw .invalid(
                    "name", da: "Filteret er gemt som »\(other.name)«.", en: "The filter is saved as “\(other.name)”.")
            }
            if let same = filters.firstIndex(where: { $0.name == name }) {
                filters[same].parts = parts
            } else {
                guard filters.count < most else {
                    throw .outOfTurn(
                        da: "Du har \(most) gemte filtre til listen. Fjern et af dem først.",
                        en: "You have \(most) saved filters of the list. Remove one of them first.")
                }
                filters.append(SavedFilter(id: id, name: name, parts: parts))
            }
        case .rename:
            guard let chosen else { throw .unknown }
            let name = try arguments.line("name", most: longestName)
            guard !filters.contains(where: { $0.name == name && $0.id != filters[chosen].id }) else {
                throw .invalid(
                    "name", da: "Et andet filter hedder »\(name)«. Vælg et andet navn.",
                    en: "Another filter is named “\(name)”. Choose another name.")
            }
            filters[chosen].name = name
        case .remove:
            guard let chosen else { throw .unknown }
            filters.remove(at: chosen)
        }
        return filters.sorted { (DanishKey($0.name), $0.id) < (DanishKey($1.name), $1.id) }
    }
}

extension Site {
    /// Three years without a change: longer than any list goes unlooked at.
    private static let keptFor: Int64 = 3 * 365 * 86_400_000

    private static func key(_ place: Account.Place, _ list: FilteredList) -> String {
        "\(place.organisation)/\(place.person)/\(list.rawValue)"
    }

    /// A list with the filters that the person saved.
    func list(
        _ list: FilteredList, _ visit: inout Visit, _ make: (Context) async throws -> Content
    ) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        // A list is read also where what was saved cannot be.
        let held = SavedFilter.read((try? await installation.aside.get(.filter, Self.key(place, list))).flatMap { $0 })
        return try await page(&visit) { context in
            var context = context
            context.savedFilters = held
            return try await make(context)
        }
    }

    func changeFilters(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let list: FilteredList = try arguments.choice("list")
        let act: SavedFilter.Act = try arguments.choice("act")
        let (key, id) = (Self.key(place, list), String(installation.mint.secret().prefix(12)))
        let until = installation.clock.now.milliseconds + Self.keptFor
        // Two windows: neither takes away what the other saved.
        let outcome = try await installation.aside.transact { store -> Result<[SavedFilter], Refusal> in
            let shelf = Aside.Shelf.filter.rawValue
            let before = SavedFilter.read(try store.get(shelf: shelf, key: key))
            let after = Result { () throws(Refusal) in
                try SavedFilter.after(act, arguments, list, before, id: id)
            }
            if case .success(let filters) = after {
                if filters.isEmpty {
                    try store.remove(shelf: shelf, key: key)
                } else {
                    try store.put(
                        SavedFilter.json(filters).bytes, shelf: shelf, key: key, owner: Ref(place.person),
                        expires: until)
                }
            }
            return after
        }
        let query = (try? FormReader.pairs((arguments.texts["query"]?.first ?? "").utf8)) ?? [:]
        let back = Link(list.route, query: SavedFilter.parts(query, of: list).map { ($0.name, $0.value) })
        switch outcome {
        case .success: return .see(back.text)
        case .failure(let refusal): return await show(ErrorPage(refusal), visit, back: back)
        }
    }
}
