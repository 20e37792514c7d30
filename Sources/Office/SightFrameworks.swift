// SPDX-License-Identifier: MPL-2.0

public import Domain

/// The frameworks that the organisation has adopted, by the day shown. Everybody may see them: they are what others ask for.
extension Sight {
    /// Also those that are retired by then, in the order in which they were adopted. Of two under one name, which no
    /// command lets happen, the first.
    public var adoptedFrameworks: [(framework: AdoptedFramework, adoption: AdoptedFramework.Adoption)] {
        var names: Set<Framework.Name> = []
        return register.frameworks.values.sorted { $0.position < $1.position }.compactMap { known in
            guard let adoption = known.adoption, known.adoptedOn <= day, names.insert(adoption.name).inserted else {
                return nil
            }
            return (known, adoption)
        }
    }

    /// By its name, or by its identity, as a fact names it.
    public func adoptedFramework(
        _ name: Framework.Name
    ) -> (framework: AdoptedFramework, adoption: AdoptedFramework.Adoption)? {
        adoptedFrameworks.first { $0.adoption.name == name || $0.framework.id.description == name.text }
    }

    func label(_ id: ID<AdoptedFramework>) -> String? {
        register.frameworks[id]?.adoption.map { text($0.label) ?? $0.name.text }
    }
}

extension Register {
    /// What is adopted now, also what is retired, in the order in which it was.
    public var adopted: [AdoptedFramework.Adoption] {
        var names: Set<Framework.Name> = []
        return frameworks.values.sorted { $0.position < $1.position }.compactMap(\.adoption).filter {
            names.insert($0.name).inserted
        }
    }
}

extension Sentence {
    /// What happened with a framework.
    func of(_ fact: AdoptedFramework.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .adopted(let adoption):
            return say(
                "Rammeværket \(what) er indført som \(adoption.name)",
                "The framework \(what) is adopted as \(adoption.name)")
        case .retired(let reason):
            return say(
                "Rammeværket \(what) er taget ud af brug: \(text(reason))",
                "The framework \(what) is retired: \(text(reason))")
        }
    }
}
