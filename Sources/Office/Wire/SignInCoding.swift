// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension SignInProvider {
    func write(to payload: inout PayloadWriter) {
        payload.value("name", name)
        payload.value("issuer", issuer)
        payload.value("client", client)
        payload.value("scopes", scopes)
        payload.value("claim", claim)
        payload.value("groups_claim", groupsClaim)
        payload.value("groups", groups)
        payload.value("strong", strong)
    }

    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            name: try payload.id("name"), issuer: try payload.id("issuer"), client: try payload.id("client"),
            scopes: try payload.id("scopes"), claim: try payload.id("claim"),
            groupsClaim: try payload.optionalID("groups_claim"), groups: try payload.optionalID("groups"),
            strong: try payload.optionalID("strong"))
    }
}

extension FactKind {
    static func of(_ fact: Organisation.Fact) -> FactKind {
        switch fact {
        case .opened: .ledgerOpened
        case .named: .organisationNamed
        case .started: .programStarted
        case .publicationSet: .publicationSet
        case .publicationReviewed: .publicationReviewed
        case .dispensationLimitSet: .dispensationLimitSet
        case .rightsReviewed: .rightsReviewed
        case .escalationSet: .escalationSet
        case .periodClosed: .periodClosed
        case .secondStepSet: .secondStepSet
        case .talksSet: .talksSet
        case .personsImported: .personsImported
        case .registerImported: .registerImported
        case .signInProviderSet: .signInProviderSet
        case .signInProviderRemoved: .signInProviderRemoved
        case .signInSecretSet: .signInSecretSet
        case .groupNamed: .groupNamed
        case .groupGone: .groupGone
        }
    }
}

extension Organisation.Fact {
    static func signIn(_ kind: FactKind, _ payload: inout PayloadReader) throws(CanonicalFault) -> Organisation.Fact {
        switch kind {
        case .signInProviderSet: .signInProviderSet(try SignInProvider(&payload))
        case .signInProviderRemoved: .signInProviderRemoved(reason: try payload.id("reason"))
        case .groupNamed:
            .groupNamed(
                try payload.id("group"), name: try payload.id("name"), external: try payload.optionalID("external"))
        case .groupGone: .groupGone(try payload.id("group"))
        case _: .signInSecretSet
        }
    }
}
