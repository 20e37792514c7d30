// SPDX-License-Identifier: MPL-2.0

/// Which dependences of a file are new, and that none of them closes a circle.
struct TiePlanner {
    private(set) var ties: [AssetPlan.Tie] = []
    private(set) var remarks: [RowFault] = []
    private(set) var faults: [RowFault] = []
    private let reading: AssetReading
    private let rules: AssetImportRules
    private let register: Register
    private let day: Day
    private let finder: AssetFinder
    private let places: [AssetPlan.Place?]
    private let kinds: [Asset.Kind?]
    private var byKey: [Asset.ExternalID: AssetPlan.Place] = [:]

    init(
        _ reading: AssetReading, _ rules: AssetImportRules, _ register: Register, _ day: Day, _ finder: AssetFinder,
        _ places: [AssetPlan.Place?], _ kinds: [Asset.Kind?]
    ) {
        (self.reading, self.rules, self.register, self.day, self.finder) = (reading, rules, register, day, finder)
        (self.places, self.kinds) = (places, kinds)
        guard !reading.ties.isEmpty else { return }
        for (row, place) in zip(reading.rows, places) {
            guard let place else { continue }
            for key in row.keys { byKey[key] = place }
        }
    }

    /// What is wrong in a table is put right there; what another system says and cannot be taken along is told.
    private mutating func leave(_ row: Int, da: String, en: String) {
        if reading.form.isTable {
            let label = AssetReading.Column.dependsOn.label
            faults.append(.init(row: row, Phrase(da: "\(label.da): \(da)", en: "\(label.en): \(en)")))
        } else {
            remarks.append(.init(row: row, Phrase(da: da, en: en)))
        }
    }

    /// - Parameter names: the new assets by their names; nil where several have one.
    mutating func take(_ names: [String: AssetPlan.Place?]) {
        struct Key: Hashable {
            let (from, to): (AssetPlan.Place, AssetPlan.Place)
            let kind: Dependence.Kind
            init(_ from: AssetPlan.Place, _ to: AssetPlan.Place, _ kind: Dependence.Kind) {
                (self.from, self.to, self.kind) = (from, to, kind)
            }
        }
        var (seen, counts): (Set<Key>, [AssetPlan.Place: Int]) = ([], [:])
        var (wordless, first): (Int, Int?) = (0, nil)
        var wanted: [AssetPlan.Tie] = []
        for tie in reading.ties {
            guard reading.rows.indices.contains(tie.from), let from = places[tie.from] else { continue }
            let row = reading.rows[tie.from].number
            guard let kind = tie.kind ?? rules.ties ?? (reading.form == .kitos ? .exchangesWith : nil) else {
                (wordless, first) = (wordless + 1, first ?? row)
                continue
            }
            guard let to = place(tie.to, row, names) else { continue }
            guard from != to else {
                leave(
                    row, da: "Et aktiv kan ikke afhænge af sig selv.", en: "An asset cannot depend on itself.")
                continue
            }
            if case .known(let asset) = from, case .known(let other) = to,
                register.assets[asset]?.tie(kind, on: other)?.made(on: day) != nil
            {
                continue
            }
            guard seen.insert(Key(from, to, kind)).inserted else { continue }
            if counts[from] == nil, case .known(let asset) = from {
                counts[from] = register.assets[asset]?.dependences(on: day).count ?? 0
            }
            counts[from, default: 0] += 1
            guard counts[from, default: 0] <= Dependence.most else {
                leave(
                    row, da: "Et aktiv kan højst afhænge af \(Dependence.most) andre.",
                    en: "An asset can depend on \(Dependence.most) others at most.")
                continue
            }
            wanted.append(.init(row: row, from: from, to: to, kind: kind, about: tie.about))
        }
        if wordless > 0 {
            remarks.append(
                .init(
                    row: first ?? 1,
                    Phrase(
                        da: """
                            \(wordless) forbindelser er ikke taget med: filen siger ikke, hvad der afhænger af hvad. Vælg, \
                            hvordan de skal forstås, hvis de skal med.
                            """,
                        en: """
                            \(wordless) connections are not taken along: the file does not say what depends on what. Choose \
                            how they are to be understood, if they are to come along.
                            """)))
        }
        ties = straight(wanted)
    }

    private mutating func place(_ written: String, _ row: Int, _ names: [String: AssetPlan.Place?]) -> AssetPlan.Place?
    {
        if let key = AssetFinder.key(written), let place = byKey[key] { return place }
        let named = names[written.lowercased()]
        switch finder.find(written: written) {
        case .one(let id) where named == nil: return .known(id)
        case .none:
            if let found = named, let place = found { return place }
            if named == nil {
                leave(
                    row, da: "»\(written)« er ikke et aktiv, som kendes her eller i filen.",
                    en: "“\(written)” is no asset that is known here or in the file.")
                return nil
            }
        case .one, .several: break
        }
        leave(
            row, da: "Flere aktiver kan være »\(written)«. Skriv referencen på det, der menes.",
            en: "Several assets can be “\(written)”. Write the reference of the one that is meant.")
        return nil
    }

    // MARK: Circles

    /// Those that close no circle with what stands and with those before them. What lies in different knots of the whole can
    /// close none, so only what is in one is looked at by itself.
    private mutating func straight(_ wanted: [AssetPlan.Tie]) -> [AssetPlan.Tie] {
        guard !wanted.isEmpty else { return [] }
        var graph = TieGraph()
        for tie in wanted { graph.add(tie.from, tie.to) }
        // What stands below the new ones is followed as far as it goes.
        var next = 0
        while next < graph.nodes.count {
            if case .known(let id) = graph.nodes[next] {
                for made in register.assets[id]?.dependences(on: day) ?? [] {
                    graph.add(.known(id), .known(made.on))
                }
            }
            next += 1
        }
        let knots = graph.knots()
        var kept = TieGraph(nodesOf: graph)
        for at in graph.nodes.indices {
            guard case .known(let id) = graph.nodes[at] else { continue }
            for made in register.assets[id]?.dependences(on: day) ?? [] {
                guard let other = graph.index[.known(made.on)], knots[at] == knots[other] else { continue }
                kept.tie(at, other)
            }
        }
        var found: [AssetPlan.Tie] = []
        for tie in wanted {
            guard let from = graph.index[tie.from], let to = graph.index[tie.to] else { continue }
            if knots[from] == knots[to] {
                guard !kept.leads(from: to, to: from) else {
                    leave(
                        tie.row, da: "Afhængigheden ville lukke en ring, så den er ikke taget med.",
                        en: "The dependence would close a circle, so it is not taken along.")
                    continue
                }
                kept.tie(from, to)
            }
            found.append(tie)
        }
        return found
    }
}

/// What depends on what, by places in a list.
struct TieGraph {
    private(set) var nodes: [AssetPlan.Place] = []
    private(set) var index: [AssetPlan.Place: Int] = [:]
    private var out: [[Int]] = []

    init() {}

    /// The same nodes without a tie.
    init(nodesOf other: TieGraph) {
        (nodes, index) = (other.nodes, other.index)
        out = Array(repeating: [], count: nodes.count)
    }

    mutating func add(_ from: AssetPlan.Place, _ to: AssetPlan.Place) { tie(node(from), node(to)) }
    mutating func tie(_ from: Int, _ to: Int) { out[from].append(to) }

    private mutating func node(_ place: AssetPlan.Place) -> Int {
        if let known = index[place] { return known }
        index[place] = nodes.count
        nodes.append(place)
        out.append([])
        return nodes.count - 1
    }

    func leads(from start: Int, to end: Int) -> Bool {
        var (reached, left): (Set<Int>, [Int]) = ([start], [start])
        while let at = left.popLast() {
            if at == end { return true }
            for next in out[at] where reached.insert(next).inserted { left.append(next) }
        }
        return false
    }

    /// For each node the number of its knot: two are in one where each leads to the other (Tarjan 1972, without recursion).
    func knots() -> [Int] {
        var (knot, low, order) = (
            [Int](repeating: -1, count: nodes.count), [Int](repeating: 0, count: nodes.count),
            [Int](repeating: -1, count: nodes.count)
        )
        var (waiting, knots, turn): ([Int], Int, Int) = ([], 0, 0)
        for start in nodes.indices where order[start] < 0 {
            var steps: [(node: Int, next: Int)] = []
            func enter(_ node: Int) {
                (order[node], low[node], turn) = (turn, turn, turn + 1)
                waiting.append(node)
                steps.append((node, 0))
            }
            enter(start)
            while let step = steps.last {
                if step.next < out[step.node].count {
                    steps[steps.count - 1].next += 1
                    let other = out[step.node][step.next]
                    if order[other] < 0 {
                        enter(other)
                    } else if knot[other] < 0 {
                        low[step.node] = min(low[step.node], order[other])
                    }
                    continue
                }
                steps.removeLast()
                if let above = steps.last { low[above.node] = min(low[above.node], low[step.node]) }
                guard low[step.node] == order[step.node] else { continue }
                while let last = waiting.popLast() {
                    knot[last] = knots
                    if last == step.node { break }
                }
                knots += 1
            }
        }
        return knot
    }
}
