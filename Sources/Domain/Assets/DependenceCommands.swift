// SPDX-License-Identifier: MPL-2.0

/// Records that an asset depends on another from a day, or that it does so in another way than before.
public struct DependAsset: AssetDeed {
    let asset: ID<Asset>, other: ID<Asset>, kind: Dependence.Kind, withheld: [ControlAttributes.Property]
    let from: Day?, reason: String?

    public static let fields = [
        Field.asset,
        Field("kind", .choice(Dependence.Kind.choices), da: "Hvordan afhænger det?", en: "How does it depend?"),
        Field("other", .asset, da: "Afhænger af", en: "Depends on"),
        Field(
            "withheld", .several(ControlAttributes.Property.choices), da: "Behov, der ikke følger med",
            en: "Needs that do not follow",
            hint: Phrase(
                da: "Lad dem stå tomme, så arves alle behov. Skriv hvorfor, hvis et ikke gør.",
                en: "Leave them empty, and all needs are inherited. Say why, if one is not."),
            optional: true),
        Field("from", .day, da: "Fra og med", en: "From", optional: true),
        Field("reason", .text(most: 2000), da: "Hvad ligger der i det?", en: "What lies in it?", optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        asset = try arguments.id("asset")
        kind = try arguments.choice("kind")
        other = try arguments.id("other")
        let chosen: [ControlAttributes.Property] = try arguments.choices("withheld")
        withheld = ControlAttributes.Property.allCases.filter { chosen.contains($0) }
        from = try arguments.optionalDay("from")
        reason = try arguments.optionalText("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let register = desk.register
        let (known, wording) = try register.standingAsset(asset, on: desk.today)
        let (second, carrier) = try register.standingAsset(other, "other", on: desk.today)
        guard asset != other else {
            throw .invalid(
                "other", da: "Et aktiv kan ikke afhænge af sig selv. Vælg et andet.",
                en: "An asset cannot depend on itself. Choose another.")
        }
        let day = from ?? desk.today
        guard day <= desk.today, day >= max(known.setOn, second.setOn) else {
            throw .invalid(
                "from", da: "Dagen ligger før et af aktiverne blev registreret, eller er ikke kommet endnu.",
                en: "The day lies before one of the assets was registered, or has not come yet.")
        }
        guard withheld.isEmpty || reason != nil else {
            throw .invalid(
                "reason", da: "Skriv, hvorfor ikke alle behov følger med.", en: "Write why not all needs follow.")
        }
        let tie = known.tie(kind, on: other)
        if let made = tie?.made(on: day), made.withheld == withheld {
            throw .outOfTurn(
                da: "\(wording.label) afhænger allerede af \(carrier.label) på den måde.",
                en: "\(wording.label) depends on \(carrier.label) in that way already.")
        }
        guard tie?.made(on: day) != nil || known.dependences(on: day).count < Dependence.most else {
            throw .invalid(
                "other",
                da: """
                    Et aktiv kan højst afhænge af \(Dependence.most) andre. Saml nogle af dem i et aktiv, som det afhænger \
                    af i stedet.
                    """,
                en: """
                    An asset can depend on \(Dependence.most) others at most. Gather some of them in an asset that it \
                    depends on instead.
                    """)
        }
        let next = tie?.stands.entries.first { $0.from > day }?.from
        if let days = Stretch(day, next), let way = register.way(from: other, to: asset, during: days) {
            let path = register.numbered([asset] + way)
            throw .invalid(
                "other",
                da: "Det ville blive en ring: \(path). Vælg et andet aktiv, eller afslut en af de andre afhængigheder.",
                en: "It would become a circle: \(path). Choose another asset, or end one of the other dependences.")
        }
        let one = Dependence(kind: kind, on: other, withheld: withheld, reason: desk.keep(reason))
        try desk.record(.asset(asset, .depended(one)), on: day)
    }
}

/// Says that an asset depends on another no more.
public struct EndDependence: AssetDeed {
    let asset: ID<Asset>, other: ID<Asset>, kind: Dependence.Kind, from: Day?, reason: String

    public static let fields = [
        Field.asset,
        Field("kind", .choice(Dependence.Kind.choices), da: "Hvordan afhang den?", en: "How did it depend?"),
        Field("other", .asset, da: "Afhang af", en: "Depended on"),
        Field("from", .day, da: "Fra og med", en: "From", optional: true), .reason, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        asset = try arguments.id("asset")
        kind = try arguments.choice("kind")
        other = try arguments.id("other")
        from = try arguments.optionalDay("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.existingAsset(asset)
        _ = try desk.register.existingAsset(other, "other")
        let day = from ?? desk.today
        guard day <= desk.today else {
            throw .invalid(
                "from", da: "Dagen er ikke kommet endnu. Registrér det, når den er.",
                en: "The day has not come yet. Record it when it has.")
        }
        guard known.tie(kind, on: other)?.made(on: day) != nil else {
            throw .outOfTurn(
                da: "Aktivet afhænger ikke på den måde af det andet den dag. Se afhængighederne på dets side.",
                en: "The asset does not depend on the other in that way on that day. See the dependences on its page.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.asset(asset, .dependenceEnded(kind, on: other, reason: reason)), on: day)
    }
}

extension Deciding {
    /// What others depend on stays until they do no more: says which.
    func keepBorne(_ id: ID<Asset>) throws(Refusal) {
        let named = register.dependants(of: id, on: today).prefix(5).compactMap {
            register.assets[$0.asset]?.wording?.label
        }
        guard !named.isEmpty else { return }
        let rest = register.dependantCount(of: id, on: today) - named.count
        let list = named.joined(separator: ", ")
        throw .outOfTurn(
            da: """
                Andre afhænger af aktivet: \(list)\(rest > 0 ? " og \(rest) mere" : ""). Afslut de afhængigheder først.
                """,
            en: """
                Others depend on the asset: \(list)\(rest > 0 ? " and \(rest) more" : ""). End those dependences first.
                """)
    }

    /// After an annulment nothing depends on itself: the end of a dependence may have been what kept it so.
    func keepStraight(_ id: ID<Asset>) throws(Refusal) {
        guard let way = register.circle(through: id) else { return }
        let path = register.numbered(way)
        throw .outOfTurn(
            da: "Uden den post ville afhængighederne blive en ring: \(path). Afslut en af de andre først.",
            en: "Without that entry the dependences would become a circle: \(path). End one of the others first.")
    }
}
