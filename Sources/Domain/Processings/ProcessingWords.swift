// SPDX-License-Identifier: MPL-2.0

extension Processing {
    /// For whom it is done.
    public enum Capacity: String, Choosable {
        case controller, joint, processor

        public var label: Phrase {
            switch self {
            case .controller: Phrase(da: "Dataansvarlig", en: "Controller")
            case .joint: Phrase(da: "Fælles dataansvarlig", en: "Joint controller")
            case .processor: Phrase(da: "Databehandler", en: "Processor")
            }
        }

        /// The paragraph of GDPR that says what its record holds.
        public var clause: Phrase {
            switch self {
            case .controller, .joint: Phrase(da: "GDPR artikel 30, stk. 1", en: "GDPR Article 30(1)")
            case .processor: Phrase(da: "GDPR artikel 30, stk. 2", en: "GDPR Article 30(2)")
            }
        }
    }

    /// What makes it lawful: GDPR Articles 6(1), 9(2) and 10.
    public enum Ground: String, Choosable {
        case consent = "6_1_a"
        case contract = "6_1_b"
        case obligation = "6_1_c"
        case vital = "6_1_d"
        case task = "6_1_e"
        case interest = "6_1_f"
        case specialConsent = "9_2_a"
        case specialEmployment = "9_2_b"
        case specialVital = "9_2_c"
        case specialMembers = "9_2_d"
        case specialPublic = "9_2_e"
        case specialClaims = "9_2_f"
        case specialInterest = "9_2_g"
        case specialCare = "9_2_h"
        case specialHealth = "9_2_i"
        case specialArchive = "9_2_j"
        case criminal = "10"

        public var label: Phrase {
            switch self {
            case .consent: Phrase(da: "6, stk. 1, litra a: samtykke", en: "6(1)(a): consent")
            case .contract: Phrase(da: "6, stk. 1, litra b: kontrakt", en: "6(1)(b): contract")
            case .obligation: Phrase(da: "6, stk. 1, litra c: retlig forpligtelse", en: "6(1)(c): legal obligation")
            case .vital: Phrase(da: "6, stk. 1, litra d: vitale interesser", en: "6(1)(d): vital interests")
            case .task:
                Phrase(
                    da: "6, stk. 1, litra e: samfundets interesse eller offentlig myndighed",
                    en: "6(1)(e): public interest or official authority")
            case .interest: Phrase(da: "6, stk. 1, litra f: legitim interesse", en: "6(1)(f): legitimate interest")
            case .specialConsent:
                Phrase(da: "9, stk. 2, litra a: udtrykkeligt samtykke", en: "9(2)(a): explicit consent")
            case .specialEmployment:
                Phrase(
                    da: "9, stk. 2, litra b: arbejdsret og social sikring",
                    en: "9(2)(b): employment and social security")
            case .specialVital: Phrase(da: "9, stk. 2, litra c: vitale interesser", en: "9(2)(c): vital interests")
            case .specialMembers:
                Phrase(da: "9, stk. 2, litra d: en forenings medlemmer", en: "9(2)(d): members of an association")
            case .specialPublic:
                Phrase(
                    da: "9, stk. 2, litra e: offentliggjort af personen selv", en: "9(2)(e): made public by the person")
            case .specialClaims: Phrase(da: "9, stk. 2, litra f: retskrav", en: "9(2)(f): legal claims")
            case .specialInterest:
                Phrase(
                    da: "9, stk. 2, litra g: væsentlig samfundsinteresse", en: "9(2)(g): substantial public interest")
            case .specialCare:
                Phrase(da: "9, stk. 2, litra h: sundhed og omsorg", en: "9(2)(h): health and social care")
            case .specialHealth: Phrase(da: "9, stk. 2, litra i: folkesundhed", en: "9(2)(i): public health")
            case .specialArchive:
                Phrase(
                    da: "9, stk. 2, litra j: arkiv, forskning og statistik",
                    en: "9(2)(j): archiving, research and statistics")
            case .criminal: Phrase(da: "10: strafbare forhold", en: "10: criminal offences")
            }
        }

        /// The article that it stands in.
        public var article: Int {
            switch self {
            case .consent, .contract, .obligation, .vital, .task, .interest: 6
            case .specialConsent, .specialEmployment, .specialVital, .specialMembers, .specialPublic, .specialClaims,
                .specialInterest, .specialCare, .specialHealth, .specialArchive:
                9
            case .criminal: 10
            }
        }
    }

    /// Whether data leave the EU and the EEA (GDPR chapter V).
    public enum Transfer: String, Choosable {
        case none
        case third

        public var label: Phrase {
            switch self {
            case .none: Phrase(da: "Nej, alt bliver i EU og EØS", en: "No, all stays in the EU and the EEA")
            case .third:
                Phrase(
                    da: "Ja, til et tredjeland eller en international organisation",
                    en: "Yes, to a third country or an international organisation")
            }
        }
    }

    /// What a transfer rests on (GDPR Articles 45 to 49).
    public enum Safeguard: String, Choosable {
        case adequacy, instrument, rules, clauses, code, derogation

        public var label: Phrase {
            switch self {
            case .adequacy:
                Phrase(da: "Afgørelse om tilstrækkelighed (artikel 45)", en: "Adequacy decision (Article 45)")
            case .instrument:
                Phrase(
                    da: "Aftale mellem offentlige myndigheder (artikel 46, stk. 2, litra a)",
                    en: "Instrument between public authorities (Article 46(2)(a))")
            case .rules:
                Phrase(
                    da: "Bindende virksomhedsregler (artikel 47)", en: "Binding corporate rules (Article 47)")
            case .clauses:
                Phrase(
                    da: "Standardkontraktbestemmelser (artikel 46, stk. 2, litra c eller d)",
                    en: "Standard contractual clauses (Article 46(2)(c) or (d))")
            case .code:
                Phrase(
                    da: "Adfærdskodeks eller certificering (artikel 46, stk. 2, litra e eller f)",
                    en: "Code of conduct or certification (Article 46(2)(e) or (f))")
            case .derogation:
                Phrase(da: "Undtagelse i særlige situationer (artikel 49)", en: "Derogation (Article 49)")
            }
        }
    }

    /// What a record lacks of what its article demands.
    public enum Gap: String, Choosable {
        case responsible, controllers, ground, special, criminal, people, data, recipients, transfer, safeguards
        case erasure, security

        public var label: Phrase {
            switch self {
            case .responsible: Phrase(da: "hvem der er ansvarlig", en: "who is responsible")
            case .controllers: Phrase(da: "hvem de dataansvarlige er", en: "who the controllers are")
            case .ground: Phrase(da: "et grundlag i artikel 6", en: "a ground in Article 6")
            case .special:
                Phrase(
                    da: "et grundlag i artikel 9 for de følsomme oplysninger",
                    en: "a ground in Article 9 for the special categories")
            case .criminal:
                Phrase(
                    da: "et grundlag for oplysninger om strafbare forhold (artikel 10)",
                    en: "a ground for data about criminal offences (Article 10)")
            case .people: Phrase(da: "kategorier af personer", en: "categories of people")
            case .data: Phrase(da: "kategorier af oplysninger", en: "categories of data")
            case .recipients: Phrase(da: "modtagere", en: "recipients")
            case .transfer: Phrase(da: "om oplysninger forlader EU og EØS", en: "whether data leave the EU and the EEA")
            case .safeguards:
                Phrase(
                    da: "landene og grundlaget for overførslen", en: "the countries and what the transfer rests on")
            case .erasure: Phrase(da: "slettefrister", en: "limits for erasure")
            case .security: Phrase(da: "sikkerhedsforanstaltninger", en: "security measures")
            }
        }
    }
}

extension Processing.Wording {
    /// What the record lacks, by its capacity. A processor's record says less: grounds, people, data, recipients and limits are
    /// the controllers' to decide.
    public var gaps: [Processing.Gap] {
        var found: [Processing.Gap] = []
        func lack(_ gap: Processing.Gap, _ isLacking: Bool) { if isLacking { found.append(gap) } }
        lack(.responsible, responsible == nil)
        lack(.controllers, capacity != .controller && controllers == nil)
        if capacity != .processor {
            lack(.ground, !grounds.contains { $0.article == 6 })
            lack(.special, data.contains(.special) && !grounds.contains { $0.article == 9 })
            lack(.criminal, data.contains(.criminal) && !grounds.contains { $0.article == 10 })
            lack(.people, people == nil)
            lack(.data, data.isEmpty || kinds == nil)
            lack(.recipients, recipients == nil)
        }
        lack(.transfer, transfer == nil)
        lack(.safeguards, transfer == .third && (countries == nil || safeguards.isEmpty))
        if capacity != .processor { lack(.erasure, erasure == nil) }
        lack(.security, security == nil)
        return found
    }
}
