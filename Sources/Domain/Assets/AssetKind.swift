// SPDX-License-Identifier: MPL-2.0

extension Asset {
    /// What it is. The organisation's work and what it knows are primary, what carries them supports (ISO/IEC 27005).
    public enum Kind: String, Choosable {
        case process, information, solution, component, location, people, service

        public var label: Phrase {
            switch self {
            case .process: Phrase(da: "Forretningsproces", en: "Business process")
            case .information: Phrase(da: "Information", en: "Information")
            case .solution: Phrase(da: "Løsning", en: "Solution")
            case .component: Phrase(da: "Komponent", en: "Component")
            case .location: Phrase(da: "Lokation", en: "Location")
            case .people: Phrase(da: "Mennesker", en: "People")
            case .service: Phrase(da: "Leverandørydelse", en: "Supplier service")
            }
        }

        /// What belongs to the kind, for whoever is to choose one.
        public var meaning: Phrase {
            switch self {
            case .process:
                Phrase(da: "En opgave, der skal kunne løses hver gang", en: "Work that must be done every time")
            case .information:
                Phrase(
                    da: "Oplysninger for sig selv, uanset hvor de ligger",
                    en: "What is known, wherever it is kept")
            case .solution: Phrase(da: "Et it-system, som nogen bruger", en: "An IT system that somebody uses")
            case .component:
                Phrase(
                    da: "En server, en database, et netværk eller en integration",
                    en: "A server, a database, a network or an integration")
            case .location:
                Phrase(da: "Et hus, et rum eller et skab", en: "A building, a room or a cabinet")
            case .people:
                Phrase(
                    da: "En rolle eller en gruppe, aldrig en liste over navne",
                    en: "A role or a group, never a list of names")
            case .service: Phrase(da: "Det, en leverandør gør for os", en: "What a supplier does for us")
            }
        }

        /// What stands before its number.
        var prefix: String {
            switch self {
            case .process: "PRO"
            case .information: "INF"
            case .solution: "LØS"
            case .component: "KMP"
            case .location: "LOK"
            case .people: "MEN"
            case .service: "LEV"
            }
        }

        /// What tells the seven series of numbers apart where other series have the year. Solutions were first and keep theirs.
        var series: Int {
            switch self {
            case .solution: 0
            case .process: 1
            case .information: 2
            case .component: 3
            case .location: 4
            case .people: 5
            case .service: 6
            }
        }

        /// Its place in lists: what is primary first.
        var order: Int {
            switch self {
            case .process: 0
            case .information: 1
            case .solution: 2
            case .component: 3
            case .location: 4
            case .people: 5
            case .service: 6
            }
        }

        /// Whether it is there for its own sake; the others are there for those.
        public var isPrimary: Bool {
            switch self {
            case .process, .information: true
            case .solution, .component, .location, .people, .service: false
            }
        }

        /// In which of the four dimensions of policy §3 it lies; information and what suppliers do stand beside them.
        public var dimension: Dimension? {
            switch self {
            case .people: .people
            case .process: .processes
            case .solution, .component: .technologies
            case .location: .locations
            case .information, .service: nil
            }
        }

        /// Whether something can be said of the kind at all.
        public func takes(_ aspect: Aspect) -> Bool {
            switch aspect {
            case .target: [.process, .solution, .component, .service].contains(self)
            case .access: [.information, .solution, .component, .location, .service].contains(self)
            case .operation, .products: [.solution, .component].contains(self)
            case .classification: [.information, .solution, .component, .service].contains(self)
            case .personalData: [.process, .information, .solution, .component, .service].contains(self)
            case .task: [.process, .information, .solution].contains(self)
            case .phase: [.solution, .component, .location, .service].contains(self)
            case .kitos: self == .solution
            case .company: [.solution, .component, .service].contains(self)
            case .needs: true
            }
        }

        /// Whether it must be said. What is primary, and what people use, begins with needs; the others are there for those.
        public func demands(_ aspect: Aspect) -> Bool {
            switch aspect {
            case .needs: isPrimary || self == .solution
            case .access: self == .solution
            case .target, .operation, .products, .classification, .personalData, .task, .phase, .kitos, .company: false
            }
        }
    }

    /// Mennesker, processer, teknologier og lokationer (policy §3).
    public enum Dimension: String, Choosable {
        case people, processes, technologies, locations

        public var label: Phrase {
            switch self {
            case .people: Phrase(da: "Mennesker", en: "People")
            case .processes: Phrase(da: "Processer", en: "Processes")
            case .technologies: Phrase(da: "Teknologier", en: "Technologies")
            case .locations: Phrase(da: "Lokationer", en: "Locations")
            }
        }
    }

    /// What can be said of some kinds and not of others.
    public enum Aspect: String, CaseIterable, Sendable, Hashable {
        /// Confidentiality, integrity and availability.
        case needs
        /// How available it is to be.
        case target
        /// Who may use it, and how often that is gone through.
        case access
        /// Who runs it.
        case operation
        case classification, personalData
        /// The municipal task area that it serves.
        case task
        case phase, kitos
        /// The company behind it.
        case company
        case products
    }
}
