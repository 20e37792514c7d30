// SPDX-License-Identifier: MPL-2.0

/// The words of the two shipped methods. The upper three steps of 4×4 are those of 5×5; its first step is the lower two of them.
extension RiskWords {
    static func likelihoods(_ base: RiskMethod.Base) -> [Phrase] {
        let upper = [
            Phrase(
                da: "Mulig: det er sket for andre som os og kan ske her inden for nogle år",
                en: "Possible: it has happened to others like us and can happen here within some years"),
            Phrase(
                da: "Sandsynlig: det sker nogenlunde hvert år",
                en: "Likely: it happens about every year"),
            Phrase(da: "Hyppig: det sker flere gange om året", en: "Frequent: it happens several times a year"),
        ]
        return switch base {
        case .five:
            [
                Phrase(
                    da: "Meget sjælden: ingen af os venter at opleve det",
                    en: "Very rare: none of us expects to see it"),
                Phrase(
                    da: "Sjælden: det kan ske en enkelt gang i et arbejdsliv",
                    en: "Rare: it can happen once in a working life"),
            ] + upper
        case .four:
            [
                Phrase(
                    da: "Sjælden: der går mange år imellem, om det sker",
                    en: "Rare: many years go by between one time and the next, if it happens")
            ] + upper
        }
    }

    static func consequences(_ base: RiskMethod.Base, _ dimension: RiskMethod.Dimension) -> [Phrase] {
        let (lowest, upper) = steps(of: dimension)
        return switch base {
        case .five: lowest.five + upper
        case .four: [lowest.four] + upper
        }
    }

    private typealias Lowest = (five: [Phrase], four: Phrase)

    private static func steps(of dimension: RiskMethod.Dimension) -> (Lowest, [Phrase]) {
        switch dimension {
        case .economy: economy
        case .reputation: reputation
        case .contract: contract
        case .regulation: regulation
        case .citizens: citizens
        case .operations: operations
        }
    }

    private static let economy: (Lowest, [Phrase]) = (
        (
            [
                Phrase(da: "Dækkes af enhedens daglige drift", en: "Covered by the daily running of the unit"),
                Phrase(
                    da: "Kan mærkes i enhedens budget, men dækkes inden for det",
                    en: "Felt in the unit’s budget, but covered within it"),
            ], Phrase(da: "Dækkes inden for enhedens budget", en: "Covered within the unit’s budget")
        ),
        [
            Phrase(
                da: "Dækkes ved at flytte penge fra andre opgaver", en: "Covered by moving money from other tasks"),
            Phrase(
                da: "Kræver en ny bevilling, eller at en stor opgave udskydes",
                en: "Takes a new grant, or a large task is put off"),
            Phrase(da: "Truer hele organisationens økonomi", en: "Threatens the economy of the whole organisation"),
        ]
    )

    private static let reputation: (Lowest, [Phrase]) = (
        (
            [
                Phrase(da: "En bemærkning, der bliver internt", en: "A remark that stays inside"),
                Phrase(
                    da: "Omtale i et lokalt medie, eller en enkelt kommune er utilfreds",
                    en: "Told of in a local medium, or a single municipality is displeased"),
            ],
            Phrase(
                da: "En intern bemærkning eller omtale i et lokalt medie", en: "A remark inside, or in a local medium")
        ),
        [
            Phrase(
                da: "Flere kommuner klager, og deres forening spørger",
                en: "Several municipalities complain, and their association asks"),
            Phrase(
                da: "Omtale i landsdækkende medier, og en minister spørger",
                en: "Told of in national media, and a minister asks"),
            Phrase(
                da: "Varigt tab af tillid, så opgaven kan blive givet til andre",
                en: "A lasting loss of trust, so that the task may be given to others"),
        ]
    )

    private static let contract: (Lowest, [Phrase]) = (
        (
            [
                Phrase(
                    da: "En mindre afvigelse, som rettes, uden at nogen klager",
                    en: "A small deviation that is put right without a complaint"),
                Phrase(
                    da: "Et brud, der rettes inden for den frist, kontrakten giver",
                    en: "A breach that is put right within the time that the contract gives"),
            ],
            Phrase(
                da: "Et brud, der rettes inden for den frist, kontrakten giver",
                en: "A breach that is put right within the time that the contract gives")
        ),
        [
            Phrase(da: "Et brud, der koster bod", en: "A breach that costs a penalty"),
            Phrase(da: "En væsentlig misligholdelse", en: "A material breach"),
            Phrase(da: "Kontrakten ophæves", en: "The contract is terminated"),
        ]
    )

    private static let regulation: (Lowest, [Phrase]) = (
        (
            [
                Phrase(da: "Intet, eller vores egen bemærkning", en: "Nothing, or a remark of our own"),
                Phrase(da: "En bemærkning fra en myndighed", en: "A remark from an authority"),
            ], Phrase(da: "Intet, eller en bemærkning fra en myndighed", en: "Nothing, or a remark from an authority")
        ),
        [
            Phrase(
                da: "Alvorlig kritik eller et påbud fra en myndighed",
                en: "Serious criticism or an order from an authority"
            ),
            Phrase(
                da: "Et forbud, eller en myndighed indstiller til bøde", en: "A ban, or an authority proposes a fine"),
            Phrase(
                da: "En bøde, eller flere myndigheder griber ind på én gang",
                en: "A fine, or several authorities act at once"),
        ]
    )

    private static let citizens: (Lowest, [Phrase]) = (
        (
            [
                Phrase(da: "En ulempe, der går over af sig selv", en: "A nuisance that passes by itself"),
                Phrase(
                    da: "Besvær i nogle dage, fx at en ansøgning skal sendes igen",
                    en: "Trouble for some days, such as sending an application again"),
            ], Phrase(da: "Besvær, der går over på nogle dage", en: "Trouble that passes in some days")
        ),
        [
            Phrase(
                da: "Mærkbar skade, fx at fortrolige oplysninger kommer ud",
                en: "Noticeable harm, such as confidential data getting out"),
            Phrase(
                da: "Alvorlig eller varig skade, fx at følsomme oplysninger kommer ud, eller at en ydelse udebliver",
                en: "Serious or lasting harm, such as sensitive data getting out, or a benefit that does not come"),
            Phrase(
                da: "Fare for liv eller helbred, fx at en beskyttet adresse kommer ud",
                en: "Danger to life or health, such as a protected address getting out"),
        ]
    )

    private static let operations: (Lowest, [Phrase]) = (
        (
            [
                Phrase(
                    da: "Under en time, og ingen borger mærker det", en: "Less than an hour, and no citizen feels it"),
                Phrase(
                    da: "Nogle timer, hvor arbejdet kan gøres på en anden måde",
                    en: "Some hours in which the work can be done in another way"),
            ],
            Phrase(
                da: "Højst nogle timer, hvor arbejdet kan gøres på en anden måde",
                en: "Some hours at most, in which the work can be done in another way")
        ),
        [
            Phrase(
                da: "En arbejdsdag, og borgere venter på svar eller hjælp",
                en: "A working day, and citizens wait for answers or help"),
            Phrase(
                da: "Flere dage, og lovbundne opgaver bliver ikke løst i tide",
                en: "Several days, and tasks that the law demands are not done in time"),
            Phrase(
                da: "Flere dage på et kritisk tidspunkt, fx når ydelser udbetales",
                en: "Several days at a critical time, such as when benefits are paid"),
        ]
    )
}
