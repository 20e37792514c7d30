// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What leans on an asset and what it leans on, drawn from left to right in layers: up to 40 assets, the nearest first. The
/// tables beside it say the same in words; what is too much for them has a page of its own.
struct DependenceDiagram {
    let asset: ID<Domain.Asset>
    let context: Context

    /// More boxes than this nobody reads.
    private static let most = 40
    private static let (width, height, gap, row) = (176, 46, 56, 62)

    private struct Arrow: Hashable {
        let from: ID<Domain.Asset>
        let to: ID<Domain.Asset>
        /// Data are exchanged, and one does not stop with the other.
        let isLoose: Bool
    }

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var html: HTML {
        let (shown, isWhole) = nearest
        guard shown.count > 1 else { return HTML() }
        let arrows = self.arrows(shown)
        let columns = self.columns(shown, arrows)
        var places: [ID<Domain.Asset>: (x: Int, y: Int)] = [:]
        let tallest = columns.map(\.count).max() ?? 1
        for (index, column) in columns.enumerated() {
            // A short column stands in the middle.
            let top = (tallest - column.count) * Self.row / 2
            for (place, id) in column.enumerated() {
                places[id] = (2 + index * (Self.width + Self.gap), 2 + top + place * Self.row)
            }
        }
        let (wide, high) = (
            columns.count * (Self.width + Self.gap) - Self.gap + 4, tallest * Self.row - (Self.row - Self.height) + 4
        )
        let heading = context.say(da: "Afhængigheder som tegning", en: "Dependences as a drawing")
        let note: HTML =
            isWhole
            ? HTML()
            : """
            <p class="pad small">\(context.say(
                da: "Tegningen viser de \(shown.count) nærmeste.", en: "The drawing shows the nearest \(shown.count)."))</p>
            """
        return Panel(id: "tegning", heading: heading).html(
            """
            <div class="ties" role="region" aria-label="\(context.say(
                da: "\(heading), kan rulles", en: "\(heading), scrolls"))" tabindex="0">\
            <svg viewBox="0 0 \(wide) \(high)" width="\(wide)" height="\(high)" role="img" aria-label="\(summary(shown))">\
            \(each: arrows, { line($0, places) })\(each: shown, { box($0, places) })</svg></div>\(note)
            """)
    }

    /// What the drawing says, in words.
    private func summary(_ shown: [ID<Domain.Asset>]) -> String {
        let name = sight.label(.asset(asset), language) ?? ""
        let (on, by) = (sight.dependences(of: asset).count, sight.dependantCount(of: asset))
        return context.say(
            da: """
                Fra venstre mod højre: det, der afhænger af noget, og det, det afhænger af. \(name) har \
                \(language.number(on)) afhængigheder, og \(language.number(by)) afhænger af det.
                """,
            en: """
                From left to right: what depends on something, and what it depends on. \(name) has \
                \(language.number(on)) dependences, and \(language.number(by)) depend on it.
                """)
    }

    /// This one and those around it, the nearest first, and whether that is all.
    private var nearest: (shown: [ID<Domain.Asset>], isWhole: Bool) {
        var (shown, seen) = ([asset], Set([asset]))
        var waiting: [(id: ID<Domain.Asset>, up: Bool)] = [(asset, true), (asset, false)]
        var next = 0
        while next < waiting.count {
            let (id, up) = waiting[next]
            next += 1
            let room = Self.most - shown.count
            let around =
                up
                ? Array(sight.dependants(of: id).lazy.map(\.asset).filter { !seen.contains($0) }.prefix(room + 1))
                : sight.dependences(of: id).map(\.on)
            for other in around where !seen.contains(other) {
                guard shown.count < Self.most else { return (shown, false) }
                shown.append(other)
                seen.insert(other)
                waiting.append((other, up))
            }
        }
        return (shown, true)
    }

    private func arrows(_ shown: [ID<Domain.Asset>]) -> [Arrow] {
        let known = Set(shown)
        var (found, seen): ([Arrow], Set<Arrow>) = ([], [])
        for id in shown {
            for made in sight.dependences(of: id) where known.contains(made.on) {
                let arrow = Arrow(from: id, to: made.on, isLoose: made.kind == .exchangesWith)
                if seen.insert(arrow).inserted { found.append(arrow) }
            }
        }
        return found
    }

    /// Each asset to the right of all that depend on it, and as near to what it depends on as that allows.
    private func columns(_ shown: [ID<Domain.Asset>], _ arrows: [Arrow]) -> [[ID<Domain.Asset>]] {
        var layer = Dictionary(uniqueKeysWithValues: shown.map { ($0, 0) })
        // As often as there are assets: nothing stands further to the right than that.
        for _ in shown {
            var isMoved = false
            for arrow in arrows {
                let place = min((layer[arrow.from] ?? 0) + 1, shown.count)
                if layer[arrow.to] ?? 0 < place { (layer[arrow.to], isMoved) = (place, true) }
            }
            if !isMoved { break }
        }
        let targets = Set(arrows.map(\.to))
        for id in shown where !targets.contains(id) {
            let nearest = arrows.filter { $0.from == id }.compactMap { layer[$0.to] }.min()
            if let nearest { layer[id] = max(0, nearest - 1) }
        }
        let last = layer.values.max() ?? 0
        let all = (0...last).map { column in shown.filter { layer[$0] == column } }
        return all.filter { !$0.isEmpty }
    }

    private func line(_ arrow: Arrow, _ places: [ID<Domain.Asset>: (x: Int, y: Int)]) -> HTML {
        guard let from = places[arrow.from], let to = places[arrow.to] else { return HTML() }
        let (startX, startY) = (from.x + Self.width, from.y + Self.height / 2)
        let (endX, endY) = (to.x - 8, to.y + Self.height / 2)
        let bend = Self.gap / 2
        return """
            <path\(attribute: "class", arrow.isLoose ? "loose" : nil) d="M\(startX) \(startY)C\(startX + bend) \(startY) \
            \(endX - bend) \(endY) \(endX) \(endY)"/>\
            <path class="tip" d="M\(endX) \(endY - 5)L\(to.x) \(endY)L\(endX) \(endY + 5)Z"/>
            """
    }

    private func box(_ id: ID<Domain.Asset>, _ places: [ID<Domain.Asset>: (x: Int, y: Int)]) -> HTML {
        guard let place = places[id], let wording = (try? sight.asset(id))?.1 else { return HTML() }
        return """
            <g\(attribute: "class", id == asset ? "own" : nil)>\
            <rect x="\(place.x)" y="\(place.y)" width="\(Self.width)" height="\(Self.height)" rx="4"/>\
            <text class="no" x="\(place.x + 10)" y="\(place.y + 18)">\(wording.label)</text>\
            <text x="\(place.x + 10)" y="\(place.y + 36)">\(short(context.text(wording.name)))</text></g>
            """
    }

    /// As much of a name as a box holds.
    private func short(_ name: String) -> String { name.count <= 22 ? name : "\(name.prefix(21))…" }
}
